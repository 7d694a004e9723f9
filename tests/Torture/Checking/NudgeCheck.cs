using System.Text.Json;
using SalesGrains.Entities;
using SalesGrains.Vendors;

namespace SalesGrains.Checking;

/// <summary>Whether every nudge that was raised is with its recipient once, and no vendor was given a short message twice (K12).</summary>
internal sealed class NudgeCheck
{
    private static readonly TimeSpan SmsApart = TimeSpan.FromMinutes(10);
    private readonly List<string> faults = [];

    /// <summary>Nudges that were sent to a recipient.</summary>
    public int Sent { get; private set; }

    /// <summary>Messages that reached a person.</summary>
    public int Arrived { get; private set; }

    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<string> Faults => faults;

    public static NudgeCheck Of(StoredWorld world, IReadOnlyCollection<Delivery> deliveries)
    {
        var check = new NudgeCheck { Arrived = deliveries.Count };
        check.Lanes(world);
        check.Vendors(deliveries);
        return check;
    }

    private void Lanes(StoredWorld world)
    {
        var received = world.Of(EntityKinds.Recipient).SelectMany(thing => thing.Commits)
            .SelectMany(commit => commit.Content.Events).Where(one => Word(one.Data, "type") == "nudge-received").ToLookup(one => one.Cause);
        foreach (var effect in world.Things.SelectMany(thing => thing.Commits).SelectMany(commit => commit.Content.Effects).Where(effect => Word(effect.Body, "effect") == "send-nudge"))
        {
            Sent++;
            var times = received[effect.Id].Count();
            if (times != 1)
            {
                faults.Add($"{effect.Id} came {times} times to {effect.To}");
            }
        }
    }

    private void Vendors(IReadOnlyCollection<Delivery> deliveries)
    {
        foreach (var message in deliveries.Where(one => one.MessageId is not null).GroupBy(one => (one.Channel, one.To, one.MessageId)))
        {
            var times = message.Select(one => one.At).Order().ToList();
            if (times.Zip(times.Skip(1)).Any(pair => !message.Key.Channel.StartsWith("sms", StringComparison.Ordinal) || pair.Second - pair.First < SmsApart))
            {
                faults.Add($"{message.Key.MessageId} reached {message.Key.To} over {message.Key.Channel} at {string.Join(" and ", times.Select(at => $"{at:HH:mm:ss}"))}");
            }
        }
    }

    private static string? Word(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
