using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using SalesGrains.Conformance;
using SalesGrains.Conformance.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Sqlite.Engine;
using static SalesGrains.Conformance.Entities.StoreSamples;

namespace SalesGrains.Sqlite;

/// <summary>What callers are told when the disk or the connection fails, and what is on the disk then.</summary>
public sealed class SqliteFailureTests : IAsyncLifetime
{
    private readonly SqliteFixture fixture = new(TimeProvider.System);
    private readonly ManualResetEventSlim gate = new();

    public async Task InitializeAsync() => await fixture.Store.PutOrganization(Organization(), null);

    [Fact]
    public async Task Writes_that_wait_together_become_one_transaction()
    {
        // The first commit also reads the organisation; from then on a commit queues up before its call returns.
        var store = fixture.Store;
        await store.Commit(Commit(Key("warm"), null, 1));
        var held = Hold();
        var before = fixture.Database.Writer.Transactions;

        var commits = Enumerable.Range(0, 100).Select(n => store.Commit(Commit(Key($"r{n}"), null, 1))).ToList();
        gate.Set();
        await held;
        await Task.WhenAll(commits);

        Assert.Equal(2, fixture.Database.Writer.Transactions - before);
    }

    [Fact]
    public async Task An_error_leaves_the_whole_transaction_unknown_and_the_next_one_works()
    {
        var store = fixture.Store;
        await store.Commit(Commit(Key("warm"), null, 1));
        var held = Hold();
        var first = store.Commit(Commit(Key("r1"), null, 1, command: Command("k")));
        var broken = fixture.Database.Writer.Write<int>(_ => throw new SqliteException("disk I/O error", 10));
        var second = store.Commit(Commit(Key("r2"), null, 1));

        gate.Set();
        await held;

        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => first);
        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => broken);
        var unknown = await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => second);
        Assert.Equal(10, Assert.IsType<SqliteException>(unknown.InnerException).SqliteErrorCode);
        Assert.Null(await store.Load(Key("r1")));
        await store.Commit(Commit(Key("r1"), null, 1, command: Command("k")));
        await store.Commit(Commit(Key("r2"), null, 1));
        Assert.NotNull(await store.FindCommand(Key("r1"), "k"));
    }

    [Fact]
    public async Task A_write_that_took_place_but_was_not_acknowledged_meets_its_own_etag_when_it_is_repeated()
    {
        var store = fixture.Store;
        var etag = await store.Commit(Commit(Key("r1"), null, 1));
        var held = Hold();
        var commit = store.Commit(Commit(Key("r1"), etag, 2, command: Command("k")));

        // The transaction is on the disk, then the connection fails.
        var broken = fixture.Database.Writer.Write(session =>
        {
            session.Script("COMMIT");
            return 0;
        });

        gate.Set();
        await held;

        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => commit);
        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => broken);
        Assert.NotNull(await store.FindCommand(Key("r1"), "k"));
        await Assert.ThrowsAnyAsync<Exception>(() => store.Commit(Commit(Key("r1"), etag, 2, command: Command("k"))));
        Assert.Equal(2, (await store.ReadCommits(Key("r1"), 0, 10)).Length);
    }

    [Fact]
    public async Task A_full_disk_is_an_unknown_outcome_and_nothing_is_lost_or_half_written()
    {
        var store = fixture.Store;
        var etag = await store.Commit(Commit(Key("r1"), null, 1));
        await fixture.Database.Writer.Write(session =>
        {
            session.Script($"PRAGMA max_page_count = {session.Number("PRAGMA page_count") + 2}");
            return 0;
        });

        var full = await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() =>
            store.Commit(Commit(Key("r1"), etag, 2, command: Command("k")) with { State = new byte[400_000] }));

        Assert.Equal(13, Assert.IsType<SqliteException>(full.InnerException).SqliteErrorCode);
        Assert.Equal(1, (await store.Load(Key("r1")))!.Version);
        Assert.Null(await store.FindCommand(Key("r1"), "k"));

        // The connection is opened anew without the limit, as when somebody has made room.
        await store.Commit(Commit(Key("r1"), etag, 2, command: Command("k")) with { State = new byte[400_000] });
        Assert.Equal("ok", await fixture.Database.Readers.Read(session => session.Use("PRAGMA integrity_check").First(row => row.Text(0))));
    }

    [Fact]
    public async Task A_read_that_fails_costs_its_connection_only()
    {
        await Assert.ThrowsAsync<SqliteException>(() => fixture.Database.Readers.Read(session => session.Use("SELECT nothing FROM nowhere").Run()));

        Assert.Single(await fixture.Store.ReadOrganizations());
    }

    [Fact]
    public async Task Writes_that_wait_are_done_before_the_file_is_closed_and_later_ones_are_refused()
    {
        var store = fixture.Store;
        await store.Commit(Commit(Key("warm"), null, 1));
        var held = Hold();
        var commits = Enumerable.Range(0, 100).Select(n => store.Commit(Commit(Key($"r{n}"), null, 1))).ToList();
        var closing = Task.Run(fixture.Close);

        gate.Set();
        await held;
        await Task.WhenAll(commits);
        await closing;

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Commit(Commit(Key("late"), null, 1)));
        Assert.Equal(1, (await fixture.Store.Load(Key("r99")))!.Version);
    }

    [Fact]
    public async Task A_full_queue_holds_callers_back_and_loses_nobody()
    {
        using var folder = new TemporaryFolder();
        using var database = new SqliteDatabase(
            new SqliteStorageOptions { Folder = folder.Path, QueueCapacity = 4, MaxBatch = 2 }, TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
        var held = database.Writer.Write(_ => { gate.Wait(); return 0; });

        var writes = Enumerable.Range(0, 200).Select(n => database.Writer.Write(_ => n)).ToList();
        Assert.False(database.Writer.Idle);
        gate.Set();

        await held;
        Assert.Equal(Enumerable.Range(0, 200), await Task.WhenAll(writes));
        Assert.True(database.Writer.Transactions >= 100);
    }

    [Fact]
    public async Task A_callers_code_never_runs_on_the_writers_thread()
    {
        var name = await Task.Run(async () =>
        {
            await fixture.Database.Writer.Write(_ => 0).ConfigureAwait(false);
            return Thread.CurrentThread.Name;
        });

        Assert.NotEqual("sqlite-writer", name);
    }

    public Task DisposeAsync()
    {
        gate.Set();
        fixture.Dispose();
        gate.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Keeps the writer busy until the gate opens, so that what is sent meanwhile waits together.</summary>
    private Task<int> Hold()
    {
        var started = new ManualResetEventSlim();
        var held = fixture.Database.Writer.Write(_ =>
        {
            started.Set();
            gate.Wait();
            return 0;
        });
        started.Wait();
        return held;
    }
}
