using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace SalesGrains.Boards;

/// <summary>A browser on a line so slow that it reads nothing for a while: a bare socket with small buffers.</summary>
internal sealed class SlowReader : IAsyncDisposable
{
    private readonly Socket socket;
    private readonly WebSocket web;

    private SlowReader(Socket socket, WebSocket web) => (this.socket, this.web) = (socket, web);

    public static async Task<SlowReader> Open(LiveHost host, string person, string? origin = null)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096, NoDelay = true };
        await socket.ConnectAsync(host.Address.Host, host.Address.Port);
        var stream = new NetworkStream(socket, ownsSocket: true);
        var request = $"GET /live HTTP/1.1\r\nHost: {host.Address.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n{LiveHost.UserHeader}: {person}\r\n"
            + (origin is null ? "" : $"Origin: {origin}\r\n") + "\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) == 1)
        {
            head.Append((char)one[0]);
        }

        Assert.StartsWith("HTTP/1.1 101", head.ToString(), StringComparison.Ordinal);
        var reader = new SlowReader(socket, WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = false }));
        await reader.Send("""{"protocol":"json","version":1}""");
        return reader;
    }

    public Task Watch(string scope) =>
        Send($$"""{"type":1,"target":"Watch","arguments":["payments","{{scope}}","",0,-1]}""");

    public Task Send(string message) =>
        web.SendAsync(Encoding.UTF8.GetBytes(message + "\u001e"), WebSocketMessageType.Text, true, CancellationToken.None);

    /// <summary>Reads until a text arrives; answers with how many bytes came before and with it.</summary>
    public async Task<long> ReadUntil(string text)
    {
        var (bytes, tail, buffer) = (0L, "", new byte[64 * 1024]);
        using var patience = new CancellationTokenSource(LiveHost.Patience);
        while (!tail.Contains(text, StringComparison.Ordinal))
        {
            var read = await web.ReceiveAsync(buffer, patience.Token);
            bytes += read.Count;
            tail = (tail.Length > 4096 ? tail[^4096..] : tail) + Encoding.UTF8.GetString(buffer, 0, read.Count);
        }

        return bytes;
    }

    public ValueTask DisposeAsync()
    {
        web.Dispose();
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
