using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Hosting;
using SalesGrains.Organizations;

namespace SalesGrains.Boards;

/// <summary>A real silo on a real store, with one organisation of four shards; the store's calls can be made to fail.</summary>
internal sealed class BoardSilo : IAsyncDisposable
{
    public const string Org = "acme0001";
    public static readonly BoardTopic Company = new(Org, BoardTopic.Payments, BoardScope.Company);
    private readonly IHost host;

    private BoardSilo(IHost host) => this.host = host;

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public FaultyEntityStore Store => (FaultyEntityStore)host.Services.GetRequiredService<IEntityStore>();

    public static async Task<BoardSilo> Start(TemporaryFolder folder, Action<FaultyEntityStore>? faults = null, int generation = 1)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.AddSalesSilo(new() { Sqlite = new() { Folder = folder.Path } });
        var real = builder.Services.Last(service => service.ServiceType == typeof(IEntityStore));
        builder.Services.Remove(real);
        builder.Services.AddSingleton<IEntityStore>(services => new FaultyEntityStore((IEntityStore)real.ImplementationFactory!(services)));
        var silo = new BoardSilo(builder.Build());
        var stored = (await silo.Store.ReadOrganizations()).FirstOrDefault(one => one.Org == Org);
        await silo.Store.PutOrganization(
            new() { Org = Org, Name = "Acme", Partitions = 4, Shards = 4, Generation = generation }, stored?.Etag);
        faults?.Invoke(silo.Store);
        await silo.host.StartAsync();
        return silo;
    }

    public IBoardGrain Board(BoardTopic? topic = null) => Grains.GetGrain<IBoardGrain>((topic ?? Company).GrainKey);

    public async Task Post(string id, long openFen, long version = 1) =>
        await PostedContract.Post(Grains, (await host.Services.GetRequiredService<IOrganizationDirectory>().Get(Org)).Stored, id, openFen, version);

    /// <summary>A node that watches, with a copy of its own.</summary>
    public BoardListener Listen(BoardTopic? topic = null) => new(Grains, Board(topic));

    public async ValueTask DisposeAsync()
    {
        Store.Release();
        await host.StopAsync();
        host.Dispose();
    }
}

/// <summary>Stands where an API node stands: keeps a copy by the rules of <see cref="BoardTable"/>.</summary>
internal sealed class BoardListener : IBoardSink
{
    private readonly Guid node = Guid.NewGuid();
    private readonly IBoardGrain board;
    private readonly IBoardSink self;
    private readonly Lock gate = new();

    public BoardListener(IGrainFactory grains, IBoardGrain board)
    {
        this.board = board;
        self = grains.CreateObjectReference<IBoardSink>(this);
    }

    public BoardTable Copy { get; } = new();

    public List<BoardFrame> Pushed { get; } = [];

    /// <summary>When set, a push is not acknowledged before this is.</summary>
    public Task Acknowledge { get; set; } = Task.CompletedTask;

    public async Task<bool> Push(string topic, BoardFrame frame, long ageMs)
    {
        FrameOutcome outcome;
        lock (gate)
        {
            Pushed.Add(frame);
            outcome = Copy.Apply(frame);
        }

        await Acknowledge;
        return outcome != FrameOutcome.Misfit;
    }

    public async Task<BoardSync> Sync()
    {
        var answer = await board.Sync(node, self, Copy.Epoch, Copy.Version);
        lock (gate)
        {
            if (answer.Frame is { } frame)
            {
                Copy.Apply(frame);
            }
        }

        return answer;
    }

    public Task Leave() => board.Leave(node);

    public ImmutableArray<BoardCell>? Cells(string key)
    {
        lock (gate)
        {
            return Copy.Rows.FirstOrDefault(row => row.Key == key)?.Cells;
        }
    }

    /// <summary>Count and yuan of the total row, or null.</summary>
    public (long Count, string? Yuan)? Total() => Cells("t/total") is [var count, var yuan] ? (count.Number, yuan.Text) : null;
}
