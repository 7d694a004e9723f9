using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Reminders;
using Orleans.Runtime;
using Orleans.TestingHost;
using SalesGrains.AzureTables;
using SalesGrains.AzureTables.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Hosting;
using SalesGrains.Entities.Stores;
using SalesGrains.Hosting;
using SalesGrains.Organizations;
using SalesGrains.PostgreSql;
using SalesGrains.PostgreSql.Entities;
using SalesGrains.Sqlite;
using SalesGrains.Sqlite.Entities;

namespace SalesGrains;

/// <summary>
/// Real silos in this process on a real store of their own, Sqlite unless the test wants another. The test owns the clock of organisations, entities,
/// grain timers and reminders; the rest of the runtime, and every wait of the protocol, is on real time.
/// </summary>
public sealed class SalesCluster : IAsyncDisposable
{
    /// <summary>The organisation that every cluster starts with.</summary>
    public const string Org = "acme0001";

    /// <summary>How long a test waits for something before it says what it waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder folder = new();
    private readonly SqliteDatabase? database;
    private readonly IAsyncDisposable? shared;

    private SalesCluster(SalesClusterOptions options, FakeTimeProvider clock, IAsyncDisposable? shared)
    {
        Clock = clock;
        this.shared = shared;
        database = shared is null ? new(new SqliteStorageOptions { Folder = folder.Path }, Clock, NullLogger<SqliteDatabase>.Instance) : null;
        Store = new(shared switch
        {
            PostgreSqlDatabase postgreSql => new PostgreSqlEntityStore(postgreSql, Clock, NullLogger<PostgreSqlEntityStore>.Instance),
            AzureTablesDatabase azureTables => new AzureTablesEntityStore(azureTables, Clock, NullLogger<AzureTablesEntityStore>.Instance),
            _ => new SqliteEntityStore(database!, Clock, NullLogger<SqliteEntityStore>.Instance),
        });
        var builder = new InProcessTestClusterBuilder(options.Silos);
        builder.ConfigureSilo((_, silo) =>
        {
            foreach (var (name, value) in options.Settings)
            {
                silo.Configuration[name] = value;
            }

            silo.AddSalesGrains(shared switch
            {
                PostgreSqlDatabase => new() { PostgreSql = new() },
                AzureTablesDatabase => new() { AzureTables = new() },
                _ => new() { Sqlite = new() { Folder = folder.Path } },
            });
            object used = shared ?? (object)database!;
            silo.Services.Replace(new(used.GetType(), used));
            silo.Services.AddSingleton<IEntityStore>(Store);
            silo.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
            silo.Services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, Clock);
            silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, Clock);

            // A reminder beyond the loading window is not on the clock yet, so a jump would pass it by.
            silo.Configure<ReminderOptions>(reminders => reminders.ReminderLoadingWindow = TimeSpan.FromDays(800));
            silo.Configure<EntityOptions>(entities =>
            {
                entities.BackoffFirst = TimeSpan.FromMilliseconds(5);
                entities.BackoffLongest = TimeSpan.FromMilliseconds(100);
                entities.ClearAfter = TimeSpan.FromMilliseconds(20);
                entities.SweepEvery = TimeSpan.FromMilliseconds(100);
                entities.SweepOlderThan = TimeSpan.FromMilliseconds(500);
                options.Entities?.Invoke(entities);
            });
            options.Silo?.Invoke(silo);
        });
        Cluster = builder.Build();
    }

    /// <summary>The time of organisations, entities, grain timers and reminders.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>The store that all silos share; tests make it fail.</summary>
    public FaultyEntityStore Store { get; }

    /// <summary>Orleans' own handle.</summary>
    public InProcessTestCluster Cluster { get; }

    /// <summary>Calls from outside any silo.</summary>
    public IGrainFactory Grains => Cluster.Client;

    /// <summary>Full path of the database file.</summary>
    public string DatabasePath => database!.Path;

    /// <summary>The day of <see cref="Clock"/> in Shanghai.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);

    /// <summary>Starts silos with one production organisation, <see cref="Org"/>.</summary>
    public static async Task<SalesCluster> Start(SalesClusterOptions? options = null)
    {
        options ??= new();
        var clock = options.Clock ?? new FakeTimeProvider(options.StartsAt);
        IAsyncDisposable? shared = options.PostgreSql is { } connection
            ? await PostgreSqlDatabase.Open(new() { ConnectionString = connection }, clock, NullLogger<PostgreSqlDatabase>.Instance)
            : options.AzureTables is { } account
                ? await AzureTablesDatabase.Open(new() { ConnectionString = account }, clock, NullLogger<AzureTablesDatabase>.Instance)
                : null;
        var cluster = new SalesCluster(options, clock, shared);
        try
        {
            await cluster.Store.PutOrganization(new() { Org = Org, Name = "Acme" }, null);
            await cluster.Cluster.DeployAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds or changes an organisation and tells every silo.</summary>
    public async Task PutOrganization(StoredOrganization organization)
    {
        var stored = (await Store.ReadOrganizations()).FirstOrDefault(one => one.Org == organization.Org);
        await Store.PutOrganization(organization, stored?.Etag);
        foreach (var silo in Cluster.GetActiveSilos())
        {
            await Service<IOrganizationDirectory>(silo).Refresh(organization.Org);
        }
    }

    /// <summary>A service of a silo, the first one's by default.</summary>
    public T Service<T>(InProcessSiloHandle? silo = null)
        where T : notnull =>
        Cluster.GetSiloServiceProvider((silo ?? Cluster.GetActiveSilos().First()).SiloAddress).GetRequiredService<T>();

    /// <summary>Waits until something holds.</summary>
    public static Task Eventually(Func<Task<bool>> condition, string what) => Wait.Until(condition, Patience, what);

    /// <summary>Waits until something holds.</summary>
    public static Task Eventually(Func<bool> condition, string what) => Wait.Until(condition, Patience, what);

    /// <summary>Waits until nothing is pending: every effect and all facts are acknowledged, and every mark has fallen.</summary>
    public Task Settled() => Eventually(async () => (await Store.ReadPending(10)).IsEmpty, "everything to be delivered");

    public async ValueTask DisposeAsync()
    {
        Store.Plan = static _ => StoreFault.None;
        Store.Release();
        await Cluster.DisposeAsync();
        database?.Dispose();
        if (shared is not null)
        {
            await shared.DisposeAsync();
        }

        folder.Dispose();
    }
}

/// <summary>What a test wants otherwise.</summary>
public sealed record SalesClusterOptions
{
    /// <summary>Number of silos.</summary>
    public short Silos { get; init; } = 1;

    /// <summary>The connection string of an empty PostgreSQL database, which is then the store; null: Sqlite.</summary>
    public string? PostgreSql { get; init; }

    /// <summary>The connection string of an empty storage account, likewise.</summary>
    public string? AzureTables { get; init; }

    /// <summary>Where the clock starts: a Monday morning in Shanghai by default.</summary>
    public DateTimeOffset StartsAt { get; init; } = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    /// <summary>The clock, when something beside the cluster goes by it, too; it stands at <see cref="StartsAt"/>.</summary>
    public FakeTimeProvider? Clock { get; init; }

    /// <summary>The program's settings, by their full names.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Changes the protocol's waits and bounds.</summary>
    public Action<EntityOptions>? Entities { get; init; }

    /// <summary>Changes anything else of a silo; comes last.</summary>
    public Action<ISiloBuilder>? Silo { get; init; }
}
