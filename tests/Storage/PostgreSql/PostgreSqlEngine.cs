using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime.MembershipService;
using Orleans.Storage;
using SalesGrains.Backups;
using SalesGrains.Conformance;
using SalesGrains.Conformance.Documents;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.PostgreSql.Engine;
using SalesGrains.PostgreSql.Entities;

namespace SalesGrains.PostgreSql;

/// <summary>The PostgreSQL store in the conformance suite: a database of one test's own, reached through a proxy that can fail.</summary>
internal sealed class PostgreSqlEngine : EngineFixture
{
    private readonly DocumentSerializer serializer = new();
    private readonly ServiceProvider services = new ServiceCollection().BuildServiceProvider();
    private PostgreSqlProxy? proxy;
    private string? direct;
    private PostgreSqlDatabase? database;

    public override IEntityStore Store => new PostgreSqlEntityStore(Database, Time, NullLogger<PostgreSqlEntityStore>.Instance);

    public override IGrainStorage Documents => new PostgreSqlDocumentStorage(Database, serializer.Json, serializer.Activators);

    public override IReminderTable Reminders =>
        new PostgreSqlReminderTable(Database, Options.Create(new ReminderOptions { ReminderLoadingWindow = ReminderWindow }), Time);

    public override IMembershipTable Membership(string clusterId) => new AdoNetClusteringTable(
        services,
        Options.Create(new ClusterOptions { ClusterId = clusterId, ServiceId = "salesgrains" }),
        Options.Create(new AdoNetClusteringSiloOptions { Invariant = "Npgsql", DataSource = Database.Source }),
        NullLogger<AdoNetClusteringTable>.Instance);

    public override StoreBackup Backup => StoreBackup.Of(new PostgreSqlStorageOptions { ConnectionString = direct }, Time);

    public override int NewestSchema => PostgreSqlSchema.Newest;

    public PostgreSqlDatabase Database => database ?? throw new InvalidOperationException("The engine is not open.");

    public override Task Open() => Open(new PostgreSqlStorageOptions());

    public override async Task Close()
    {
        if (database is not null)
        {
            await database.DisposeAsync();
            database = null;
        }
    }

    public override async Task<T> Fail<T>(WriteFault fault, Func<Task<T>> write)
    {
        proxy!.CutNext(fault);
        return await write();
    }

    /// <summary>Each transaction takes 10 ms more, two writes at most are in it, and four may wait.</summary>
    public override async Task<IAsyncDisposable> Throttle()
    {
        await Close();
        proxy!.Delay = TimeSpan.FromMilliseconds(10);
        await Open(new PostgreSqlStorageOptions { QueueCapacity = 4, MaxBatch = 2 });
        return new Reopening(this);
    }

    public override async Task OpenReleased(int schema)
    {
        await Close();
        await Ready();
        await Run("DROP SCHEMA IF EXISTS salesgrains CASCADE");
        await Run(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "golden", "postgresql", $"schema-{schema}.sql")));
        await Open();
    }

    public override Task Stamp(int schema) => Run($"UPDATE salesgrains.schema_version SET version = {schema}");

    public override async Task<string> Tables() => string.Join('\n', await Database.Source.Read(
        new NpgsqlStatement("""
            SELECT format('%s.%s %s %s %s %s', table_name, column_name, data_type, collation_name, is_nullable, column_default) FROM information_schema.columns
            WHERE table_schema = 'salesgrains'
            UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'salesgrains'
            UNION ALL SELECT format('%s %s', relname, reloptions) FROM pg_class WHERE relnamespace = 'salesgrains'::regnamespace AND relkind = 'r'
            UNION ALL SELECT format('%s %s', querykey, querytext) FROM orleansquery
            ORDER BY 1
            """),
        row => row.GetString(0)));

    public override async ValueTask DisposeAsync()
    {
        await Close();
        serializer.Dispose();
        await services.DisposeAsync();
        if (proxy is not null)
        {
            await proxy.DisposeAsync();
            await (await PostgreSqlTestServer.Shared).Release(direct!);
        }
    }

    public override Task Prepare() => Ready();

    private async Task Ready()
    {
        if (proxy is null)
        {
            var server = await PostgreSqlTestServer.Shared;
            direct = await server.Database();
            proxy = new PostgreSqlProxy(new NpgsqlConnectionStringBuilder(direct).Host!);
        }
    }

    private async Task Open(PostgreSqlStorageOptions options)
    {
        await Ready();
        var through = new NpgsqlConnectionStringBuilder(direct) { Host = "127.0.0.1", Port = proxy!.Port, GssEncryptionMode = GssEncryptionMode.Disable };
        database ??= await PostgreSqlDatabase.Open(
            options with { ConnectionString = through.ConnectionString }, Time, NullLogger<PostgreSqlDatabase>.Instance);
    }

    private async Task Run(string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(direct) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Reopening(PostgreSqlEngine engine) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await engine.Close();
            engine.proxy!.Delay = TimeSpan.Zero;
            await engine.Open();
        }
    }
}
