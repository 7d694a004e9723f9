using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace SalesGrains.Boards;

/// <summary>A browser: SignalR's own client, and the table with the rules by which the page reads it.</summary>
internal sealed class LiveBrowser : IAsyncDisposable
{
    private readonly LiveHost host;
    private readonly string person;
    private readonly Action<IDictionary<string, string>>? headers;
    private readonly HttpTransportType transport;
    private readonly Lock gate = new();
    private readonly Dictionary<string, BoardTable> tables = [];
    private readonly List<Heard> heard = [];
    private HubConnection hub = null!;

    private LiveBrowser(LiveHost host, string person, Action<IDictionary<string, string>>? headers, HttpTransportType transport) =>
        (this.host, this.person, this.headers, this.transport) = (host, person, headers, transport);

    public TaskCompletionSource<Exception?> Closed { get; private set; } = null!;

    /// <summary>Names it to the server.</summary>
    public string Id { get; } = Guid.NewGuid().ToString();

    /// <summary>Everything heard, in order.</summary>
    public IReadOnlyList<Heard> Messages { get { lock (gate) { return [.. heard]; } } }

    public IReadOnlyList<Heard> Frames => [.. Messages.Where(message => message.Frame is not null)];

    public IReadOnlyList<Heard> Beats => [.. Messages.Where(message => message.Frame is null)];

    public static async Task<LiveBrowser> Open(
        LiveHost host, string person, Action<IDictionary<string, string>>? headers = null, HttpTransportType transport = HttpTransportType.WebSockets)
    {
        var browser = new LiveBrowser(host, person, headers, transport);
        await browser.Connect();
        return browser;
    }

    /// <summary>Connects, again too: what it shows stays.</summary>
    public async Task Connect()
    {
        var closed = Closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        hub = new HubConnectionBuilder().WithUrl(new Uri(host.Address, "/live"), http =>
        {
            http.SkipNegotiation = transport == HttpTransportType.WebSockets;
            http.Transports = transport;
            http.Headers[LiveHost.UserHeader] = person;
            http.Headers[LiveHost.BrowserHeader] = Id;
            headers?.Invoke(http.Headers);
        }).Build();
        hub.On<string, long, long, long, uint, JsonElement, JsonElement, long>("f", (topic, epoch, from, to, check, rows, clock, age) =>
            Take(topic, new(epoch, from, to, check, [.. rows.EnumerateArray().Select(Row)]), clock, age));
        hub.On<string, long, long, long, JsonElement>("b", (topic, epoch, version, age, clock) =>
            Hear(new(topic, null, epoch, version, age, clock, null)));
        hub.Closed += error =>
        {
            closed.TrySetResult(error);
            return Task.CompletedTask;
        };
        await hub.StartAsync();
    }

    public Task Watch(string scope = "company", string filter = "", long epoch = 0, long version = -1, string board = BoardTopic.Payments)
    {
        lock (gate)
        {
            tables.TryAdd($"{board}|{scope}|{filter}", new());
        }

        return hub.InvokeAsync("Watch", board, scope, filter, epoch, version);
    }

    public Task Unwatch(string scope = "company", string filter = "") => hub.InvokeAsync("Unwatch", BoardTopic.Payments, scope, filter);

    /// <summary>The code with which the server refuses, or null.</summary>
    public static async Task<string?> Refused(Task call)
    {
        try
        {
            await call;
            return null;
        }
        catch (Microsoft.AspNetCore.SignalR.HubException error)
        {
            return error.Message.Split("HubException: ")[^1];
        }
    }

    public Task<object?> Call(string method, params object?[] arguments) => hub.InvokeCoreAsync<object?>(method, arguments);

    public (long Epoch, long Version) At(string topic = "payments|company|")
    {
        lock (gate)
        {
            return tables.TryGetValue(topic, out var table) ? (table.Epoch, table.Version) : (0, -1);
        }
    }

    public ImmutableArray<BoardCell>? Cells(string key, string topic = "payments|company|")
    {
        lock (gate)
        {
            return tables[topic].Rows.FirstOrDefault(row => row.Key == key)?.Cells;
        }
    }

    /// <summary>What is open in all rows, in yuan, or null before the first frame.</summary>
    public string? Total(string topic = "payments|company|") => Cells("t/total", topic)?[1].Text;

    public Task Shows(string total, string topic = "payments|company|") =>
        Wait.Until(() => Total(topic) == total, LiveHost.Patience, $"the browser to show {total}");

    public async ValueTask DisposeAsync() => await hub.DisposeAsync();

    private void Take(string topic, BoardFrame frame, JsonElement clock, long age)
    {
        lock (gate)
        {
            Hear(new(topic, frame, frame.Epoch, frame.To, age, clock, tables.TryGetValue(topic, out var table) ? table.Apply(frame) : null));
        }
    }

    private void Hear(Heard message)
    {
        lock (gate)
        {
            heard.Add(message);
        }
    }

    private static FrameRow Row(JsonElement row) => new(
        row[0].GetString()!,
        row[1].GetInt64(),
        row[2].ValueKind == JsonValueKind.Null ? null : row[2].EnumerateArray().Select(Cell).ToImmutableArray());

    private static BoardCell Cell(JsonElement cell) => cell.ValueKind == JsonValueKind.Number ? cell.GetInt64() : cell.GetString();
}

/// <summary>A frame or a beat.</summary>
internal sealed record Heard(string Topic, BoardFrame? Frame, long Epoch, long Version, long AgeMs, JsonElement Clock, FrameOutcome? Outcome);
