using System.Collections.Immutable;
using SalesGrains.Entities.Accounts;
using SalesGrains.Entities.Chains;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Entities.Faults;

/// <summary>K03: the store fails in every way at every write; no refused command is ever visible, a retry gets the first answer.</summary>
public sealed class StoreFaultTests
{
    private const int Writes = 200;

    public static TheoryData<StoreFault, int> Faults()
    {
        var data = new TheoryData<StoreFault, int>();
        foreach (var fault in Enum.GetValues<StoreFault>().Where(one => one != StoreFault.None))
        {
            for (var phase = 0; phase < 3; phase++)
            {
                data.Add(fault, phase);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Every_write_may_fail_and_every_answer_stands(StoreFault fault, int phase)
    {
        await using var accounts = await TestAccounts.Start(new()
        {
            Entities = entities => entities.StoreTimeout = TimeSpan.FromMilliseconds(150),
        });
        accounts.Store.ThrottleDelay = TimeSpan.FromMilliseconds(10);
        var writes = 0;
        accounts.Store.Plan = call => call.Operation is nameof(IEntityStore.Commit) or nameof(IEntityStore.AdvanceLanes)
            && Interlocked.Increment(ref writes) is var n && n <= Writes && n % 3 == phase ? fault : StoreFault.None;

        await accounts.Open("a", 1000);
        await accounts.Open("b", 0);
        var sent = 0;
        for (var step = 0; Volatile.Read(ref writes) < Writes || sent < 10; step++)
        {
            var expected = 1000 - sent;
            if (step % 3 == 2)
            {
                var refused = await accounts.Do("a", new SendMoney(["b"], 100_000), $"refused{step}");
                Assert.Equal("account.short", refused.Rejection?.Code);
            }
            else
            {
                var first = await accounts.Do("a", new SendMoney(["b"], 1), $"send{step}");
                var again = await accounts.Do("a", new SendMoney(["b"], 1), $"send{step}");
                Assert.True(first.Accepted);
                Assert.Equal((first.Version, true), (again.Version, again.Repeated));
                sent++;
                expected--;
            }

            Assert.Equal(expected, (await accounts.View("a")).Balance);
        }

        // What hung for so long takes place now, long after others wrote: it must be refused.
        accounts.Store.Release();
        await accounts.Sales.Settled();

        Assert.True(accounts.Store.Injected.Count >= Writes / 3, $"only {accounts.Store.Injected.Count} faults");
        Assert.Equal(1000 - sent, (await accounts.View("a")).Balance);
        var b = await accounts.View("b");
        Assert.Equal(sent, b.Balance);
        Assert.Equal(sent, b.Log.Distinct().Count());
        var commits = await accounts.Commits("a");
        Assert.Null(Chains.ChainRules.Verify(commits, (await accounts.Store.Load(TestAccounts.Key("a")))!.LastHash));
    }

    [Fact]
    public async Task A_caller_is_told_unknown_not_failed()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a");
        accounts.Store.Next(nameof(IEntityStore.Commit), StoreFault.FailAfter);
        var command = TestAccounts.Command(new Note("once"), "k");

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => accounts.Grain("a").Execute(command));
        var retried = await accounts.Do("a", new Note("once"), "k");

        Assert.Equal((2L, true), (retried.Version, retried.Repeated));
        Assert.Equal("once", Assert.Single((await accounts.View("a")).Log));
    }

    [Fact]
    public async Task One_conflict_is_decided_anew_a_second_one_is_unknown()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a");
        accounts.Store.Next(nameof(IEntityStore.Commit), StoreFault.RefuseEtag);
        var once = await accounts.Grain("a").Execute(TestAccounts.Command(new Note("1"), "c1"));
        accounts.Store.Next(nameof(IEntityStore.Commit), StoreFault.RefuseEtag, StoreFault.RefuseEtag);

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => accounts.Grain("a").Execute(TestAccounts.Command(new Note("2"), "c2")));

        Assert.Equal(2, once.Version);
        Assert.Equal("1", Assert.Single((await accounts.View("a")).Log));
    }

    [Fact]
    public async Task Two_activations_of_one_entity_do_not_overwrite_each_other()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a", 100);

        // A second writer, as a silo that was thought dead would be: it writes behind this activation's back.
        var twin = await Twin.Write(accounts, "a", new Noted("twin"));
        var outcome = await accounts.Do("a", new Note("ours"));

        Assert.Equal(2, twin);
        Assert.Equal(3, outcome.Version);
        Assert.Equal(["twin", "ours"], (await accounts.View("a")).Log.ToArray());
    }

    [Fact]
    public async Task A_view_finds_what_another_activation_has_made()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a", 100);
        Assert.False((await accounts.View("b")).Exists);

        await Twin.Copy(accounts, "a", "b");

        Assert.Equal(100, (await accounts.View("b")).Balance);
    }

    [Theory]
    [InlineData(2, 30, "twin")]
    [InlineData(2, 0, "")] // settled: one activation is left, which answers from memory
    [InlineData(1, 30, "")] // always alone: there is no other
    public async Task A_view_shows_what_another_activation_has_written_while_silos_come_and_go(int silos, int seconds, string log)
    {
        await using var accounts = await TestAccounts.Start(new()
        {
            Silos = (short)silos, Entities = options => options.SilosSettleAfter = TimeSpan.FromSeconds(seconds),
        });
        await accounts.Open("a", 100);
        await accounts.View("a");

        await Twin.Write(accounts, "a", new Noted("twin"));

        Assert.Equal(log, string.Join(' ', (await accounts.View("a")).Log));
    }

    [Fact]
    public async Task An_answer_without_a_commit_comes_from_what_is_stored_not_from_memory()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("a", 100);
        var moment = accounts.Sales.Clock.GetUtcNow().AddMinutes(5);
        Assert.Null((await accounts.Grain("a").OnDue(moment)).Facts!.NextDue);

        await Twin.Write(accounts, "a", new WakePlanned(moment));
        var facts = (await accounts.Grain("a").OnDue(moment)).Facts;

        Assert.Equal(3, facts!.Version);
        Assert.Equal($"woke {moment:O}", Assert.Single((await accounts.View("a")).Log));
    }

    [Fact]
    public async Task A_gap_is_refused_from_what_is_stored_and_the_source_sends_from_there()
    {
        await using var accounts = await TestAccounts.Start();
        await accounts.Open("b", 0);
        var source = TestAccounts.Key("elsewhere");
        LaneItem Item(long number) => new(
            number, $"e{number}", """{"effect":"test-money","amount":1}""", Actor.System("test"), accounts.Sales.Clock.GetUtcNow());

        var first = await accounts.Grain("b").Deliver(new(source, 0, [Item(1), Item(2)]));
        var gap = await accounts.Grain("b").Deliver(new(source, 0, [Item(4)]));
        var repeat = await accounts.Grain("b").Deliver(new(source, 0, [Item(2), Item(3)]));

        Assert.Equal((2L, 2L, 3L), (first.Last, gap.Last, repeat.Last));
        Assert.Equal(3, (await accounts.View("b")).Balance);
    }
}
