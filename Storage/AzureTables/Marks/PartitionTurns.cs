using System.Diagnostics;

namespace SalesGrains.AzureTables.Marks;

/// <summary>
/// Whose turn it is: a read of a partition's marks is a request of its own, so few partitions are read at each call, and many take turns
/// in such a way that each has had one within <see cref="Round"/>.
/// </summary>
internal sealed class PartitionTurns(Func<long>? milliseconds = null)
{
    /// <summary>Partitions that are read at every call, when there are no more.</summary>
    public const int Few = 16;

    /// <summary>Within what time every partition has its turn, as long as calls come faster than that.</summary>
    public static readonly TimeSpan Round = TimeSpan.FromSeconds(50);

    private readonly Func<long> clock = milliseconds ?? (() => (long)Stopwatch.GetElapsedTime(0).TotalMilliseconds);
    private readonly Lock turns = new();
    private long? last;
    private int next;

    public IReadOnlyList<T> Take<T>(IReadOnlyList<T> all)
    {
        lock (turns)
        {
            var now = clock();
            var share = last is { } before ? (now - before) / Round.TotalMilliseconds : 0;
            last = now;
            var count = Math.Min(all.Count, Math.Max(Few, (int)Math.Ceiling(all.Count * share)));
            var from = next;
            next = all.Count == 0 ? 0 : (from + count) % all.Count;
            return [.. Enumerable.Range(from, count).Select(n => all[n % all.Count])];
        }
    }
}
