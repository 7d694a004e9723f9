
namespace SalesGrains.Machine;

/// <summary>What dies together: the continuations of a dead life never run again.</summary>
public class Life(int number)
{
    public int Number => number;

    public bool Dead { get; set; }
}

/// <summary>
/// One run: virtual time, one queue of steps, one source of chance. Single-threaded; every await of an actor ends in <see cref="At"/>,
/// so that the order of all steps is a function of the seed.
/// </summary>
public abstract class Clockwork
{
    private readonly PriorityQueue<(Life Owner, Action Action), long> _queue = new();
    private long _order;
    private int _lives;
    private bool _stopped;

    protected Clockwork(ulong seed, Action<string>? say)
    {
        Random = new(seed);
        Say = say is null ? null : text => say($"{Now,6} {text}");
        Outside = new(NextLife());
    }

    public SeededRandom Random { get; }

    /// <summary>Tells what happens, when a single run is replayed; null otherwise.</summary>
    public Action<string>? Say { get; }

    /// <summary>Everything that never crashes: the store, the network, the people.</summary>
    public Life Outside { get; }

    /// <summary>Milliseconds since the start, as a perfect stopwatch measures them.</summary>
    public long Now { get; private set; }

    public int Steps { get; private set; }

    /// <summary>Hash of every step so far.</summary>
    public ulong Trace { get; private set; } = 14695981039346656037;

    /// <summary>The first violation.</summary>
    public string? Failure { get; private set; }

    public void Fail(string violation)
    {
        Say?.Invoke($"VIOLATION {violation}");
        Failure ??= $"at {Now} ms: {violation}";
    }

    /// <summary>Notes something in the trace hash.</summary>
    public void Note(long what) => Trace = (Trace ^ (ulong)what) * 1099511628211;

    /// <summary>One more step, unless its owner is dead by then.</summary>
    public void At(long delay, Life owner, Action action) =>
        _queue.Enqueue((owner, action), ((Now + Math.Max(0, delay)) << 22) | (_order++ & 0x3FFFFF));

    public Task Delay(Life owner, long delay)
    {
        var done = new TaskCompletionSource();
        At(delay, owner, done.SetResult);
        return done.Task;
    }

    /// <summary>Starts an activity that nobody awaits; a bug in it fails the run.</summary>
    public async void Start(Func<Task> activity)
    {
        try
        {
            await activity();
        }
        catch (Exception e)
        {
            Fail(e.ToString());
        }
    }

    /// <summary>Ends the run: everything has come to rest.</summary>
    public void Stop() => _stopped = true;

    /// <summary>Runs until something stops it, until nothing is left to do, or until the end.</summary>
    public void Run(long end)
    {
        while (Failure is null && !_stopped && _queue.TryDequeue(out var next, out var at) && at >> 22 <= end)
        {
            Now = at >> 22;
            if (next.Owner.Dead)
            {
                continue;
            }

            Steps++;
            Note(at ^ ((long)next.Owner.Number << 48));
            next.Action();
            AfterStep(next.Owner);
        }
    }

    protected int NextLife() => ++_lives;

    /// <summary>The place where a silo may die.</summary>
    protected abstract void AfterStep(Life owner);
}
