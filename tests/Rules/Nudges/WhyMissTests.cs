using SalesGrains.Nudges.Why;
using SalesGrains.Recipients;

namespace SalesGrains.Nudges;

/// <summary>C06, C08: each missed first contact has a broken link, and it is that of its reminder before the deadline, not of what came after.</summary>
public sealed class WhyMissTests
{
    private static readonly DateTimeOffset Started = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Deadline = Started.AddHours(24);
    private static readonly ChannelView WeCom = new("wecom-app", "li", null, "green", "confirmed", Started, 1, 0, null);

    [Theory]
    // Hours after its beginning at which it was heard of, its source, whether the phone may read calls, whether the customer has a WeCom id.
    [InlineData(24, "wecom-contact", "granted", true, "identity", "wecom-unmapped")]
    [InlineData(30, "wechat-message", "granted", true, "identity", "wecom-unmapped")]
    [InlineData(24, "entry", "denied", true, "signal", "contacts-permission-missing")]
    [InlineData(24, "call", "granted", true, "signal", "signal-late")]
    [InlineData(24, "entry", "granted", false, "signal", "wecom-unmapped")]
    public void What_was_heard_of_too_late_breaks_at_its_signal_or_its_identity(int hours, string source, string contacts, bool mapped, string link, string fault)
    {
        var chain = WhyRules.Of(Missed(new() { Channels = [WeCom], Devices = [Device(contacts: contacts)] }, hours, source) with { HasWeComIdentity = mapped });

        Assert.Equal((link, fault), (chain.Broken, chain.Fault));
    }

    [Fact]
    public void What_was_delivered_and_closed_unseen_by_its_deadline_was_not_seen()
    {
        var chain = WhyRules.Of(Missed(new() { Channels = [WeCom], Nudges = [Reminder(), AfterTheMiss()], Attempts = [Sent()] }));

        Assert.Equal(("seen", "not-seen"), (chain.Broken, chain.Fault));
        Assert.Equal("n-1", chain.NudgeId);
    }

    [Fact]
    public void What_was_seen_was_not_acted_on()
    {
        var chain = WhyRules.Of(Missed(new() { Channels = [WeCom], Nudges = [Reminder() with { SeenAt = Started.AddHours(3) }], Attempts = [Sent()] }));

        Assert.Equal(("done", "not-acted"), (chain.Broken, chain.Fault));
    }

    [Fact]
    public void What_no_channel_has_confirmed_was_not_delivered()
    {
        var chain = WhyRules.Of(Missed(new() { Channels = [WeCom], Nudges = [Reminder() with { ProvenAt = null }], Attempts = [Sent()] }));

        Assert.Equal(("delivered", "no-proof"), (chain.Broken, chain.Fault));
    }

    [Fact]
    public void What_is_too_long_ago_says_that_it_is_not_kept()
    {
        var chain = WhyRules.Of(Missed(new() { Channels = [WeCom] }));

        Assert.Equal(("done", "not-kept"), (chain.Broken, chain.Fault));
    }

    private static WhyCase Missed(RecipientView recipient, int knownAfter = 0, string source = "call") => new()
    {
        Kind = "customer", Id = "x-1", Now = Deadline.AddMinutes(1), Recipient = recipient, FirstContactAt = Started, FirstContactSource = source,
        FirstContactKnownAt = Started.AddHours(knownAfter), FirstContactMissedAt = Deadline, HasWeComIdentity = true,
    };

    private static DeviceView Device(string contacts) => new(new() { Id = "d-1", Kind = "ios", Permission = "granted", Contacts = contacts }, Started);

    private static DeliveryView Reminder() => new()
    {
        Key = "customer/x-1/n-1", Rule = "first-contact", Level = "rep", RaisedAt = Started.AddHours(2), ReceivedAt = Started.AddHours(2), DeadlineAt = Deadline,
        ProvenAt = Started.AddHours(2), ProvenBy = "wecom-app", ClosedAt = Deadline, Closed = "resolved",
    };

    private static DeliveryView AfterTheMiss() => Reminder() with
    {
        Key = "customer/x-1/n-2", Rule = "first-contact-missed", RaisedAt = Deadline, ClosedAt = null, Closed = null, SeenAt = Deadline.AddSeconds(30),
    };

    private static AttemptView Sent() =>
        new("a-1", "wecom-app", "sent", ["customer/x-1/n-1"], Started.AddHours(2), Started.AddHours(2), Started.AddHours(2), Started.AddHours(2), 1, "0", null);
}
