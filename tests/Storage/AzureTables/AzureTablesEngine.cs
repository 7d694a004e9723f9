using Azure.Core;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Storage;
using SalesGrains.AzureTables.Clustering;
using SalesGrains.AzureTables.Engine;
using SalesGrains.AzureTables.Entities;
using SalesGrains.Backups;
using SalesGrains.Conformance;
using SalesGrains.Conformance.Documents;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.AzureTables;

/// <summary>The Azure Tables store in the conformance suite: an account of one test's own, whose requests can fail.</summary>
internal sealed class AzureTablesEngine : EngineFixture
{
    private readonly DocumentSerializer serializer = new();
    private AzureTablesDatabase? database;
    private AzureTablesEntityStore? store;

    public override IEntityStore Store => store ?? throw new InvalidOperationException("The engine is not open.");

    public override IGrainStorage Documents => new AzureTablesDocumentStorage(Database, Cluster("dev"), serializer.Json, serializer.Activators);

    public override IReminderTable Reminders => new AzureTablesReminderTable(
        Database, Cluster("dev"), Options.Create(new ReminderOptions { ReminderLoadingWindow = ReminderWindow }), Time);

    public override TimeSpan InstantsKept => TimeSpan.FromMilliseconds(1);

    public override int LongestDocument => AzureTablesDocumentStorage.Longest;

    public override int NewestSchema => AzureTablesSchema.Newest;

    public override StoreBackup Backup => StoreBackup.Of(
        new AzureTablesStorageOptions
        {
            ConnectionString = ConnectionString,
            Configure = client => client.AddPolicy(BackupFaults, HttpPipelinePosition.BeforeTransport),
        },
        Time);

    public override bool KeepsNumbers => false;

    public AzureTablesDatabase Database => database ?? throw new InvalidOperationException("The engine is not open.");

    public FaultPolicy Faults { get; } = new();

    /// <summary>Between backup or restore and the account.</summary>
    public FaultPolicy BackupFaults { get; } = new();

    /// <summary>How long a request may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Past the program, for what it must have written or must read.</summary>
    public TableServiceClient Direct => new(ConnectionString);

    public string ConnectionString => Connection ?? throw new InvalidOperationException("The engine is not open.");

    private string? Connection { get; set; }

    public override IMembershipTable Membership(string clusterId) => new AzureTablesMembershipTable(Database, Cluster(clusterId));

    public override async Task Prepare() => Connection ??= await AzuriteTestServer.Account();

    public override async Task Open()
    {
        Connection ??= await AzuriteTestServer.Account();
        database ??= await AzureTablesDatabase.Open(
            new()
            {
                ConnectionString = Connection,
                Timeout = Timeout,
                Configure = client => client.AddPolicy(Faults, HttpPipelinePosition.BeforeTransport),
            },
            Time,
            NullLogger<AzureTablesDatabase>.Instance);
        store = new(database, Time, NullLogger<AzureTablesEntityStore>.Instance);
    }

    public override Task Close()
    {
        database?.Dispose();
        (database, store) = (null, null);
        return Task.CompletedTask;
    }

    public override async Task<T> Fail<T>(WriteFault fault, Func<Task<T>> write)
    {
        Faults.CutNext(fault);
        return await write();
    }

    /// <summary>Each write takes 10 ms more, and every third finds the account busy.</summary>
    public override Task<IAsyncDisposable> Throttle()
    {
        (Faults.Delay, Faults.BusyEach) = (TimeSpan.FromMilliseconds(10), 3);
        return Task.FromResult<IAsyncDisposable>(new Calm(Faults));
    }

    public override async Task OpenReleased(int schema)
    {
        await DisposeAsync();
        Connection = await AzuriteTestServer.Account();
        await Golden.Put(Direct, $"schema-{schema}.json");
        await Open();
    }

    public override Task Stamp(int schema) => Direct.GetTableClient("SalesGrainsStore").UpsertEntityAsync(
        new TableEntity("schema", "version") { ["Version"] = (long)schema });

    /// <summary>Tables have no columns, so their names are all there is.</summary>
    public override async Task<string> Tables()
    {
        var names = new List<string>();
        await foreach (var table in Direct.QueryAsync())
        {
            names.Add(table.Name);
        }

        return string.Join('\n', names.Order(StringComparer.Ordinal));
    }

    public override async ValueTask DisposeAsync()
    {
        await Close();
        if (Connection is { } connection)
        {
            Connection = null;
            await AzuriteTestServer.Release(connection);
        }
    }

    internal static IOptions<ClusterOptions> Cluster(string clusterId) =>
        Options.Create(new ClusterOptions { ClusterId = clusterId, ServiceId = "salesgrains" });

    private sealed class Calm(FaultPolicy faults) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            (faults.Delay, faults.BusyEach) = (TimeSpan.Zero, 0);
            return ValueTask.CompletedTask;
        }
    }
}
