using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using SalesGrains.Boards;

namespace SalesGrains.Watching;

/// <summary>
/// A browser that watches the company's payment board and comes back after each cut, to the next program when there are several. It reads the board by the browser's rules, and
/// says whether it ever went back or took a frame whose checksum is not that of its rows.
/// </summary>
internal sealed class Watcher(IReadOnlyList<Uri> addresses, CookieContainer cookies, int first = 0)
{
    private readonly Lock gate = new();
    private readonly BoardTable table = new();
    private int at = first;

    /// <summary>Connections it has had.</summary>
    public int Connections { get; private set; }

    /// <summary>Frames it has taken.</summary>
    public int Frames { get; private set; }

    /// <summary>Frames that did not fit or failed their checksum; it asked again.</summary>
    public int Misfits { get; private set; }

    /// <summary>Frames after which it showed something older than before.</summary>
    public int WentBack { get; private set; }

    /// <summary>Frames that it took although its rows have another checksum, added up anew.</summary>
    public int WrongSums { get; private set; }

    /// <summary>Epoch, version, checksum of what it shows.</summary>
    public (long Epoch, long Version, uint Check) Shows
    {
        get
        {
            lock (gate)
            {
                return (table.Epoch, table.Version, table.Check);
            }
        }
    }

    /// <summary>The amount and count of a number of the board.</summary>
    public (long Count, string? Amount) Total(string metric)
    {
        lock (gate)
        {
            return table.Rows.FirstOrDefault(row => row.Key == $"t/{metric}")?.Cells is { } cells ? (cells[0].Number, cells[1].Text) : (0, null);
        }
    }

    /// <summary>Watches until told to stop.</summary>
    public async Task Watch(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Connect(stop);
            }
            catch (Exception) when (!stop.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), stop).ContinueWith(_ => { }, TaskScheduler.Default);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Connect(CancellationToken stop)
    {
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(addresses[at++ % addresses.Count], "/live"), http =>
        {
            http.SkipNegotiation = true;
            http.Transports = HttpTransportType.WebSockets;
            http.Cookies = cookies;
        }).Build();
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        hub.On<string, long, long, long, uint, JsonElement, JsonElement, long>("f", (_, epoch, from, to, check, rows, _, _) =>
            Take(new(epoch, from, to, check, [.. rows.EnumerateArray().Select(Row)])) ? Task.CompletedTask : Ask(hub));
        hub.On<string, long, long, long, JsonElement>("b", (_, epoch, version, _, _) =>
            (epoch, version).CompareTo((Shows.Epoch, Shows.Version)) > 0 ? Ask(hub) : Task.CompletedTask);
        await hub.StartAsync(stop);
        Connections++;
        await Ask(hub);
        await closed.Task.WaitAsync(stop);
    }

    private Task Ask(HubConnection hub)
    {
        var (epoch, version, _) = Shows;
        return hub.SendAsync("Watch", BoardTopic.Payments, "company", "", epoch, version);
    }

    /// <summary>False when it has to ask again.</summary>
    private bool Take(BoardFrame frame)
    {
        lock (gate)
        {
            var before = (table.Epoch, table.Version);
            var outcome = table.Apply(frame);
            if (outcome == FrameOutcome.Misfit)
            {
                Misfits++;
                return false;
            }

            if (outcome == FrameOutcome.Applied)
            {
                Frames++;
                WentBack += (table.Epoch, table.Version).CompareTo(before) <= 0 ? 1 : 0;
                WrongSums += table.Rows.Aggregate(0u, (sum, row) => sum + BoardChecksum.Of(row)) != frame.Check ? 1 : 0;
            }

            return true;
        }
    }

    private static FrameRow Row(JsonElement row) => new(
        row[0].GetString()!,
        row[1].GetInt64(),
        row[2].ValueKind == JsonValueKind.Null ? null : row[2].EnumerateArray().Select(Cell).ToImmutableArray());

    private static BoardCell Cell(JsonElement cell) => cell.ValueKind == JsonValueKind.Number ? cell.GetInt64() : cell.GetString();
}
