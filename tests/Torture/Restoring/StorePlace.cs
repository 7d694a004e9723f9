using System.Globalization;
using Azure.Data.Tables;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace SalesGrains.Restoring;

/// <summary>A place for a store of one kind, empty at first.</summary>
internal sealed class StorePlace : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string kind;
    private readonly string connection;

    private StorePlace(string kind, string connection) => (this.kind, this.connection) = (kind, connection);

    /// <summary>What tells the program to use it.</summary>
    public string[] Arguments => kind == "sqlite"
        ? ["--data", Path.Combine(folder.Path, "data")]
        : ["--data", Path.Combine(folder.Path, "data"), "--storage", kind, "--connection", connection];

    public static async Task<StorePlace> Make(string kind) => new(kind, kind switch
    {
        "postgres" => await (await PostgreSqlTestServer.Shared).Database(),
        "azure" => await AzuriteTestServer.Account(),
        _ => "",
    });

    /// <summary>Entities with something undelivered, read beside the program.</summary>
    public async Task<long> Pending()
    {
        if (kind == "azure")
        {
            var entities = new TableClient(connection, "SalesGrainsEntities");
            return await entities.QueryAsync<TableEntity>("RowKey ge 'P|' and RowKey lt 'P}'", select: ["RowKey"]).LongCountAsync();
        }

        await using System.Data.Common.DbConnection store = kind == "sqlite"
            ? new SqliteConnection($"Data Source={Path.Combine(folder.Path, "data", "sales.db")};Mode=ReadOnly;Pooling=False")
            : new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false, SearchPath = "salesgrains" }.ConnectionString);
        await store.OpenAsync();
        await using var count = store.CreateCommand();
        count.CommandText = "SELECT count(*) FROM pending";
        return Convert.ToInt64(await count.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public Task Quiet() => Wait.Until(async () => await Pending() == 0, TimeSpan.FromSeconds(60), "everything to be delivered");

    public async ValueTask DisposeAsync()
    {
        folder.Dispose();
        if (kind == "postgres")
        {
            await (await PostgreSqlTestServer.Shared).Release(connection);
        }
        else if (kind == "azure")
        {
            await AzuriteTestServer.Release(connection);
        }
    }
}
