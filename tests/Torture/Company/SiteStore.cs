using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Runtime;
using SalesGrains.AzureTables;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.PostgreSql;
using SalesGrains.Sqlite;

namespace SalesGrains.Company;

/// <summary>Which engine keeps the company.</summary>
internal enum Engine
{
    Sqlite,
    PostgreSql,
    AzureTables,
}

/// <summary>The store that the programs of a site share: how they are told of it, and how the test reads it beside them.</summary>
internal abstract class SiteStore : IAsyncDisposable
{
    /// <summary>What each program is told.</summary>
    public virtual string[] Arguments => [];

    /// <summary>Between the programs and their database, when that is to fail.</summary>
    public virtual PostgreSqlProxy? Proxy => null;

    public static async Task<SiteStore> Make(Engine engine) => engine switch
    {
        Engine.PostgreSql => new PostgreSqlSite(await (await PostgreSqlTestServer.Shared).Database()),
        Engine.AzureTables => new AzureTablesSite(await AzuriteTestServer.Account()),
        _ => new SqliteSite(),
    };

    /// <summary>Entities with something undelivered: no call reaches a program.</summary>
    public abstract Task<long> Pending(string folder);

    /// <summary>Nudges that were ever raised, counted beside the programs.</summary>
    public abstract Task<long> Nudges(string folder);

    /// <summary>All that the programs leave, once they have ended.</summary>
    public abstract Task<Checking.StoredWorld> Read(string folder);

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>A file in the only program's data folder.</summary>
internal sealed class SqliteSite : SiteStore
{
    public override Task<long> Pending(string folder) => Count(folder, "SELECT count(*) FROM pending");

    public override Task<long> Nudges(string folder) => Count(folder, "SELECT count(*) FROM history WHERE CAST(content AS TEXT) LIKE '%\"nudge-raised\"%'");

    public override Task<Checking.StoredWorld> Read(string folder) =>
        Checking.StoredWorld.Read(new ServiceCollection().AddSqliteStorage(new SqliteStorageOptions { Folder = folder }));

    private static async Task<long> Count(string folder, string query)
    {
        await using var file = new SqliteConnection($"Data Source={Path.Combine(folder, "sales.db")};Mode=ReadOnly;Pooling=False");
        await file.OpenAsync();
        await using var count = file.CreateCommand();
        count.CommandText = query;
        return (long)(await count.ExecuteScalarAsync())!;
    }
}

/// <summary>A database of its own, through a proxy that can cut it off.</summary>
internal sealed class PostgreSqlSite : SiteStore
{
    private readonly string connection;

    public PostgreSqlSite(string connection)
    {
        this.connection = connection;
        Proxy = new(new NpgsqlConnectionStringBuilder(connection).Host!);
    }

    public override PostgreSqlProxy Proxy { get; }

    public override string[] Arguments
    {
        get
        {
            var through = new NpgsqlConnectionStringBuilder(connection) { Host = "127.0.0.1", Port = Proxy.Port, GssEncryptionMode = GssEncryptionMode.Disable };
            return ["--storage", "postgres", "--connection", through.ConnectionString];
        }
    }

    public override Task<long> Pending(string folder) => Count("SELECT count(*) FROM salesgrains.pending");

    public override Task<long> Nudges(string folder) => Count("SELECT count(*) FROM salesgrains.history WHERE position('\"nudge-raised\"'::bytea IN content) > 0");

    /// <summary>True when the other programs have declared a program dead that is at this port for them.</summary>
    public async Task<bool> IsDeclaredDead(string port)
    {
        const string Newest = "SELECT status FROM salesgrains.OrleansMembershipTable WHERE port = $1 ORDER BY generation DESC LIMIT 1";
        await using var database = new NpgsqlConnection(connection);
        await database.OpenAsync();
        await using var row = new NpgsqlCommand(Newest, database) { Parameters = { new() { Value = int.Parse(port, null) } } };
        return (SiloStatus)(int)(await row.ExecuteScalarAsync())! == SiloStatus.Dead;
    }

    public override Task<Checking.StoredWorld> Read(string folder) => Checking.StoredWorld.Read(
        new ServiceCollection().AddPostgreSqlStorage(new PostgreSqlStorageOptions { ConnectionString = connection, ClaimPatience = TimeSpan.FromSeconds(30) }));

    public override async ValueTask DisposeAsync()
    {
        await Proxy.DisposeAsync();
        await (await PostgreSqlTestServer.Shared).Release(connection);
    }

    private async Task<long> Count(string query)
    {
        await using var database = new NpgsqlConnection(connection);
        await database.OpenAsync();
        await using var rows = new NpgsqlCommand(query, database);
        return (long)(await rows.ExecuteScalarAsync())!;
    }
}

/// <summary>An account of its own at an emulator that is never killed: it could lose what it has acknowledged.</summary>
internal sealed class AzureTablesSite(string connection) : SiteStore
{
    private readonly ServiceProvider beside = Storage(connection).BuildServiceProvider();

    public override string[] Arguments => ["--storage", "azure", "--connection", connection];

    public override async Task<long> Pending(string folder) => (await beside.GetRequiredService<IEntityStore>().ReadPending(1000)).Length;

    public override Task<long> Nudges(string folder) => throw new NotSupportedException("No test of deadlines runs on a storage account.");

    public override Task<Checking.StoredWorld> Read(string folder) => Checking.StoredWorld.Read(Storage(connection));

    public override async ValueTask DisposeAsync()
    {
        await beside.DisposeAsync();
        await AzuriteTestServer.Release(connection);
    }

    private static IServiceCollection Storage(string connection) =>
        new ServiceCollection().AddAzureTablesStorage(new AzureTablesStorageOptions { ConnectionString = connection });
}
