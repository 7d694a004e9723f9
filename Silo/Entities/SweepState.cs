
namespace SalesGrains.Entities;

/// <summary>What readiness asks of the sweeper.</summary>
public sealed class SweepState
{
    private int sent;
    private long roundAt;
    private long oldest;
    private long rounds;

    /// <summary>True once a ping has been sent for every mark that was pending at start; whether they succeed is another matter.</summary>
    public bool FirstRoundSent => Volatile.Read(ref sent) == 1;

    /// <summary>When the store's marks were last read, by the <see cref="System.Diagnostics.Stopwatch"/>; 0: never.</summary>
    public long RoundAt => Volatile.Read(ref roundAt);

    /// <summary>Rounds so far.</summary>
    public long Rounds => Volatile.Read(ref rounds);

    /// <summary>How old the oldest pending mark was in the last round; zero when there was none.</summary>
    public TimeSpan Oldest => new(Volatile.Read(ref oldest));

    internal void Sent() => Volatile.Write(ref sent, 1);

    internal void Read(TimeSpan oldestMark)
    {
        Volatile.Write(ref oldest, Math.Max(0, oldestMark.Ticks));
        Volatile.Write(ref roundAt, System.Diagnostics.Stopwatch.GetTimestamp());
        Interlocked.Increment(ref rounds);
    }
}
