using SalesGrains.Conformance.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using static SalesGrains.Conformance.Entities.StoreSamples;

namespace SalesGrains.Conformance.Entities;

public abstract partial class EntityStoreConformance
{
    [Fact]
    public async Task A_command_key_is_read_back_with_the_first_answer()
    {
        var refused = new CommandOutcome(1, new Rejection("terms.shares-not-whole", "/terms/2").With("sum", "99.5 %"));
        await Store.Commit(Commit(Key("r1"), null, 1, command: Command("k1", Start.AddTicks(3), refused)));

        var found = await Store.FindCommand(Key("r1"), "k1");

        Assert.Equal(("k1", "fingerprint-of-k1", Start.AddTicks(3)), (found!.CommandKey, found.Fingerprint, found.RecordedAt));
        Assert.Equal((1L, "terms.shares-not-whole", "/terms/2"), (found.Outcome.Version, found.Outcome.Rejection!.Code, found.Outcome.Rejection.Field));
        Assert.Equal("99.5 %", found.Outcome.Rejection.Values!["sum"]);
        Assert.Null(await Store.FindCommand(Key("r1"), "K1"));
        Assert.Null(await Store.FindCommand(Key("r2"), "k1"));
    }

    [Fact]
    public async Task A_key_that_is_taken_refuses_the_whole_commit()
    {
        var first = await Store.Commit(Commit(Key("r1"), null, 1, "a", Command("k1")));
        var second = await Store.Commit(Commit(Key("r1"), first, 2, "b", Command("k2")));

        await Assert.ThrowsAsync<CommandKeyTakenException>(() => Store.Commit(Commit(Key("r1"), second, 3, "c", Command("k1"))));

        var stored = await Store.Load(Key("r1"));
        Assert.Equal((second, 2L), (stored!.Etag, stored.Version));
        Assert.Equal(2, (await Store.ReadCommits(Key("r1"), 0, 10)).Length);
        Assert.Equal(1, (await Store.FindCommand(Key("r1"), "k1"))!.Outcome.Version);
    }

    [Fact]
    public async Task A_commit_with_a_stale_etag_leaves_no_key_behind()
    {
        var first = await Store.Commit(Commit(Key("r1"), null, 1));
        await Store.Commit(Commit(Key("r1"), first, 2));

        await Assert.ThrowsAsync<EtagConflictException>(() => Store.Commit(Commit(Key("r1"), first, 2, command: Command("k"))));

        Assert.Null(await Store.FindCommand(Key("r1"), "k"));
    }

    [Fact]
    public async Task The_same_key_in_two_entities_is_two_keys()
    {
        await Store.Commit(Commit(Key("r1"), null, 1, command: Command("k")));
        await Store.Commit(Commit(Key("r2"), null, 1, command: Command("k")));

        Assert.NotNull(await Store.FindCommand(Key("r1"), "k"));
        Assert.NotNull(await Store.FindCommand(Key("r2"), "k"));
    }

    [Fact]
    public async Task One_key_in_32_racing_commits_takes_effect_once()
    {
        var etag = await Store.Commit(Commit(Key("r1"), null, 1));

        var written = await Task.WhenAll(Enumerable.Range(0, 32).Select(n => Task.Run(async () =>
        {
            var now = etag;
            var version = 1L;
            while (true)
            {
                try
                {
                    await Store.Commit(Commit(Key("r1"), now, version + 1, $"writer {n}", Command("once")));
                    return true;
                }
                catch (CommandKeyTakenException)
                {
                    return false;
                }
                catch (EtagConflictException)
                {
                    if (await Store.FindCommand(Key("r1"), "once") is not null)
                    {
                        return false;
                    }

                    var stored = await Store.Load(Key("r1"));
                    (now, version) = (stored!.Etag, stored.Version);
                }
            }
        })));

        Assert.Single(written, true);
        Assert.Equal(2, (await Store.Load(Key("r1")))!.Version);
    }

    [Fact]
    public async Task A_refused_commit_does_not_disturb_those_written_with_it()
    {
        var stale = await Store.Commit(Commit(Key("r0"), null, 1));
        await Store.Commit(Commit(Key("r0"), stale, 2, command: Command("taken")));
        var current = (await Store.Load(Key("r0")))!.Etag;

        var good = Enumerable.Range(1, 200).Select(n => Store.Commit(Commit(Key($"r{n}"), null, 1, command: Command("k")))).ToList();
        var bad = Enumerable.Range(1, 50).Select(n => n % 2 == 0
            ? (Task)Assert.ThrowsAsync<EtagConflictException>(() => Store.Commit(Commit(Key("r0"), stale, 3, command: Command($"s{n}"))))
            : Assert.ThrowsAsync<CommandKeyTakenException>(() => Store.Commit(Commit(Key("r0"), current, 3, command: Command("taken"))))).ToList();
        good.AddRange(Enumerable.Range(201, 200).Select(n => Store.Commit(Commit(Key($"r{n}"), null, 1, command: Command("k")))));

        await Task.WhenAll(good);
        await Task.WhenAll(bad);
        for (var n = 1; n <= 400; n++)
        {
            Assert.Equal(1, (await Store.Load(Key($"r{n}")))!.Version);
        }

        Assert.Equal(2, (await Store.Load(Key("r0")))!.Version);
        Assert.Null(await Store.FindCommand(Key("r0"), "s2"));
    }

    [Theory]
    [InlineData(44)]
    [InlineData(46)]
    public async Task A_key_is_still_found_around_the_day_on_which_it_expires(int days)
    {
        await Store.Commit(Commit(Key("r1"), null, 1, command: Command("k")));

        Time.Advance(TimeSpan.FromDays(days));

        Assert.NotNull(await Store.FindCommand(Key("r1"), "k"));
    }

    [Fact]
    public async Task Keys_long_expired_are_purged_and_newer_ones_stay()
    {
        string? etag = null;
        for (var n = 1; n <= 600; n++)
        {
            etag = await Store.Commit(Commit(Key("r1"), etag, n, command: Command($"old-{n}", Time.GetUtcNow())));
        }

        Time.Advance(TimeSpan.FromDays(30));
        await Store.Commit(Commit(Key("r1"), etag, 601, command: Command("newer", Time.GetUtcNow())));
        Time.Advance(TimeSpan.FromDays(31));

        await Wait.Until(async () =>
        {
            Time.Advance(TimeSpan.FromMinutes(1));
            return await Store.FindCommand(Key("r1"), "old-1") is null && await Store.FindCommand(Key("r1"), "old-600") is null;
        }, TimeSpan.FromSeconds(30), "expired keys to be purged");
        Assert.NotNull(await Store.FindCommand(Key("r1"), "newer"));
        Assert.Equal(601, (await Store.Load(Key("r1")))!.Version);
    }
}
