using Microsoft.AspNetCore.SignalR;
using SalesGrains.Telemetry;

namespace SalesGrains.Boards;

/// <summary>
/// One connection at one topic. It owns a cursor and has one write under way; the next write carries everything missed meanwhile, so a
/// slow reader costs one frame and never a queue.
/// </summary>
internal sealed class RelayWatcher(LiveConnection connection, RelayCopy copy, Action<LiveConnection> gone)
{
    private const int Idle = 0;
    private const int Writing = 1;
    private const int Behind = 2;
    private int state;

    public LiveConnection Connection => connection;

    /// <summary>What the browser holds when all that was written arrives. Guarded by the copy.</summary>
    public (long Epoch, long Version) Cursor { get; set; }

    /// <summary>Writes what the browser lacks, now or as soon as the write under way is done.</summary>
    public void Pump()
    {
        while (true)
        {
            if (Interlocked.CompareExchange(ref state, Writing, Idle) == Idle)
            {
                Run();
                return;
            }

            if (Interlocked.CompareExchange(ref state, Behind, Writing) != Idle)
            {
                return;
            }
        }
    }

    /// <summary>Writes a beat, unless a write is under way: then the reader is slow and will hear of it later.</summary>
    public void Beat(SerializedHubMessage beat)
    {
        if (Interlocked.CompareExchange(ref state, Writing, Idle) == Idle && Write(beat, "beat") && !Done())
        {
            Run();
        }
    }

    private void Run()
    {
        do
        {
            Volatile.Write(ref state, Writing);
            if (copy.NextFor(this) is { } frame && !Write(frame, "frame"))
            {
                return;
            }
        }
        while (!Done());
    }

    /// <summary>True when the write is done; otherwise it goes on by itself, and so does this watcher after it.</summary>
    private bool Write(SerializedHubMessage message, string kind)
    {
        PushMetrics.Written(message, connection.Hub, kind);
        var write = connection.Hub.WriteAsync(message);
        if (write.IsCompletedSuccessfully)
        {
            return true;
        }

        _ = Finish(write);
        return false;
    }

    private async Task Finish(ValueTask write)
    {
        try
        {
            await write;
        }
        catch (Exception)
        {
            // The connection is gone; the lifetime will say so.
            gone(connection);
            return;
        }

        if (!Done())
        {
            Run();
        }
    }

    /// <summary>True when nothing was missed during the write.</summary>
    private bool Done() => Interlocked.CompareExchange(ref state, Idle, Writing) == Writing;
}
