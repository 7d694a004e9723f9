using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using SalesGrains.Entities;

namespace SalesGrains.Boards;

/// <summary>
/// This process's copy of a board, and the browsers that watch it. Upstream it asks and listens, downstream the first change goes at once
/// and then at most one round per pause; what is lost anywhere is in the next message.
/// </summary>
internal sealed class RelayTopic
{
    private readonly BoardTopic topic;
    private readonly BoardRelay relay;
    private readonly Lock gate = new();
    private readonly BoardTable copy = new();
    private readonly Dictionary<(long Epoch, long Version), (SerializedHubMessage Message, long MadeAt)> made = [];
    private readonly SemaphoreSlim changed = new(0, 1);
    private readonly SemaphoreSlim repair = new(0, 1);
    private readonly CancellationTokenSource closed = new();
    private RelayWatcher[] watchers = [];
    private long confirmedAt;

    public RelayTopic(BoardTopic topic, BoardRelay relay)
    {
        (this.topic, this.relay) = (topic, relay);
        confirmedAt = relay.Time.GetTimestamp();
        _ = Task.Run(Upstream);
        _ = Task.Run(Downstream);
    }

    public BoardTopic Topic => topic;

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

            watcher = Array.Find(watchers, known => known.Connection == connection);
            if (watcher is null)
            {
                watchers = [.. watchers, watcher = new(connection, this)];
            }

            watcher.Cursor = (epoch, version);
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
        FrameOutcome outcome;
        lock (gate)
        {
            outcome = copy.Apply(frame);
            if (outcome == FrameOutcome.Applied)
            {
                Confirmed(ageMs);
                made.Clear();
            }
        }

        Signal(outcome == FrameOutcome.Misfit ? repair : changed);
        return outcome != FrameOutcome.Misfit;
    }

    /// <summary>What a browser lacks, as bytes that it shares with all who lack the same; null when it lacks nothing or is ahead.</summary>
    public SerializedHubMessage? NextFor(RelayWatcher watcher)
    {
        lock (gate)
        {
            var now = relay.Time.GetTimestamp();
            if (made.TryGetValue(watcher.Cursor, out var known) && relay.Time.GetElapsedTime(known.MadeAt, now) < relay.Options.ShareFor)
            {
                watcher.Cursor = (copy.Epoch, copy.Version);
                return known.Message;
            }

            if (copy.From(watcher.Cursor.Epoch, watcher.Cursor.Version) is not { } frame)
            {
                return null;
            }

            var message = new SerializedHubMessage(new InvocationMessage(
                "f", [topic.Name, frame.Epoch, frame.From, frame.To, frame.Check, frame.Rows, relay.Clock(topic.Org), AgeMs()]));
            made[watcher.Cursor] = (message, now);
            watcher.Cursor = (frame.Epoch, frame.To);
            return message;
        }
    }

    /// <summary>
    /// Tells every browser that should hold just this what that is, and how old: so it sees that a last frame was lost. Who is behind gets
    /// a frame, who is ahead hears nothing.
    /// </summary>
    public void Beat()
    {
        SerializedHubMessage beat;
        RelayWatcher[] level, others;
        lock (gate)
        {
            if (copy.Version < 0)
            {
                return;
            }

            level = [.. watchers.Where(watcher => watcher.Cursor == (copy.Epoch, copy.Version))];
            others = [.. watchers.Except(level)];
            beat = new(new InvocationMessage("b", [topic.Name, copy.Epoch, copy.Version, AgeMs(), relay.Clock(topic.Org)]));
        }

        Array.ForEach(level, watcher => watcher.Beat(beat));
        Array.ForEach(others, watcher => watcher.Pump());
    }

    /// <summary>Lease, repair and confirmation: the only path that has to work.</summary>
    private async Task Upstream()
    {
        CallContext.Clear();
        Task<bool>? asking = null;
        for (var unwatched = 0; unwatched < 3 && !relay.Stopping.IsCancellationRequested;)
        {
            asking ??= Ask();
            var answered = await Task.WhenAny(asking, Task.Delay(relay.Options.AnswerWithin)) == asking;
            var again = answered && !await asking;
            asking = answered ? null : asking;
            if (!again)
            {
                Beat();
            }

            await repair.WaitAsync(again ? relay.Options.RetryAfter : relay.Options.BeatEvery);
            lock (gate)
            {
                unwatched = watchers.Length == 0 ? unwatched + 1 : 0;
                if (unwatched == 3)
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
            (long Epoch, long Version) cursor;
            lock (gate)
            {
                cursor = (copy.Epoch, copy.Version);
            }

            var answer = await relay.Ask(topic, cursor.Epoch, cursor.Version);
            if (!answer.IsComplete)
            {
                // It pushes as soon as it is complete.
                return true;
            }

            if (answer.Frame is { } frame)
            {
                return Take(frame, answer.AgeMs);
            }

            lock (gate)
            {
                Confirmed(answer.AgeMs);
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
        while (!closed.IsCancellationRequested)
        {
            try
            {
                await changed.WaitAsync(closed.Token);
                var round = watchers;
                Array.ForEach(round, watcher => watcher.Pump());
                var pause = relay.Options.PauseFor(round.Length);
                if (pause > TimeSpan.FromMilliseconds(1))
                {
                    await Task.Delay(pause, closed.Token);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Confirmed(long ageMs)
    {
        var at = relay.Time.GetTimestamp() - (ageMs * relay.Time.TimestampFrequency / 1000);
        confirmedAt = Math.Max(confirmedAt, at);
    }

    private long AgeMs() => (long)relay.Time.GetElapsedTime(confirmedAt).TotalMilliseconds;

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
