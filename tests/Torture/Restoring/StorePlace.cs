using Microsoft.Data.Sqlite;
using Npgsql;

namespace SalesGrains.Restoring;

/// <summary>A place for a store of one kind, empty at first.</summary>
internal sealed class StorePlace : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string? connection;

    private StorePlace(string? connection) => this.connection = connection;

    /// <summary>What tells the program to use it.</summary>
    public string[] Arguments => connection is null
        ? ["--data", Path.Combine(folder.Path, "data")]
        : ["--data", Path.Combine(folder.Path, "data"), "--storage", "postgres", "--connection", connection];

    public static async Task<StorePlace> Make(string kind) => new(kind == "sqlite" ? null : await (await PostgreSqlTestServer.Shared).Database());

    /// <summary>Entities with something undelivered, read beside the program.</summary>
    public async Task<long> Pending()
    {
        await using System.Data.Common.DbConnection store = connection is null
            ? new SqliteConnection($"Data Source={Path.Combine(folder.Path, "data", "sales.db")};Mode=ReadOnly;Pooling=False")
            : new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false, SearchPath = "salesgrains" }.ConnectionString);
        await store.OpenAsync();
        await using var count = store.CreateCommand();
        count.CommandText = "SELECT count(*) FROM pending";
        return (long)(await count.ExecuteScalarAsync())!;
    }

    public Task Quiet() => Wait.Until(async () => await Pending() == 0, TimeSpan.FromSeconds(60), "everything to be delivered");

    public async ValueTask DisposeAsync()
    {
        folder.Dispose();
        if (connection is not null)
        {
            await (await PostgreSqlTestServer.Shared).Release(connection);
        }
    }
}
