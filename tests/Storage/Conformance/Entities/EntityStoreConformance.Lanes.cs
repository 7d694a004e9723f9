using SalesGrains.Conformance.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using static SalesGrains.Conformance.Entities.StoreSamples;

namespace SalesGrains.Conformance.Entities;

public abstract partial class EntityStoreConformance
{
    [Fact]
    public async Task Lanes_move_in_their_own_row_with_their_own_etag()
    {
        var etag = await Store.Commit(Commit(Key("r1"), null, 1));
        var first = await Store.AdvanceLanes(new LaneAdvance(Key("r1"), null, Json("1"), null));
        var second = await Store.AdvanceLanes(new LaneAdvance(Key("r1"), first.Etag, Json("2"), null));

        await Assert.ThrowsAsync<EtagConflictException>(() => Store.AdvanceLanes(new LaneAdvance(Key("r1"), first.Etag, Json("stale"), 1)));
        await Assert.ThrowsAsync<EtagConflictException>(() => Store.AdvanceLanes(new LaneAdvance(Key("r1"), null, Json("stale"), 1)));
        await Assert.ThrowsAsync<EtagConflictException>(() => Store.AdvanceLanes(new LaneAdvance(Key("r1"), "*", Json("stale"), 1)));

        var stored = await Store.Load(Key("r1"));
        Assert.Equal((etag, second.Etag), (stored!.Etag, stored.DeliveredEtag));
        Assert.Equal(Json("2"), stored.Delivered.ToArray());
        Assert.Equal(1, stored.PendingAt);
    }

    [Fact]
    public async Task Lanes_of_an_entity_that_does_not_exist_are_refused() =>
        await Assert.ThrowsAsync<EtagConflictException>(() => Store.AdvanceLanes(new LaneAdvance(Key("nobody"), null, Json("1"), 1)));

    [Fact]
    public async Task The_mark_falls_only_at_the_version_that_was_drained()
    {
        var etag = await Store.Commit(Commit(Key("r1"), null, 1));
        await Store.Commit(Commit(Key("r1"), etag, 2));

        var late = await Store.AdvanceLanes(new LaneAdvance(Key("r1"), null, Json("1"), 1));
        Assert.False(late.MarkCleared);
        Assert.Equal(2, (await Store.Load(Key("r1")))!.PendingAt);

        var early = await Store.AdvanceLanes(new LaneAdvance(Key("r1"), late.Etag, Json("1"), 3));
        Assert.False(early.MarkCleared);

        var right = await Store.AdvanceLanes(new LaneAdvance(Key("r1"), early.Etag, Json("2"), 2));
        Assert.True(right.MarkCleared);
        Assert.Null((await Store.Load(Key("r1")))!.PendingAt);
        Assert.Empty(await Store.ReadPending(10));

        var again = await Store.AdvanceLanes(new LaneAdvance(Key("r1"), right.Etag, Json("2"), 2));
        Assert.False(again.MarkCleared);
    }

    [Fact]
    public async Task A_clear_that_races_with_commits_never_takes_the_mark_of_a_later_one()
    {
        var etag = await Store.Commit(Commit(Key("r1"), null, 1));
        LaneAdvanced? lane = null;
        for (var version = 2L; version <= 200; version++)
        {
            var commit = Store.Commit(Commit(Key("r1"), etag, version));
            var advance = Store.AdvanceLanes(new LaneAdvance(Key("r1"), lane?.Etag, Json($"{version}"), version - 1));
            etag = await commit;
            lane = await advance;
            Assert.Equal(version, (await Store.Load(Key("r1")))!.PendingAt);
        }
    }

    [Fact]
    public async Task A_mark_is_as_old_as_its_first_undelivered_commit()
    {
        var r1 = await Store.Commit(Commit(Key("r1"), null, 1));
        Time.Advance(TimeSpan.FromSeconds(5));
        await Store.Commit(Commit(Key("r2"), null, 1));
        Time.Advance(TimeSpan.FromSeconds(5));
        r1 = await Store.Commit(Commit(Key("r1"), r1, 2));

        Assert.Equal<PendingMark>(
            [new PendingMark(Key("r1"), 2, Start), new PendingMark(Key("r2"), 1, Start.AddSeconds(5))],
            await Store.ReadPending(10));
        Assert.Equal([Key("r1")], (await Store.ReadPending(1)).Select(mark => mark.Key));

        await Store.AdvanceLanes(new LaneAdvance(Key("r1"), null, Json("1"), 2));
        Assert.Equal([Key("r2")], (await Store.ReadPending(10)).Select(mark => mark.Key));

        await Store.Commit(Commit(Key("r1"), r1, 3));
        Assert.Equal<PendingMark>(
            [new PendingMark(Key("r2"), 1, Start.AddSeconds(5)), new PendingMark(Key("r1"), 3, Start.AddSeconds(10))],
            await Store.ReadPending(10));
    }
}
