using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SalesGrains.Conformance;
using SalesGrains.Conformance.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.PostgreSql.Engine;
using SalesGrains.PostgreSql.Entities;
using static SalesGrains.Conformance.Entities.StoreSamples;

namespace SalesGrains.PostgreSql;

/// <summary>Opening a database: who may, what is refused, and what a restarted server means.</summary>
public sealed class PostgreSqlDatabaseTests : IAsyncLifetime
{
    private PostgreSqlTestServer server = null!;
    private string connection = null!;

    public async Task InitializeAsync()
    {
        server = await PostgreSqlTestServer.Shared;
        connection = await server.Database();
    }

    public Task DisposeAsync() => server.Release(connection);

    [Fact]
    public async Task A_second_lone_program_is_refused_and_told_who_has_the_database()
    {
        await using var first = await Open();

        var refused = await Assert.ThrowsAsync<StoreInUseException>(() => Open());
        await Assert.ThrowsAsync<StoreInUseException>(() => Open(shared: true));

        Assert.Contains($"in use by salesgrains {Environment.ProcessId}@", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silos_of_one_cluster_share_it_and_a_lone_program_stays_out()
    {
        await using var first = await Open(shared: true);
        await using var second = await Open(shared: true);

        await Assert.ThrowsAsync<StoreInUseException>(() => Open());
    }

    [Fact]
    public async Task A_database_is_free_when_its_holder_has_closed_it()
    {
        await (await Open()).DisposeAsync();

        await using var next = await Open();
        Assert.NotNull(next);
    }

    [Fact]
    public async Task A_lone_program_starts_only_once_all_that_its_predecessor_sent_is_written()
    {
        var first = await Open();
        var ended = Last(await first.Source.OpenConnectionAsync());
        await first.DisposeAsync();

        // Its claim is gone, the server is at its last write: too late for who has no patience, seen by who has.
        await Assert.ThrowsAsync<StoreInUseException>(() => Open());
        await using var second = await Open(connection, patience: TimeSpan.FromSeconds(30));

        await using var look = second.Source.CreateCommand("SELECT count(*) FROM salesgrains.counter WHERE name = 'late'");
        Assert.Equal(1L, await look.ExecuteScalarAsync());
        await ended;

        // A write that takes the server a while, over a connection that is given up with it.
        static async Task Last(NpgsqlConnection connection)
        {
            await using (connection)
            {
                await using var write = new NpgsqlCommand("INSERT INTO salesgrains.counter VALUES('late', 1); SELECT pg_sleep(2)", connection);
                await write.ExecuteNonQueryAsync();
            }
        }
    }

    [Fact]
    public async Task Silos_that_start_together_on_an_empty_database_make_its_tables_once()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Open(shared: true))));

        var store = new PostgreSqlEntityStore(opened[3], TimeProvider.System, NullLogger<PostgreSqlEntityStore>.Instance);
        await store.PutOrganization(Organization(), null);
        await store.Commit(Commit(Key("r1"), null, 1));
        foreach (var database in opened)
        {
            Assert.Equal(1, (await EntityReads.Load(database.Source, Key("r1")))!.Version);
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said_in_one_sentence()
    {
        var away = new NpgsqlConnectionStringBuilder { Host = "/nowhere", Database = "sales", Username = "x" }.ConnectionString;

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => Open(away));

        Assert.StartsWith("PostgreSQL on /nowhere, database sales: ", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Open("Host=x;Colour=blue"));
    }

    [Fact]
    public async Task A_database_with_another_encoding_is_refused()
    {
        await using (var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }))
        await using (var create = source.CreateCommand("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1'"))
        {
            await create.ExecuteNonQueryAsync();
        }

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            Open(new NpgsqlConnectionStringBuilder(connection) { Database = "latin" }.ConnectionString));

        Assert.Contains("LATIN1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_careless_server_setting_is_overruled()
    {
        await using var database = await Open(new NpgsqlConnectionStringBuilder(connection) { Options = "-c work_mem=8MB" }.ConnectionString);
        Assert.Equal(
            ["8MB", "off", "read committed", "salesgrains"],
            await database.Source.Read(
                new NpgsqlStatement("SELECT unnest(ARRAY[current_setting('work_mem'), current_setting('jit'), current_setting('transaction_isolation'), current_setting('search_path')])"),
                row => row.GetString(0)));
    }

    [Fact]
    public async Task A_restarted_server_is_found_again_and_claimed_again()
    {
        await using var own = await PostgreSqlTestServer.Start();
        connection = await own.Database();
        await using var database = await Open();
        var store = new PostgreSqlEntityStore(database, TimeProvider.System, NullLogger<PostgreSqlEntityStore>.Instance);
        await store.PutOrganization(Organization(), null);
        var etag = await store.Commit(Commit(Key("r1"), null, 1));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => store.Load(Key("r1"))));

        await PostgreSqlTestServer.Kill(own.Server);
        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => store.Commit(Commit(Key("r1"), etag, 2)));
        await own.Server.Launch();

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => store.Load(Key("r1")))), read => Assert.Equal(1, read!.Version));
        await store.Commit(Commit(Key("r1"), etag, 2));
        await Wait.Until(async () =>
        {
            try
            {
                await (await Open()).DisposeAsync();
                return false;
            }
            catch (StoreInUseException)
            {
                return true;
            }
        }, TimeSpan.FromSeconds(30), "the database to be claimed again");
        connection = await server.Database();
    }

    private Task<PostgreSqlDatabase> Open(bool shared = false) => Open(connection, shared);

    private static Task<PostgreSqlDatabase> Open(string connection, bool shared = false, TimeSpan? patience = null) => PostgreSqlDatabase.Open(
        new() { ConnectionString = connection, Shared = shared, Patience = TimeSpan.FromSeconds(1), ClaimPatience = patience ?? TimeSpan.FromMilliseconds(300) }, TimeProvider.System, NullLogger<PostgreSqlDatabase>.Instance);
}
