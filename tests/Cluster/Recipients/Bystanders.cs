using System.Diagnostics;

namespace SalesGrains.Recipients;

/// <summary>People on another channel while one channel fails: each gets one nudge a round, and it is timed from the command to the vendor.</summary>
internal sealed class Bystanders(Reminded all)
{
    /// <summary>A channel that nobody else uses.</summary>
    public const string Channel = "dingtalk-work";

    private const int Count = 20;

    public static IReadOnlyList<string> Ids { get; } = [.. Enumerable.Range(0, Count).Select(i => $"by-{i}")];

    public async Task Reach()
    {
        foreach (var id in Ids)
        {
            await all.Reach(id, (Channel, $"ding-{id}"));
        }
    }

    /// <summary>Milliseconds of real time until each had the message, sorted; and how many seconds of the clock they waited in the queue at most.</summary>
    public async Task<(double[] Times, double Queued)> Round(string name, Func<Task> meanwhile)
    {
        var seen = all.Vendors.World.Log.Deliveries.Count;
        var storm = meanwhile();
        var times = await Task.WhenAll(Ids.Select(async id =>
        {
            var began = Stopwatch.GetTimestamp();
            await all.Nudge($"c-{name}-{id}", id);
            await Wait.Until(
                () => all.Vendors.World.Log.Deliveries.Skip(seen).Any(one => one.Channel == Channel && one.To == $"ding-{id}"), TimeSpan.FromSeconds(60), $"the message of {id}");
            return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }));
        await storm;
        await all.Rest(Ids);
        var queued = (await Task.WhenAll(Ids.Select(all.View))).SelectMany(view => view.Attempts)
            .Where(attempt => attempt.Nudges.Any(nudge => nudge.StartsWith($"contract/c-{name}-", StringComparison.Ordinal)))
            .Max(attempt => (attempt.StartedAt - attempt.QueuedAt)?.TotalSeconds ?? double.MaxValue);
        return ([.. times.Order()], queued);
    }

    /// <summary>The value below which this share of them lies.</summary>
    public static double At(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}
