using SalesGrains.Conformance.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using static SalesGrains.Conformance.Entities.StoreSamples;

namespace SalesGrains.Conformance.Entities;

public abstract partial class EntityStoreConformance
{
    [Fact]
    public async Task Each_commit_needs_the_etag_of_the_one_before()
    {
        var first = await Store.Commit(Commit(Key("r1"), null, 1, "a"));
        var second = await Store.Commit(Commit(Key("r1"), first, 2, "b"));

        Assert.NotEqual(first, second);
        await Assert.ThrowsAsync<EtagConflictException>(() => Store.Commit(Commit(Key("r1"), first, 2, "stale")));
        await Assert.ThrowsAsync<EtagConflictException>(() => Store.Commit(Commit(Key("r1"), "never given out", 3, "wild")));
        await Assert.ThrowsAsync<EtagConflictException>(() => Store.Commit(Commit(Key("r1"), "*", 3, "wild")));

        var stored = await Store.Load(Key("r1"));
        Assert.Equal((second, 2L), (stored!.Etag, stored.Version));
        Assert.Equal(Json("b"), stored.State.ToArray());
        Assert.Equal([1L, 2L], (await Store.ReadCommits(Key("r1"), 0, 10)).Select(row => row.Version));
    }

    [Fact]
    public async Task An_insert_over_an_existing_entity_is_refused()
    {
        await Store.Commit(Commit(Key("r1"), null, 1, "a"));

        await Assert.ThrowsAsync<EtagConflictException>(() => Store.Commit(Commit(Key("r1"), null, 1, "b")));

        Assert.Equal(Json("a"), (await Store.Load(Key("r1")))!.State.ToArray());
    }

    [Fact]
    public async Task An_update_of_an_entity_that_does_not_exist_is_refused()
    {
        var etag = await Store.Commit(Commit(Key("r1"), null, 1));

        await Assert.ThrowsAsync<EtagConflictException>(() => Store.Commit(Commit(Key("r2"), etag, 2, command: Command("k"))));

        Assert.Null(await Store.Load(Key("r2")));
        Assert.Equal(1, (await Store.Load(Key("r1")))!.Version);
        Assert.Null(await Store.FindCommand(Key("r1"), "k"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_32_racing_writers_exactly_one_wins(bool firstWrite)
    {
        var etag = firstWrite ? null : await Store.Commit(Commit(Key("r1"), null, 1, "before"));
        var version = firstWrite ? 1 : 2;

        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(n => Task.Run(async () =>
        {
            try
            {
                return await Store.Commit(Commit(Key("r1"), etag, version, $"writer {n}", Command($"k{n}")));
            }
            catch (EtagConflictException)
            {
                return null;
            }
        })));

        var winner = Assert.Single(Enumerable.Range(0, 32), n => results[n] is not null);
        var stored = await Store.Load(Key("r1"));
        Assert.Equal(results[winner], stored!.Etag);
        Assert.Equal(Json($"writer {winner}"), stored.State.ToArray());
        Assert.Equal(version, (await Store.ReadCommits(Key("r1"), 0, 100)).Length);
        for (var n = 0; n < 32; n++)
        {
            Assert.Equal(n == winner, await Store.FindCommand(Key("r1"), $"k{n}") is not null);
        }
    }

    [Fact]
    public async Task A_chain_of_racing_writers_loses_no_step()
    {
        await Store.Commit(Commit(Key("r1"), null, 1));
        const int writers = 8;
        const int each = 10;

        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var done = 0; done < each;)
            {
                var stored = await Store.Load(Key("r1"));
                try
                {
                    await Store.Commit(Commit(Key("r1"), stored!.Etag, stored.Version + 1, $"{writer}.{done}"));
                    done++;
                }
                catch (EtagConflictException)
                {
                    // Somebody else was first: read again.
                }
            }
        })));

        var rows = await Store.ReadCommits(Key("r1"), 1, 1000);
        Assert.Equal(Enumerable.Range(2, writers * each).Select(n => (long)n), rows.Select(row => row.Version));
        var steps = rows.Select(row => System.Text.Encoding.UTF8.GetString(row.Content.Span)).ToHashSet();
        Assert.Equal(writers * each, steps.Count);
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(1L)]
    public async Task A_version_that_does_not_rise_is_refused_and_disturbs_nobody(long version)
    {
        var etag = await Store.Commit(Commit(Key("r1"), null, 1));

        var refused = Assert.ThrowsAsync<ArgumentException>(() => Store.Commit(Commit(Key("r1"), etag, version)));
        var other = Store.Commit(Commit(Key("r2"), null, 1));

        await refused;
        await other;
        Assert.Equal(1, (await Store.Load(Key("r1")))!.Version);
    }

    [Fact]
    public async Task Commits_are_read_by_range_oldest_first()
    {
        string? etag = null;
        for (var version = 1; version <= 7; version++)
        {
            etag = await Store.Commit(Commit(Key("r1"), etag, version, $"v{version}"));
            await Store.Commit(Commit(Key($"neighbour-{version}"), null, 1));
        }

        Assert.Equal([1L, 2L, 3L], (await Store.ReadCommits(Key("r1"), 0, 3)).Select(row => row.Version));
        Assert.Equal([4L, 5L, 6L, 7L], (await Store.ReadCommits(Key("r1"), 3, 100)).Select(row => row.Version));
        Assert.Empty(await Store.ReadCommits(Key("r1"), 7, 100));
        Assert.Empty(await Store.ReadCommits(Key("r1"), 0, 0));
        Assert.Equal(7, (await Store.ReadCommits(Key("r1"), -1, 100)).Length);

        var row = Assert.Single(await Store.ReadCommits(Key("r1"), 4, 1));
        var written = Row(5, "v5");
        Assert.Equal((written.FirstSeq, written.LastSeq, written.RecordedAt), (row.FirstSeq, row.LastSeq, row.RecordedAt));
        Assert.Equal(written.Content.ToArray(), row.Content.ToArray());
        Assert.Equal(written.Hash.ToArray(), row.Hash.ToArray());
    }

    [Fact]
    public async Task Everything_is_there_after_a_restart()
    {
        var etag = await Store.Commit(Commit(Key("r1"), null, 1, "a", Command("k1")));
        await Store.AdvanceLanes(new LaneAdvance(Key("r1"), null, Json("delivered"), null));
        await Store.NextCounter("epoch");
        await Store.PutDeadLetter(Letter("e1"));
        var before = await Store.Load(Key("r1"));

        await engine.Close();
        await engine.Open();

        var after = await Store.Load(Key("r1"));
        Assert.Equal(before!.Facts, after!.Facts);
        Assert.Equal((before.Etag, before.DeliveredEtag, before.PendingAt), (after.Etag, after.DeliveredEtag, after.PendingAt));
        Assert.Equal(Json("delivered"), after.Delivered.ToArray());
        Assert.NotNull(await Store.FindCommand(Key("r1"), "k1"));
        Assert.Equal(2, await Store.NextCounter("epoch"));
        Assert.Single(await Store.ReadDeadLetters(Org));
        Assert.Single(await Store.ReadOrganizations());
        await Store.Commit(Commit(Key("r1"), etag, 2, "b"));
    }
}
