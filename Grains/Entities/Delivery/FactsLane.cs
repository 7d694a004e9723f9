using SalesGrains.Entities.Telemetry;

namespace SalesGrains.Entities.Delivery;

/// <summary>An entity's facts on their way to the portfolio: conflated, one post in flight, always the newest.</summary>
internal sealed class FactsLane(EntityKey self, EntityRuntime runtime, ulong salt, CancellationToken stop)
{
    private readonly List<(long Version, TaskCompletionSource<bool> Seen)> waiting = [];
    private EntityFacts? newest;
    private bool running;

    /// <summary>The portfolio has this version's facts or later ones.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Takes newer facts.</summary>
    public void Offer(EntityFacts facts) => newest = newest is null || facts.Version > newest.Version ? facts : newest;

    /// <summary>Nothing up to a version is undelivered.</summary>
    public void Acknowledge(long version)
    {
        Acknowledged = Math.Max(Acknowledged, version);
        foreach (var (_, seen) in waiting.Where(one => one.Version <= Acknowledged))
        {
            seen.TrySetResult(true);
        }

        waiting.RemoveAll(one => one.Version <= Acknowledged);
    }

    /// <summary>True when there is something to post and nobody posts it; the caller must then <see cref="Run"/>.</summary>
    public bool TryStart()
    {
        if (running || newest is null || newest.Version <= Acknowledged)
        {
            return false;
        }

        running = true;
        return true;
    }

    /// <summary>Posts until the newest facts are acknowledged.</summary>
    public async Task Run()
    {
        try
        {
            for (var attempt = 0; newest is { } facts && facts.Version > Acknowledged && !stop.IsCancellationRequested;)
            {
                try
                {
                    await runtime.Poster.Post(facts);
                    Acknowledge(facts.Version);
                    attempt = 0;
                }
                catch (Exception error) when (!stop.IsCancellationRequested)
                {
                    attempt++;
                    EntityLog.FactsNotPosted(runtime.Log, self, attempt, $"{error.GetType().Name}: {error.Message}");
                    var wait = BackoffRules.Delay(attempt, runtime.Options.BackoffFirst, runtime.Options.BackoffLongest, salt);
                    stop.ThrowIfCancellationRequested();
                    runtime.Attend(self, wait);
                    await Task.Delay(wait, stop);
                }
            }
        }
        finally
        {
            running = false;
        }
    }

    /// <summary>Waits, for a while at most, until the portfolio has a version's facts.</summary>
    public async Task<bool> Seen(long version, TimeSpan wait)
    {
        if (version <= Acknowledged)
        {
            return true;
        }

        var seen = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Add((version, seen));
        var first = await Task.WhenAny(seen.Task, Task.Delay(wait, stop));
        waiting.RemoveAll(one => one.Seen == seen);
        return first == seen.Task;
    }
}
