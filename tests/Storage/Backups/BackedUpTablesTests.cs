using SalesGrains.AzureTables;
using SalesGrains.AzureTables.Backups;
using SalesGrains.Conformance;
using SalesGrains.Conformance.Entities;
using SalesGrains.Entities;
using SalesGrains.PostgreSql;
using SalesGrains.PostgreSql.Engine;
using SalesGrains.Sqlite;
using SalesGrains.Sqlite.Engine;
using static SalesGrains.Conformance.Entities.StoreSamples;

namespace SalesGrains.Backups;

/// <summary>All that an engine stores is in a backup, or left out on purpose: a new table, column or kind of row cannot be forgotten.</summary>
public sealed class BackedUpTablesTests
{
    // Portfolios set reminders anew; silos and what Orleans asks them are of the place; the schema is the restoring program's.
    private static readonly string[] leftOut =
        ["reminder", "schema_version", "orleansquery", "orleansmembershiptable", "orleansmembershipversiontable"];

    // Only the order of rows in one store.
    private static readonly string[] leftOutColumns = ["command.row", "dead_letter.row", "document.row", "history.row"];

    [Fact]
    public async Task Every_column_of_the_embedded_store_is_in_a_backup()
    {
        using var folder = new TemporaryFolder();
        using var session = new SqliteSession(Path.Combine(folder.Path, "sales.db"), writes: true, "PRAGMA journal_mode=DELETE;");
        SqliteSchema.Migrate(session);
        var stored = session.Use("SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'")
            .All(row => (row.Text(0), row.Text(1)));

        // A mark bears its entity's version there.
        Same(stored.Append(("pending", "version")));
    }

    [Fact]
    public async Task Every_column_of_the_database_is_in_a_backup()
    {
        await using var engine = new PostgreSqlEngine();
        await engine.Open();
        Same(await engine.Database.Source.Read(
            new NpgsqlStatement("SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'salesgrains'"),
            row => (row.GetString(0), row.GetString(1))));
    }

    [Fact]
    public async Task Every_row_of_a_storage_account_is_of_a_kind_that_is_in_a_backup()
    {
        await using var engine = new AzureTablesEngine();
        await engine.OpenReleased(engine.NewestSchema);
        await engine.Store.PutOrganization(Organization("other001"), null);
        var etag = await engine.Store.Commit(Commit(Key("new"), null, 1, command: Command("k")));
        await engine.Store.Commit(Commit(Key("new"), etag, 2));
        await engine.Store.AdvanceLanes(new(Key("new"), null, Json("lanes"), null));
        await engine.Store.NextCounter("more");
        await engine.Store.PutDeadLetter(new("other001", "x", Key("a"), Key("b"), null, "why", Start));

        var found = new HashSet<string?>();
        await foreach (var table in engine.Direct.QueryAsync())
        {
            Assert.Contains(AzureTablesBackup.Kinds, kind => kind.Table == table.Name);
            await foreach (var row in engine.Direct.GetTableClient(table.Name).QueryAsync<Azure.Data.Tables.TableEntity>())
            {
                var kind = Assert.Single(AzureTablesBackup.Kinds, kind => kind.Table == table.Name
                    && row.PartitionKey.StartsWith(kind.Partition, StringComparison.Ordinal) && row.RowKey.StartsWith(kind.Row, StringComparison.Ordinal));
                found.Add(kind.Backup);
            }
        }

        Assert.Equal(
            BackupTables.All.Select(table => table.Name).Order(StringComparer.Ordinal),
            found.OfType<string>().Order(StringComparer.Ordinal));
    }

    private static void Same(IEnumerable<(string Table, string Column)> stored) => Assert.Equal(
        BackupTables.All.SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}")).Order(StringComparer.Ordinal),
        stored.Where(one => !leftOut.Contains(one.Table)).Select(one => $"{one.Table}.{one.Column}").Except(leftOutColumns).Order(StringComparer.Ordinal));
}
