using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SalesGrains.Vendors.Other;

/// <summary>A mail server of a few lines: it takes mail for everybody who exists.</summary>
internal sealed class SmtpVendor : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly VendorWorld world;
    private Task accepting = Task.CompletedTask;

    public SmtpVendor(VendorWorld world)
    {
        this.world = world;
        listener.Start();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Start() => accepting = Accept();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task Accept()
    {
        while (!stopping.IsCancellationRequested)
        {
            _ = Talk(await listener.AcceptTcpClientAsync(stopping.Token));
        }
    }

    private async Task Talk(TcpClient client)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.UTF8);
                await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
                await Talk(reader, writer);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client has gone, or the test has ended.
        }
    }

    private async Task Talk(StreamReader reader, StreamWriter writer)
    {
        var to = new List<string>();
        await writer.WriteLineAsync("220 imitation");
        while (await reader.ReadLineAsync(stopping.Token) is { } line)
        {
            var word = line.Split(' ', ':')[0].ToUpperInvariant();
            switch (word)
            {
                case "EHLO" or "HELO":
                    await writer.WriteLineAsync("250-imitation\r\n250-8BITMIME\r\n250 SMTPUTF8");
                    break;
                case "RCPT":
                    var address = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                    to.Add(address);
                    await writer.WriteLineAsync(VendorWorld.IsNobody(address) ? "550 no such user" : "250 ok");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    await Take(reader, writer, to);
                    to = [];
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }

    private async Task Take(StreamReader reader, StreamWriter writer, List<string> to)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(stopping.Token) is { } line && line != ".")
        {
            text.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        }

        var fault = world.Faults.Take("smtp", "");
        world.Log.Add(new(world.Now, "smtp", "DATA", "/", new Dictionary<string, string>(), new Dictionary<string, string>(), Encoding.UTF8.GetBytes(text.ToString())));
        if (fault?.Kind == "code")
        {
            await writer.WriteLineAsync($"{fault.Code} told to");
            return;
        }

        foreach (var address in to)
        {
            world.Log.Arrived("mail", address, text.ToString());
        }

        switch (fault?.Kind)
        {
            case "hang":
                await Task.Delay(Timeout.Infinite, stopping.Token);
                break;
            case "reset":
                throw new IOException("told to");
            default:
                await writer.WriteLineAsync("250 taken");
                break;
        }
    }
}
