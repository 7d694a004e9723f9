namespace SalesGrains.Vendors.Sms;

/// <summary>A text message that a vendor has taken.</summary>
/// <param name="Number">To whom.</param>
/// <param name="MessageId">The sender's id.</param>
/// <param name="VendorId">The vendor's id.</param>
/// <param name="At">When.</param>
internal sealed record SentText(string Number, string MessageId, string VendorId, DateTimeOffset At);

/// <summary>The text messages that a vendor has taken.</summary>
internal sealed class SentTexts(VendorWorld world)
{
    private readonly Lock gate = new();
    private readonly List<SentText> all = [];

    /// <summary>Takes one; it arrives unless receipts say otherwise.</summary>
    public SentText Add(string channel, string number, string text, string messageId)
    {
        lock (gate)
        {
            var one = new SentText(number, messageId, $"{channel}-{all.Count + 1}", world.Now);
            all.Add(one);
            if (world.Receipts != "failed")
            {
                world.Log.Arrived(channel, number, text, messageId);
            }

            return one;
        }
    }

    /// <summary>Those to a number since a moment.</summary>
    public List<SentText> To(string number, DateTimeOffset since)
    {
        lock (gate)
        {
            return [.. all.Where(one => one.Number == number && one.At >= since)];
        }
    }
}
