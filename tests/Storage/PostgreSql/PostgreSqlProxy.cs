using System.Net;
using System.Net.Sockets;
using SalesGrains.Conformance;

namespace SalesGrains.PostgreSql;

/// <summary>Stands between the program and the server's socket: passes everything on, or cuts one connection at its next write.</summary>
internal sealed class PostgreSqlProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly string socket;
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;
    private TaskCompletionSource<bool>? cut;
    private WriteFault fault;
    private int cuts;

    public PostgreSqlProxy(string socket)
    {
        this.socket = socket;
        listener.Start();
        accepting = Task.Run(Accept);
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How long each write is held back.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Connections cut so far.</summary>
    public int Cuts => Volatile.Read(ref cuts);

    /// <summary>Cuts the connection that sends the next write, before the server gets it, or after the server has answered.</summary>
    public void CutNext(WriteFault where)
    {
        fault = where;
        cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private async Task Accept()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                _ = Task.Run(() => Serve(client));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            try
            {
                await server.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(socket, ".s.PGSQL.5432")), stop.Token);
                await using var up = new NetworkStream(server);
                await using var down = client.GetStream();
                client.NoDelay = true;
                var talk = new Talk(down, up);
                await await Task.WhenAny(Requests(talk), Answers(talk));
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
            {
                // One side has gone; so does the other.
            }
        }
    }

    private async Task Requests(Talk talk)
    {
        await talk.PassStartup(stop.Token);
        var writes = new HashSet<string>();
        while (await PostgreSqlMessage.Read(talk.Client, stop.Token) is { } message)
        {
            if (message.Prepares() is var (name, sql))
            {
                _ = IsWrite(sql) ? writes.Add(name) : writes.Remove(name);
            }

            if (message.Executes() is { } executed && (writes.Contains(executed) || IsWrite(executed)))
            {
                await Task.Delay(Delay, stop.Token);
                if (Interlocked.Exchange(ref cut, null) is not null)
                {
                    Interlocked.Increment(ref cuts);
                    if (fault == WriteFault.Before)
                    {
                        return;
                    }

                    talk.Swallow = true;
                }
            }

            await talk.Server.WriteAsync(message.Bytes, stop.Token);
        }
    }

    private async Task Answers(Talk talk)
    {
        while (await PostgreSqlMessage.Read(talk.Server, stop.Token) is { } message)
        {
            if (!talk.Swallow)
            {
                await talk.Client.WriteAsync(message.Bytes, stop.Token);
            }
            else if (message.IsReady)
            {
                return;
            }
        }
    }

    private static bool IsWrite(string sql) =>
        sql.Contains("INSERT INTO", StringComparison.Ordinal) || sql.Contains("UPDATE ", StringComparison.Ordinal) || sql.Contains("DELETE ", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        stop.Dispose();
    }

    /// <summary>One connection.</summary>
    private sealed class Talk(Stream client, Stream server)
    {
        public Stream Client { get; } = client;

        public Stream Server { get; } = server;

        public volatile bool Swallow;

        /// <summary>The first message has no type.</summary>
        public async Task PassStartup(CancellationToken stop)
        {
            var message = await PostgreSqlMessage.ReadStartup(Client, stop);
            await Server.WriteAsync(message, stop);
        }
    }
}
