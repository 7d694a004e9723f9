using SalesGrains.Conformance.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using static SalesGrains.Conformance.Entities.StoreSamples;

namespace SalesGrains.Conformance.Entities;

public abstract partial class EntityStoreConformance
{
    [Fact]
    public async Task A_commit_that_failed_before_it_took_place_is_unknown_and_leaves_nothing_behind()
    {
        var etag = await Store.Commit(Commit(Key("r1"), null, 1));

        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() =>
            engine.Fail(WriteFault.Before, () => Store.Commit(Commit(Key("r1"), etag, 2, "b", Command("k")))));

        Assert.Equal(etag, (await Store.Load(Key("r1")))!.Etag);
        Assert.Null(await Store.FindCommand(Key("r1"), "k"));
        Assert.Single(await Store.ReadCommits(Key("r1"), 0, 10));
        await Store.Commit(Commit(Key("r1"), etag, 2, "b", Command("k")));
        Assert.Equal(Json("b"), (await Store.Load(Key("r1")))!.State.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_commit_that_took_place_unacknowledged_is_found_by_its_key_and_cannot_be_repeated(bool firstWrite)
    {
        var etag = firstWrite ? null : await Store.Commit(Commit(Key("r1"), null, 1));
        var commit = Commit(Key("r1"), etag, firstWrite ? 1 : 2, "b", Command("k"));

        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => engine.Fail(WriteFault.After, () => Store.Commit(commit)));

        var repeated = await Record.ExceptionAsync(() => Store.Commit(commit));
        Assert.True(repeated is EtagConflictException or CommandKeyTakenException, $"{repeated}");
        Assert.NotNull(await Store.FindCommand(Key("r1"), "k"));
        var stored = await Store.Load(Key("r1"));
        Assert.Equal((commit.Version, commit.Version), (stored!.Version, stored.PendingAt));
        Assert.Equal(Json("b"), stored.State.ToArray());
        Assert.Equal(commit.Version, (await Store.ReadCommits(Key("r1"), 0, 10)).Length);
        await Store.Commit(Commit(Key("r1"), stored.Etag, commit.Version + 1));
    }

    [Theory]
    [InlineData(WriteFault.Before)]
    [InlineData(WriteFault.After)]
    public async Task Lanes_that_failed_are_unknown_and_move_on_from_what_is_stored(WriteFault fault)
    {
        await Store.Commit(Commit(Key("r1"), null, 1));
        var first = await Store.AdvanceLanes(new LaneAdvance(Key("r1"), null, Json("1"), null));

        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() =>
            engine.Fail(fault, () => Store.AdvanceLanes(new LaneAdvance(Key("r1"), first.Etag, Json("2"), 1))));

        var stored = await Store.Load(Key("r1"));
        var written = fault == WriteFault.After;
        Assert.Equal(Json(written ? "2" : "1"), stored!.Delivered.ToArray());
        Assert.Equal(written ? null : 1L, stored.PendingAt);
        Assert.Equal(written, stored.DeliveredEtag != first.Etag);
        await Store.AdvanceLanes(new LaneAdvance(Key("r1"), stored.DeliveredEtag, Json("3"), 1));
        Assert.Null((await Store.Load(Key("r1")))!.PendingAt);
    }

    [Theory]
    [InlineData(WriteFault.Before)]
    [InlineData(WriteFault.After)]
    public async Task A_counter_that_failed_is_unknown_and_never_gives_a_number_twice(WriteFault fault)
    {
        Assert.Equal(1, await Store.NextCounter("epoch"));

        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => engine.Fail(fault, () => Store.NextCounter("epoch")));

        Assert.Equal(fault == WriteFault.After ? 3 : 2, await Store.NextCounter("epoch"));
    }

    [Theory]
    [InlineData(WriteFault.Before)]
    [InlineData(WriteFault.After)]
    public async Task An_organisation_that_failed_is_unknown_and_is_what_is_stored(WriteFault fault)
    {
        var stored = Assert.Single(await Store.ReadOrganizations());

        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() =>
            engine.Fail(fault, () => Store.PutOrganization(stored with { Name = "改名" }, stored.Etag)));

        var read = Assert.Single(await Store.ReadOrganizations());
        Assert.Equal(fault == WriteFault.After, read.Name == "改名" && read.Etag != stored.Etag);
        await Store.PutOrganization(read with { Name = "再改" }, read.Etag);
    }

    [Fact]
    public async Task A_failure_in_company_spoils_no_commit_that_was_acknowledged()
    {
        var outcomes = new List<Task<string>>();
        await Record.ExceptionAsync(() => engine.Fail(WriteFault.Before, () =>
        {
            outcomes.AddRange(Enumerable.Range(0, 100).Select(n => Store.Commit(Commit(Key($"r{n}"), null, 1, command: Command("k")))));
            return outcomes[0];
        }));
        await Task.WhenAll(outcomes).ContinueWith(_ => { }, TaskScheduler.Default);

        for (var n = 0; n < outcomes.Count; n++)
        {
            var stored = await Store.Load(Key($"r{n}"));
            Assert.Equal(stored is not null, await Store.FindCommand(Key($"r{n}"), "k") is not null);
            if (outcomes[n].IsCompletedSuccessfully)
            {
                Assert.Equal(await outcomes[n], stored!.Etag);
            }
            else
            {
                await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => outcomes[n]);
            }
        }
    }

    [Fact]
    public async Task Callers_who_are_held_back_lose_nothing_and_write_nothing_twice()
    {
        const int callers = 200;
        await using (await engine.Throttle())
        {
            await Task.WhenAll(Enumerable.Range(0, callers).Select(n => Task.Run(() => Persist(Key($"r{n}")))));
        }

        for (var n = 0; n < callers; n++)
        {
            Assert.Equal(1, (await Store.Load(Key($"r{n}")))!.Version);
            Assert.Single(await Store.ReadCommits(Key($"r{n}"), 0, 10));
            Assert.NotNull(await Store.FindCommand(Key($"r{n}"), "k"));
        }
    }

    // As the protocol does it: after an unknown outcome the key says whether it took place.
    private async Task Persist(EntityKey key)
    {
        while (await Store.FindCommand(key, "k") is null)
        {
            try
            {
                await Store.Commit(Commit(key, null, 1, command: Command("k")));
                return;
            }
            catch (StoreOutcomeUnknownException)
            {
                // Asked again.
            }
        }
    }
}
