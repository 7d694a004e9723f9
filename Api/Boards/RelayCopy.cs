using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace SalesGrains.Boards;

/// <summary>This process's copy of a board, when its owner last confirmed it, and the messages made of it. For use by several threads.</summary>
internal sealed class RelayCopy(BoardTopic topic, BoardRelay relay)
{
    private readonly Lock gate = new();
    private readonly BoardTable table = new();
    private readonly Dictionary<(long Epoch, long Version), (SerializedHubMessage Message, long MadeAt)> made = [];
    private long confirmedAt = relay.Time.GetTimestamp();

    /// <summary>What it holds.</summary>
    public (long Epoch, long Version) Cursor
    {
        get
        {
            lock (gate)
            {
                return (table.Epoch, table.Version);
            }
        }
    }

    /// <summary>Takes a frame that the owner sent when its shards' answers were so old.</summary>
    public FrameOutcome Take(BoardFrame frame, long ageMs)
    {
        lock (gate)
        {
            var outcome = table.Apply(frame);
            if (outcome == FrameOutcome.Applied)
            {
                Confirm(ageMs);
                made.Clear();
            }

            return outcome;
        }
    }

    /// <summary>The owner has nothing newer.</summary>
    public void Confirm(long ageMs)
    {
        lock (gate)
        {
            confirmedAt = Math.Max(confirmedAt, relay.Time.GetTimestamp() - (ageMs * relay.Time.TimestampFrequency / 1000));
        }
    }

    /// <summary>Sets a browser's cursor to what it says it holds.</summary>
    public void Set(RelayWatcher watcher, long epoch, long version)
    {
        lock (gate)
        {
            watcher.Cursor = (epoch, version);
        }
    }

    /// <summary>What a browser lacks, as bytes that it shares with all who lack the same; null when it lacks nothing or is ahead.</summary>
    public SerializedHubMessage? NextFor(RelayWatcher watcher)
    {
        lock (gate)
        {
            var now = relay.Time.GetTimestamp();
            if (made.TryGetValue(watcher.Cursor, out var known) && relay.Time.GetElapsedTime(known.MadeAt, now) < relay.Options.ShareFor)
            {
                watcher.Cursor = (table.Epoch, table.Version);
                return known.Message;
            }

            if (table.From(watcher.Cursor.Epoch, watcher.Cursor.Version) is not { } frame)
            {
                return null;
            }

            var message = new SerializedHubMessage(new InvocationMessage(
                "f", [topic.Name, frame.Epoch, frame.From, frame.To, frame.Check, frame.Rows, relay.Clock(topic.Org), AgeMs]));
            made[watcher.Cursor] = (message, now);
            watcher.Cursor = (frame.Epoch, frame.To);
            return message;
        }
    }

    /// <summary>A beat, and those of the browsers that should hold just what it says; null while this copy holds nothing.</summary>
    public (SerializedHubMessage Beat, RelayWatcher[] Level)? BeatFor(RelayWatcher[] watchers)
    {
        lock (gate)
        {
            return table.Version < 0 ? null :
            (
                new(new InvocationMessage("b", [topic.Name, table.Epoch, table.Version, AgeMs, relay.Clock(topic.Org)])),
                Array.FindAll(watchers, watcher => watcher.Cursor == (table.Epoch, table.Version)));
        }
    }

    /// <summary>How long ago, in ms, the shard heard longest ago confirmed what it holds.</summary>
    public long AgeMs => (long)relay.Time.GetElapsedTime(confirmedAt).TotalMilliseconds;
}
