using System.Collections.Concurrent;
using SalesGrains.Checking;

namespace SalesGrains.Commands;

/// <summary>What every client asked and was told, with the moments of both: what the checks after the last kill go by.</summary>
internal sealed class CommandLog
{
    private readonly ConcurrentQueue<Entry> entries = new();
    private readonly ConcurrentQueue<Step> reads = new();
    private long cut;
    private long busy;
    private long answered;

    /// <summary>Every command, repeats of earlier keys too.</summary>
    public IReadOnlyCollection<Entry> Entries => entries;

    /// <summary>Every version that a client read.</summary>
    public IReadOnlyCollection<Step> Reads => reads;

    /// <summary>Tries whose outcome the client never learned: the connection was cut, refused, or timed out.</summary>
    public long Cut => Interlocked.Read(ref cut);

    /// <summary>Tries that were answered with 503 or 429.</summary>
    public long Busy => Interlocked.Read(ref busy);

    /// <summary>Commands answered so far.</summary>
    public long Answered => Interlocked.Read(ref answered);

    public Entry Begin(Operation operation, Entry? repeats = null)
    {
        var entry = new Entry(operation, repeats);
        entries.Enqueue(entry);
        return entry;
    }

    public void CountAnswer() => Interlocked.Increment(ref answered);

    public void CountCut() => Interlocked.Increment(ref cut);

    public void CountBusy() => Interlocked.Increment(ref busy);

    public void Saw(Step read) => reads.Enqueue(read);
}

/// <summary>One command of one client: invoked, then answered.</summary>
internal sealed class Entry(Operation operation, Entry? repeats)
{
    public Operation Operation => operation;

    /// <summary>The entry whose key this one used again.</summary>
    public Entry? Repeats => repeats;

    /// <summary>True when it used that key for something else.</summary>
    public bool IsOtherPayload => repeats is not null && repeats.Operation.Body != operation.Body;

    public long InvokedAt { get; set; }

    public long AnsweredAt { get; set; }

    public int Tries { get; set; }

    /// <summary>Null while nobody knows.</summary>
    public Answer? Answer { get; set; }

    /// <summary>Its client went away when the first try had no answer: it never knows.</summary>
    public bool GivenUp { get; set; }

    public override string ToString() => $"{operation.Kind} {operation.Key} at {operation.Entity}: {Answer} after {Tries} tries";
}
