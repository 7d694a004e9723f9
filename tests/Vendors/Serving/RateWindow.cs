namespace SalesGrains.Vendors;

/// <summary>Counts what happened within a sliding time.</summary>
/// <param name="time">The clock.</param>
/// <param name="unlimited">Takes whatever comes.</param>
internal sealed class RateWindow(TimeProvider time, bool unlimited = false)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> taken = [];

    /// <summary>Takes one; false when so many were taken within the time already.</summary>
    public bool Take(string key, int most, TimeSpan within)
    {
        if (unlimited)
        {
            return true;
        }

        lock (gate)
        {
            var now = time.GetUtcNow();
            if (!taken.TryGetValue(key, out var moments))
            {
                taken[key] = moments = new();
            }

            while (moments.TryPeek(out var first) && now - first >= within)
            {
                moments.Dequeue();
            }

            if (moments.Count >= most)
            {
                return false;
            }

            moments.Enqueue(now);
            return true;
        }
    }
}
