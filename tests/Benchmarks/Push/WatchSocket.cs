using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;

namespace SalesGrains.Benchmarks.Push;

/// <summary>One socket on the company's board, speaking what the browser application speaks; or on the raw baseline, which has no protocol.</summary>
internal sealed class WatchSocket : IDisposable
{
    private const byte Separator = 0x1e;
    private static readonly byte[] Handshake = Encoding.ASCII.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e");
    private static readonly byte[] Watch = Encoding.ASCII.GetBytes(
        "{\"type\":1,\"target\":\"Watch\",\"arguments\":[\"payments\",\"company\",\"\",0,-1]}\u001e");

    private readonly ClientWebSocket socket = new();
    private readonly FrameReader frames;
    private volatile bool isCounting;
    private byte[] buffer = new byte[8 * 1024];

    private WatchSocket(FrameReader frames) => this.frames = frames;

    /// <summary>What was received while counting: the frame's number at the reader, and when.</summary>
    public List<(int Frame, long At)> Seen { get; private set; } = [];

    /// <summary>Bytes of those frames.</summary>
    public long Bytes { get; private set; }

    /// <summary>Beats and pings meanwhile.</summary>
    public long Beats { get; private set; }

    /// <summary>Whether it still listens.</summary>
    public bool IsOpen => socket.State == WebSocketState.Open;

    /// <summary>Connects; with a key it asks for the board and waits until it holds it.</summary>
    public static async Task<WatchSocket> Open(HttpMessageInvoker invoker, Uri url, string key, FrameReader frames, CancellationToken cancellation)
    {
        var opened = new WatchSocket(frames);
        // Whoever waits for the last socket must not go on inside its reading: it would read no more.
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        opened.socket.Options.KeepAliveInterval = TimeSpan.Zero;
        if (key != "-")
        {
            opened.socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
        }

        await opened.socket.ConnectAsync(url, invoker, cancellation);
        if (key != "-")
        {
            await opened.socket.SendAsync(Handshake, WebSocketMessageType.Text, true, cancellation);
            await opened.socket.SendAsync(Watch, WebSocketMessageType.Text, true, cancellation);
        }
        else
        {
            held.SetResult();
        }

        _ = opened.Listen(held);
        await held.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellation);
        return opened;
    }

    /// <summary>Counts from here.</summary>
    public void Begin() => (Seen, Bytes, Beats, isCounting) = ([], 0, 0, true);

    /// <summary>Counts no more.</summary>
    public void End() => isCounting = false;

    /// <inheritdoc/>
    public void Dispose()
    {
        socket.Abort();
        socket.Dispose();
    }

    private async Task Listen(TaskCompletionSource held)
    {
        try
        {
            for (var filled = 0; ;)
            {
                if (filled == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }

                var received = await socket.ReceiveAsync(buffer.AsMemory(filled), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    held.TrySetException(new InvalidOperationException("Closed by the server."));
                    return;
                }

                filled = Take(filled + received.Count, held);
            }
        }
        catch (Exception fault) when (fault is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            held.TrySetException(fault);
        }
    }

    /// <summary>Takes every whole message at the front of the buffer; answers how much is left.</summary>
    private int Take(int filled, TaskCompletionSource held)
    {
        var at = Stopwatch.GetTimestamp();
        var taken = 0;
        for (int length; (length = buffer.AsSpan(taken, filled - taken).IndexOf(Separator)) >= 0; taken += length + 1)
        {
            var message = buffer.AsSpan(taken, length);
            if (FrameReader.IsFrame(message))
            {
                if (isCounting)
                {
                    Seen.Add((frames.Number(message), at));
                    Bytes += length + 1;
                }

                held.TrySetResult();
            }
            else if (isCounting)
            {
                Beats++;
            }
        }

        buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
        if (buffer.Length > 64 * 1024 && filled == taken)
        {
            // It was grown for the first table.
            buffer = new byte[8 * 1024];
        }

        return filled - taken;
    }
}
