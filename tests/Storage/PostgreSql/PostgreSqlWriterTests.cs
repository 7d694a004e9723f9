using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SalesGrains.Conformance.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.PostgreSql.Engine;
using SalesGrains.PostgreSql.Entities;
using static SalesGrains.Conformance.Entities.StoreSamples;

namespace SalesGrains.PostgreSql;

/// <summary>How writes share transactions, and what one that the server refuses does to the others.</summary>
public sealed class PostgreSqlWriterTests : IAsyncLifetime
{
    private PostgreSqlTestServer server = null!;
    private string connection = null!;
    private PostgreSqlDatabase database = null!;
    private PostgreSqlEntityStore store = null!;

    public async Task InitializeAsync()
    {
        server = await PostgreSqlTestServer.Shared;
        connection = await server.Database();
        database = await PostgreSqlDatabase.Open(new() { ConnectionString = connection, Writers = 1 }, TimeProvider.System, NullLogger<PostgreSqlDatabase>.Instance);
        store = new(database, TimeProvider.System, NullLogger<PostgreSqlEntityStore>.Instance);
        await store.PutOrganization(Organization(), null);
    }

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        await server.Release(connection);
    }

    [Fact]
    public async Task Writes_that_wait_together_become_one_transaction()
    {
        var etag = await store.Commit(Commit(Key("warm"), null, 1));
        var before = database.Writers[0].Transactions;
        List<Task<string>> commits;
        Task<string> held;
        await using (await Hold("warm"))
        {
            held = store.Commit(Commit(Key("warm"), etag, 2));
            await Wait.Until(async () => await Waiting(), TimeSpan.FromSeconds(10), "the writer to wait for the row");
            commits = [.. Enumerable.Range(0, 100).Select(n => store.Commit(Commit(Key($"r{n}"), null, 1, command: Command("k"))))];
        }

        await held;
        await Task.WhenAll(commits);

        Assert.Equal(2, database.Writers[0].Transactions - before);
    }

    [Fact]
    public async Task Two_writes_of_one_entity_keep_their_order()
    {
        var etag = await store.Commit(Commit(Key("r1"), null, 1));
        Task<string> first, second;
        Task<LaneAdvanced> lane;
        await using (await Hold("r1"))
        {
            var blocker = store.Commit(Commit(Key("r1"), etag, 2));
            await Wait.Until(async () => await Waiting(), TimeSpan.FromSeconds(10), "the writer to wait for the row");
            var row = EntityRow.Parse(etag)!.Value;
            first = store.Commit(Commit(Key("r1"), (row with { Version = 2 }).Etag, 3, "first"));
            second = store.Commit(Commit(Key("r1"), (row with { Version = 2 }).Etag, 3, "second"));
            lane = store.AdvanceLanes(new(Key("r1"), null, Json("1"), 3));
            _ = blocker;
        }

        await first;
        await Assert.ThrowsAsync<EtagConflictException>(() => second);
        Assert.True((await lane).MarkCleared);
        Assert.Equal(Json("first"), (await store.Load(Key("r1")))!.State.ToArray());
    }

    [Fact]
    public async Task One_that_the_server_refuses_fails_alone()
    {
        var etag = await store.Commit(Commit(Key("r1"), null, 1));
        var row = EntityRow.Parse(etag)!.Value;

        // A history row where the next commit's must go: what a fault of the disk or of a person may leave.
        await Run($"INSERT INTO salesgrains.history SELECT {row.HistoryAt + 1}, 1, 1, 1, '', ''");
        Task<string> poison;
        List<Task<string>> others;
        var warm = await store.Commit(Commit(Key("warm"), null, 1));
        await using (await Hold("warm"))
        {
            var held = store.Commit(Commit(Key("warm"), warm, 2));
            await Wait.Until(async () => await Waiting(), TimeSpan.FromSeconds(10), "the writer to wait for the row");
            poison = store.Commit(Commit(Key("r1"), etag, 2, command: Command("k")));
            others = [.. Enumerable.Range(2, 50).Select(n => store.Commit(Commit(Key($"r{n}"), null, 1, command: Command("k")))), held];
        }

        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => poison);
        await Task.WhenAll(others);
        Assert.Equal(1, (await store.Load(Key("r1")))!.Version);
        Assert.Null(await store.FindCommand(Key("r1"), "k"));
        Assert.Single(await store.ReadCommits(Key("r51"), 0, 10));
    }

    [Fact]
    public async Task Plans_go_by_indexes_however_small_the_tables_were_when_they_were_made()
    {
        await store.Commit(Commit(Key("r1"), null, 1, command: Command("k")));

        foreach (var sql in (string[])
        [
            "SELECT * FROM entity WHERE org = 'a' AND kind = 'b' AND id = 'c'",
            "SELECT * FROM entity WHERE org = 'a' AND part = 1 AND row > 5 ORDER BY row LIMIT 10",
            "SELECT * FROM pending p JOIN entity e ON e.row = p.entity ORDER BY p.since, p.entity LIMIT 10",
            "UPDATE entity e SET version = 1 FROM unnest(ARRAY[1, 2], ARRAY[1, 2]) AS i(row, version) WHERE e.row = i.row AND e.version = i.version",
        ])
        {
            var plan = string.Join('\n', await database.Source.Read(new NpgsqlStatement("EXPLAIN " + sql), row => row.GetString(0)));
            Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("a\0b\\c\\0\\u0041")]
    [InlineData("\uD83D alone, \uDE00 alone, \uD83D\uDE00 together")]
    [InlineData("\\")]
    public void Texts_that_the_server_does_not_take_are_written_so_that_it_does(string text)
    {
        var stored = StoredText.Write(text);

        Assert.DoesNotContain('\0', stored);
        Assert.Equal(stored, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(stored)));
        Assert.Equal(text, StoredText.Read(stored));
    }

    /// <summary>Locks an entity's row until it is disposed of, so that the writer waits.</summary>
    private async Task<IAsyncDisposable> Hold(string id)
    {
        var other = new NpgsqlConnection(connection);
        await other.OpenAsync();
        var transaction = await other.BeginTransactionAsync();
        await using var command = new NpgsqlCommand($"SELECT 1 FROM salesgrains.entity WHERE id = '{id}' FOR UPDATE", other, transaction);
        await command.ExecuteScalarAsync();
        return new Held(other);
    }

    private async Task<bool> Waiting() => (await database.Source.Read(
        new NpgsqlStatement("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database()))"),
        row => row.GetBoolean(0)))[0];

    private async Task Run(string sql)
    {
        await using var other = new NpgsqlConnection(connection);
        await other.OpenAsync();
        await using var command = new NpgsqlCommand(sql, other);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Held(NpgsqlConnection other) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => other.DisposeAsync();
    }
}
