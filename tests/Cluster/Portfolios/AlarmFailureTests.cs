using SalesGrains.Entities;
using SalesGrains.Entities.Accounts;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Portfolios;

public sealed class AlarmFailureTests
{
    [Fact]
    public async Task A_due_moment_whose_rules_fail_becomes_a_dead_letter_and_is_replayed_as_often_as_it_takes()
    {
        await using var accounts = await TestAccounts.Start(Shards.AwakeBy());
        var poison = new Poison(accounts);
        await accounts.Open("bad");
        var due = poison.At = await accounts.PlanWake("bad", TimeSpan.FromHours(1), isOpen: true);
        var other = await accounts.PlanWake("good", TimeSpan.FromMinutes(61));
        await accounts.Sales.Settled();
        accounts.Sales.Clock.SetUtcNow(other);
        await accounts.Sales.Portfolio().Ping();
        await accounts.Woke("good", other);

        var letter = await Letter(accounts);
        Assert.Equal($"{TestAccounts.Key("bad")}@{AccountRules.WakeId(due)}", letter.Id);
        Assert.Contains("These rules fail.", letter.Error, StringComparison.Ordinal);
        Assert.Empty((await accounts.View("bad")).Log);

        // Nothing has been mended: it fails again, and is a letter again.
        Assert.True(await accounts.Grain("bad").ReplayDeadLetter(letter.Id));
        Assert.Empty(await accounts.Store.ReadDeadLetters(SalesCluster.Org));
        var second = await Letter(accounts);
        Assert.Equal($"{letter.Id}~1", second.Id);

        poison.At = default;
        Assert.True(await accounts.Grain("bad").ReplayDeadLetter(second.Id));
        Assert.False(await accounts.Grain("bad").ReplayDeadLetter(second.Id));
        await Later(accounts, async () => (await accounts.View("bad")).Log.Contains($"woke {due:O}"), "the replayed moment");
        Assert.Empty(await accounts.Store.ReadDeadLetters(SalesCluster.Org));
    }

    [Fact]
    public async Task A_due_moment_that_fails_for_good_hides_no_later_one()
    {
        await using var accounts = await TestAccounts.Start(Shards.AwakeBy());
        var poison = new Poison(accounts);
        await accounts.Open("bad");
        var first = poison.At = await accounts.PlanWake("bad", TimeSpan.FromHours(1), isOpen: true);
        var (second, third) = (first.AddHours(1), first.AddDays(3));
        await accounts.Do("bad", new WakeAt([second, third]));
        await accounts.Sales.Settled();

        accounts.Sales.Clock.SetUtcNow(second);
        await accounts.Sales.Portfolio().Ping();
        await accounts.Eventually("bad", view => view.Log.Contains($"woke {second:O}"), "what is due beside it");
        await Letter(accounts);
        Assert.Equal(third, (await accounts.Sales.Portfolio().NextDue())!.At);

        // A person sees to it long after; a shard that starts anew knows from the facts what is next.
        await accounts.Sales.Cluster.DeactivateAsync(Shards.Id());
        accounts.Sales.Clock.SetUtcNow(third);
        await accounts.Sales.Portfolio().Ping();
        await accounts.Eventually("bad", view => view.Log.Length == 2, "what is due later");
        Assert.Equal([$"woke {second:O}", $"woke {third:O}"], (await accounts.View("bad")).Log.AsEnumerable());
        Assert.Single(await accounts.Store.ReadDeadLetters(SalesCluster.Org));
    }

    [Theory]
    [InlineData(0, 1)] // as it is now
    [InlineData(-1, 0)] // as it was before it changed: what it is now has not failed yet
    public async Task Only_what_failed_at_the_version_it_still_has_is_given_up(int since, int letters)
    {
        await using var accounts = await TestAccounts.Start(Shards.AwakeBy());
        var poison = new Poison(accounts);
        await accounts.Open("bad");
        var due = poison.At = await accounts.PlanWake("bad", TimeSpan.FromHours(1), isOpen: true);
        var version = (await accounts.Store.Load(TestAccounts.Key("bad")))!.Version;

        var reply = await accounts.Grain("bad").OnDue(due, giveUp: true, failedAt: version + since);

        Assert.Contains("These rules fail.", reply.Failed, StringComparison.Ordinal);
        Assert.Equal(letters, (await accounts.Store.ReadDeadLetters(SalesCluster.Org)).Length);
    }

