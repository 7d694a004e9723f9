using System.Globalization;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Npgsql;
using SalesGrains.Benchmarks.Push;

namespace SalesGrains.Benchmarks.Rivals;

/// <summary>
/// The honest rival: one PostgreSQL table, a NOTIFY with each change, and a SignalR hub that reads the board again and sends it to a group
/// of all who watch. Changes that come while it reads are in its next reading.
/// </summary>
internal static class NotifyServer
{
    /// <summary>Runs until the parent lets go.</summary>
    public static async Task Run(string connection, int contracts)
    {
        var log = new CommitLog();
        await using var source = NpgsqlDataSource.Create(connection);
        await NotifyTable.Fill(source, contracts);
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSignalR();
        builder.Services.AddSingleton(new NotifyBoard(source));
        await using var app = builder.Build();
        app.MapHub<NotifyHub>("/live");
        await app.StartAsync();
        var changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var stop = new CancellationTokenSource();
        var listening = Listen(connection, changed.Writer, stop.Token);
        var sending = Send(app.Services, changed.Reader, stop.Token);
        await using var writer = await source.OpenConnectionAsync();
        var changes = 0;
        await Child.Serve(
            async words =>
            {
                switch (words)
                {
                    case ["drive", var rate, var seconds]:
                        await Beat.InTurn(Child.Number(rate), Child.Number(seconds), async _ =>
                        {
                            var i = ++changes;
                            var (contract, version) = (i % contracts, 2 + (i / contracts));
                            await NotifyTable.Change(writer, contract, version);
                            log.Note(contract.ToString(CultureInfo.InvariantCulture), version);
                        });
                        return "driven";
                    case ["commits", var file]:
                        return log.Write(file);
                    default:
                        throw new ArgumentException(words[0]);
                }
            },
            app.Urls.First());
        await stop.CancelAsync();
        await Task.WhenAll(listening, sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task Listen(string connection, ChannelWriter<bool> changed, CancellationToken stop)
    {
        await using var listener = new NpgsqlConnection(connection);
        await listener.OpenAsync(stop);
        listener.Notification += (_, _) => changed.TryWrite(true);
        await using (var listen = new NpgsqlCommand("LISTEN board", listener))
        {
            await listen.ExecuteNonQueryAsync(stop);
        }

        while (!stop.IsCancellationRequested)
        {
            await listener.WaitAsync(stop);
        }
    }

    private static async Task Send(IServiceProvider services, ChannelReader<bool> changed, CancellationToken stop)
    {
        var (hub, board) = (services.GetRequiredService<IHubContext<NotifyHub>>(), services.GetRequiredService<NotifyBoard>());
        await foreach (var _ in changed.ReadAllAsync(stop))
        {
            if (!board.IsWatched)
            {
                continue;
            }

            var (totals, rows) = await board.Read();
            var number = board.Next();
            await hub.Clients.Group(NotifyHub.Everybody).SendAsync("f", "board", 0L, number - 1, number, totals, rows, stop);
        }
    }
}

/// <summary>The hub: who comes is put into the group and told the board.</summary>
internal sealed class NotifyHub(NotifyBoard board) : Hub
{
    /// <summary>The one group.</summary>
    public const string Everybody = "everybody";

    /// <summary>Watches the board; the other parameters are those of the hub it is compared with.</summary>
    public async Task Watch(string name, string scope, string filter, long epoch, long version)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, Everybody);
        board.Came();
        var (totals, rows) = await board.Read();
        await Clients.Caller.SendAsync("f", name, 0L, -1L, 0L, totals, rows);
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        board.Went();
        return base.OnDisconnectedAsync(exception);
    }
}

/// <summary>The board as it is read: totals of the buckets and the 200 most urgent rows.</summary>
internal sealed class NotifyBoard(NpgsqlDataSource source)
{
    private long number;
    private int watchers;

    /// <summary>Whether anybody watches: for nobody it is not read.</summary>
    public bool IsWatched => Volatile.Read(ref watchers) > 0;

    /// <summary>Somebody watches.</summary>
    public void Came() => Interlocked.Increment(ref watchers);

    /// <summary>Somebody watches no more.</summary>
    public void Went() => Interlocked.Decrement(ref watchers);

    /// <summary>The number of the next sending.</summary>
    public long Next() => Interlocked.Increment(ref number);

    /// <summary>Reads both in one round trip.</summary>
    public async Task<(List<object?[]> Totals, List<object?[]> Rows)> Read()
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new(NotifyTable.Totals));
        batch.BatchCommands.Add(new(NotifyTable.Rows));
        await using var reader = await batch.ExecuteReaderAsync();
        var totals = await All(reader, cells => cells);
        await reader.NextResultAsync();
        return (totals, await All(reader, cells => [$"n/{cells[0]}/{cells[1]}", null, cells]));
    }

    private static async Task<List<object?[]>> All(NpgsqlDataReader reader, Func<object?[], object?[]> row)
    {
        var all = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            var cells = new object[reader.FieldCount];
            reader.GetValues(cells);
            all.Add(row([.. cells.Select(cell => cell is DBNull ? null : cell)]));
        }

        return all;
    }
}
