using SalesGrains.Entities;

namespace SalesGrains.Boards;

/// <summary>
/// A board that browsers of this process watch. Upstream it asks and listens, downstream the first change goes at once and then at most
/// one round per pause; what is lost anywhere is in the next message.
/// </summary>
internal sealed class RelayTopic
{
    /// <summary>Beats without a watcher after which the board is let go.</summary>
    private const int MostUnwatched = 3;

    private readonly BoardTopic topic;
    private readonly BoardRelay relay;
    private readonly RelayCopy copy;
    private readonly Lock gate = new();
    private readonly SemaphoreSlim changed = new(0, 1);
    private readonly SemaphoreSlim repair = new(0, 1);
    private readonly CancellationTokenSource closed = new();
    private volatile RelayWatcher[] watchers = [];

    public RelayTopic(BoardTopic topic, BoardRelay relay)
    {
        (this.topic, this.relay, copy) = (topic, relay, new(topic, relay));
        _ = Task.Run(Upstream);
        _ = Task.Run(Downstream);
    }

    public BoardTopic Topic => topic;

    /// <summary>Browsers that watch it through this process.</summary>
    public int Watchers => watchers.Length;

    /// <summary>The copy's age in ms.</summary>
    public long AgeMs => copy.AgeMs;

    /// <summary>Adds a browser, or sets back the cursor of one that asks again; false when this topic has just been closed.</summary>
    public bool Add(LiveConnection connection, long epoch, long version)
    {
        RelayWatcher? watcher;
        lock (gate)
        {
            if (closed.IsCancellationRequested)
            {
                return false;
            }

            watcher = Array.Find(watchers, known => known.Connection == connection) ?? new(connection, copy, Remove);
            copy.Set(watcher, epoch, version);
            if (!watchers.Contains(watcher))
            {
                watchers = [.. watchers, watcher];
            }
        }

        watcher.Pump();
        return true;
    }

    public void Remove(LiveConnection connection)
    {
        lock (gate)
        {
            watchers = [.. watchers.Where(watcher => watcher.Connection != connection)];
        }
    }

    /// <summary>A frame from the board; false when it does not fit.</summary>
    public bool Take(BoardFrame frame, long ageMs)
    {
        var fits = copy.Take(frame, ageMs) != FrameOutcome.Misfit;
        Signal(fits ? changed : repair);
        return fits;
    }

    /// <summary>
    /// Tells every browser that should hold just this what that is, and how old: so it sees that a last frame was lost. Who is behind gets
    /// a frame in the next round, who is ahead hears nothing.
    /// </summary>
    public void Beat()
    {
        if (copy.BeatFor(watchers) is { } beat)
        {
            Array.ForEach(beat.Level, watcher => watcher.Beat(beat.Beat));
        }
    }

    /// <summary>Lease, repair and confirmation: the only path that has to work.</summary>
    private async Task Upstream()
    {
        CallContext.Clear();
        Task<bool>? asking = null;
        long? beatAt = null;
        for (var unwatched = 0; unwatched < MostUnwatched && !relay.Stopping.IsCancellationRequested;)
        {
            asking ??= Ask();
            var answered = await Task.WhenAny(asking, Task.Delay(relay.Options.AnswerWithin)) == asking;
            var again = answered && !await asking;
            asking = answered ? null : asking;
            if (!again || beatAt is not { } last || relay.Time.GetElapsedTime(last) >= relay.Options.BeatEvery)
            {
                beatAt = relay.Time.GetTimestamp();
                Beat();
            }

            await repair.WaitAsync(again ? relay.Options.RetryAfter : relay.Options.BeatEvery);
            lock (gate)
            {
                unwatched = watchers.Length == 0 ? unwatched + 1 : 0;
                if (unwatched == MostUnwatched)
                {
                    closed.Cancel();
                }
            }
        }

        closed.Cancel();
        relay.Closed(this);
    }

    /// <summary>False when it is to be asked again soon.</summary>
    private async Task<bool> Ask()
    {
        try
        {
            var (epoch, version) = copy.Cursor;
            var answer = await relay.Ask(topic, epoch, version);
            if (answer.Frame is { } frame)
            {
                return Take(frame, answer.AgeMs);
            }

            // A board that is not complete pushes as soon as it is.
            if (answer.IsComplete)
            {
                copy.Confirm(answer.AgeMs);
            }

            return true;
        }
        catch (Exception error)
        {
            relay.BoardSilent(topic, error);
            return false;
        }
    }

    /// <summary>First change at once, then at most one round per pause.</summary>
    private async Task Downstream()
    {
        try
        {
            while (true)
            {
                await changed.WaitAsync(closed.Token);
                var round = watchers;
                Array.ForEach(round, watcher => watcher.Pump());
                var pause = relay.Options.PauseFor(round.Length);
                if (pause >= TimeSpan.FromMilliseconds(1))
                {
                    await Task.Delay(pause, closed.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody watches any more.
        }
    }

    private static void Signal(SemaphoreSlim signal)
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is signalled already.
        }
    }
}
