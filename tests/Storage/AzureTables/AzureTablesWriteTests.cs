using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using SalesGrains.AzureTables.Entities;
using SalesGrains.Conformance;
using SalesGrains.Conformance.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Stores;
using static SalesGrains.Conformance.Entities.StoreSamples;

namespace SalesGrains.AzureTables;

/// <summary>What is particular to writes of this engine.</summary>
public sealed class AzureTablesWriteTests : IAsyncLifetime
{
    private readonly AzureTablesEngine engine = new() { Timeout = TimeSpan.FromSeconds(2) };

    private IEntityStore Store => engine.Store;

    public async Task InitializeAsync()
    {
        await engine.Open();
        await Store.PutOrganization(Organization(), null);
    }

    public async Task DisposeAsync() => await engine.DisposeAsync();

    [Fact]
    public async Task A_commit_is_one_request_and_so_is_an_advance_of_lanes()
    {
        var before = engine.Faults.Writes;
        var etag = await Store.Commit(Commit(Key("r1"), null, 1, command: Command("k1")));
        await Store.Commit(Commit(Key("r1"), etag, 2, command: Command("k2")) with { State = new byte[512 * 1024] });
        await Store.AdvanceLanes(new(Key("r1"), null, Json("1"), 2));

        Assert.Equal(3, engine.Faults.Writes - before);
    }

    [Fact]
    public async Task A_write_that_is_never_answered_is_given_up_and_unknown()
    {
        var etag = await Store.Commit(Commit(Key("r1"), null, 1));
        engine.Faults.HangNext = true;

        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => Store.Commit(Commit(Key("r1"), etag, 2, command: Command("k"))));

        await Store.Commit(Commit(Key("r1"), etag, 2, command: Command("k")));
        Assert.Equal(2, (await Store.Load(Key("r1")))!.Version);
    }

    [Fact]
    public async Task A_busy_account_makes_a_write_unknown_and_it_is_sent_once()
    {
        var etag = await Store.Commit(Commit(Key("r1"), null, 1));
        engine.Faults.BusyEach = 1;
        var before = engine.Faults.Writes;

        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => Store.Commit(Commit(Key("r1"), etag, 2)));

        Assert.Equal(1, engine.Faults.Writes - before);
        engine.Faults.BusyEach = 0;
        await Store.Commit(Commit(Key("r1"), etag, 2));
    }

    [Fact]
    public async Task What_one_silo_believes_of_a_mark_is_put_right_when_another_has_changed_it()
    {
        await using var otherDatabase = await AzureTablesDatabase.Open(
            new() { ConnectionString = engine.ConnectionString }, engine.Time, NullLogger<AzureTablesDatabase>.Instance);
        var other = new AzureTablesEntityStore(otherDatabase, engine.Time, NullLogger<AzureTablesEntityStore>.Instance);

        // This one has the mark of version 1 in mind; the other lets it fall.
        var etag = await Store.Commit(Commit(Key("r1"), null, 1));
        var lanes = await other.AdvanceLanes(new(Key("r1"), null, Json("1"), 1));
        Assert.True(lanes.MarkCleared);
        engine.Time.Advance(TimeSpan.FromSeconds(1));
        etag = await Store.Commit(Commit(Key("r1"), etag, 2));
        Assert.Equal<PendingMark>([new PendingMark(Key("r1"), 2, Start.AddSeconds(1))], await Store.ReadPending(10));

        // The other thinks that there is none; then this one thinks that there is another's.
        engine.Time.Advance(TimeSpan.FromSeconds(1));
        etag = await other.Commit(Commit(Key("r1"), etag, 3));
        Assert.Equal<PendingMark>([new PendingMark(Key("r1"), 3, Start.AddSeconds(1))], await Store.ReadPending(10));
        Assert.True((await Store.AdvanceLanes(new(Key("r1"), lanes.Etag, Json("3"), 3))).MarkCleared);
        Assert.Empty(await other.ReadPending(10));
        await other.Commit(Commit(Key("r1"), etag, 4));
        Assert.Equal(4, (await Store.Load(Key("r1")))!.PendingAt);
    }

    [Fact]
    public async Task A_head_that_is_too_large_for_a_row_is_definitely_not_written()
    {
        var etag = await Store.Commit(Commit(Key("r1"), null, 1));

        await Assert.ThrowsAsync<StateTooLargeException>(() => Store.Commit(
            Commit(Key("r1"), etag, 2) with { State = new byte[512 * 1024], Lanes = new byte[500 * 1024] }));

        await Store.Commit(Commit(Key("r1"), etag, 2));
    }

    [Fact]
    public async Task The_rows_of_a_commit_are_those_of_the_released_schema()
    {
        engine.Time.SetUtcNow(Start);
        var commit = Commit(Key("a/b"), null, 1, "甲", Command("k/1"));
        await Store.Commit(commit);
        await Store.AdvanceLanes(new(Key("a/b"), null, Json("d"), null));

        var rows = new List<TableEntity>();
        await foreach (var row in engine.Direct.GetTableClient("SalesGrainsEntities").QueryAsync<TableEntity>())
        {
            rows.Add(row);
        }

        Assert.Equal(
            ["D|rep|a=002fb", "E|rep|a=002fb", "H|rep|a=002fb|00000001", "K|rep|a=002fb|k=002f1", "P|rep|a=002fb"],
            rows.Select(row => row.RowKey).Order(StringComparer.Ordinal));
        Assert.Single(rows.Select(row => row.PartitionKey).Distinct(), $"{Org}|{Partitioning.PartitionOf(Key("a/b"), 4)}");
        var released = Golden.Read("schema-1.json")["SalesGrainsEntities"];
        foreach (var row in rows)
        {
            var like = released.First(one => one.RowKey[0] == row.RowKey[0] && (row.RowKey[0] != 'E' || one.ContainsKey("NextDue")));
            Assert.Equal(Shape(like), Shape(row));
        }

        static IEnumerable<string> Shape(TableEntity row) => row
            .Where(property => property.Key is not ("odata.etag" or "Timestamp"))
            .Select(property => $"{property.Key} {property.Value.GetType().Name}").Order(StringComparer.Ordinal);
    }
}