    [Fact]
    public async Task An_entity_that_cannot_even_say_what_is_due_is_left_alone_until_a_person_asks()
    {
        await using var accounts = await TestAccounts.Start(Shards.AwakeBy());
        var broken = true;
        accounts.Program.Definition = AccountRules.Definition with
        {
            Due = (account, context) => context.Now >= account.Wakes.DefaultIfEmpty(DateTimeOffset.MaxValue).Min() && Volatile.Read(ref broken)
                ? throw new InvalidOperationException("These rules fail.")
                : AccountRules.Definition.Due(account, context),
        };
        var due = await accounts.PlanWake("bad", TimeSpan.FromHours(1));
        accounts.Sales.Clock.SetUtcNow(due);
        await accounts.Sales.Portfolio().Ping();

        var letter = await Letter(accounts);
        Assert.StartsWith($"{TestAccounts.Key("bad")}@{due:yyyy-MM-ddTHH:mm:ss.fffffff}Z~", letter.Id, StringComparison.Ordinal);
        Assert.False(await accounts.Grain("bad").ReplayDeadLetter(letter.Id));

        Volatile.Write(ref broken, false);
        await accounts.Sales.Portfolio().Retry(TestAccounts.Key("bad"));
        await accounts.Eventually("bad", view => view.Log.Contains($"woke {due:O}"), "the replayed moment");
        Assert.Empty(await accounts.Store.ReadDeadLetters(SalesCluster.Org));
    }

    [Fact]
    public async Task A_clock_that_goes_back_and_forth_wakes_nobody_early_and_nobody_twice()
    {
        await using var accounts = await TestAccounts.Start(Shards.AwakeBy(pinger: true));
        var moment = accounts.Sales.Clock.GetUtcNow();
        await accounts.Sales.PutOrganization((await accounts.Store.ReadOrganizations())[0] with { Clock = new(moment, moment, 1, 1) });
        var due = await accounts.PlanWake("a", TimeSpan.FromHours(1));

        // The fake clock cannot go back, the organisation's can, as a machine's does when it is corrected.
        foreach (var (hours, version) in new[] { (-24.0, 2), (0.99, 3), (-1, 4), (1.01, 5), (-3, 6), (25, 7) })
        {
            await accounts.Sales.PutOrganization((await accounts.Store.ReadOrganizations())[0] with { Clock = new(moment, moment.AddHours(hours), 1, version) });
            await accounts.Sales.Portfolio().Ping();
            var log = (await accounts.View("a")).Log;
            Assert.True(hours > 1 || version > 5 || log.IsEmpty, $"woken early at {hours}");
            if (version == 5)
            {
                await accounts.Woke("a", due);
            }
        }

        await accounts.Woke("a", due);
    }

    private static async Task<DeadLetter> Letter(TestAccounts accounts)
    {
        await Later(accounts, async () => !(await accounts.Store.ReadDeadLetters(SalesCluster.Org)).IsEmpty, "the dead letter");
        return Assert.Single(await accounts.Store.ReadDeadLetters(SalesCluster.Org));
    }

    /// <summary>Waits while time goes by: what fails waits ever longer.</summary>
    private static Task Later(TestAccounts accounts, Func<Task<bool>> condition, string what) => SalesCluster.Eventually(
        async () =>
        {
            accounts.Sales.Clock.Advance(TimeSpan.FromSeconds(31));
            await accounts.Sales.Portfolio().Ping();
            return await condition();
        },
        what);

    /// <summary>A moment at which the accounts' rules fail.</summary>
    private sealed class Poison
    {
        private long at;

        public Poison(TestAccounts accounts) => accounts.Program.Definition = AccountRules.Definition with
        {
            Due = (account, context) => AccountRules.Definition.Due(account, context).Select(item => item.At == At
                ? item with { Do = static () => throw new InvalidOperationException("These rules fail.") }
                : item),
        };

        public DateTimeOffset At
        {
            get => new(Volatile.Read(ref at), TimeSpan.Zero);
            set => Volatile.Write(ref at, value.UtcTicks);
        }
    }
}
