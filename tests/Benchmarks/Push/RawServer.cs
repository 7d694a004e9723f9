using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace SalesGrains.Benchmarks.Push;

/// <summary>
/// The baseline: Kestrel WebSockets and a loop that sends one frame, made once for all, to one socket after the other. Nothing is read,
/// checked, kept or repaired.
/// </summary>
internal static class RawServer
{
    private const string Head = """{"type":1,"target":"f","at":""";

    /// <summary>Runs until the parent lets go.</summary>
    public static async Task Run()
    {
        var sockets = new ConcurrentDictionary<WebSocket, bool>();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.UseWebSockets();
        app.Map("/live", async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            sockets[socket] = true;
            await Closed(socket);
            sockets.TryRemove(socket, out _);
        });
        await app.StartAsync();
        await Child.Serve(
            async words =>
            {
                switch (words)
                {
                    case ["drive", var rate, var seconds, var bytes]:
                        var frame = Frame((int)Child.Number(bytes));
                        // A broadcast ends before the next begins, as in a loop that somebody would write.
                        await Beat.InTurn(Child.Number(rate), Child.Number(seconds), _ => Broadcast(sockets.Keys, frame));
                        return "driven";
                    case ["memory"]:
                        return Child.Memory();
                    default:
                        throw new ArgumentException(words[0]);
                }
            },
            app.Urls.First());
    }

    private static async Task Broadcast(ICollection<WebSocket> sockets, byte[] frame)
    {
        Encoding.ASCII.GetBytes(Stopwatch.GetTimestamp().ToString("D20", CultureInfo.InvariantCulture), frame.AsSpan(Head.Length));
        foreach (var socket in sockets)
        {
            try
            {
                await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }
            catch (Exception fault) when (fault is WebSocketException or ObjectDisposedException or OperationCanceledException)
            {
                // It has gone.
            }
        }
    }

    private static byte[] Frame(int bytes)
    {
        const string Rest = ",\"rows\":\"";
        var pad = Math.Max(0, bytes - Head.Length - 20 - Rest.Length - 3);
        return Encoding.ASCII.GetBytes($"{Head}{new string('0', 20)}{Rest}{new string('x', pad)}\"}}\u001e");
    }

    private static async Task Closed(WebSocket socket)
    {
        try
        {
            var buffer = new byte[512];
            while ((await socket.ReceiveAsync(buffer, CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException)
        {
            // It went without a word.
        }
    }
}
