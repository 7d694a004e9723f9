using System.Collections.Concurrent;
using SalesGrains.Entities;

namespace SalesGrains.Portfolios;

public sealed class AlarmTests
{
    [Fact]
    public async Task A_grain_timer_alone_fires_an_alarm_at_its_moment_and_not_before()
    {
        await using var accounts = await Accounts.Start(Shards.AwakeBy(timer: true));
        var due = await PlanWake(accounts, "a", TimeSpan.FromDays(3));

        accounts.Sales.Clock.SetUtcNow(due - TimeSpan.FromTicks(1));
        await accounts.Sales.Portfolio().NextDue();
        Assert.Empty((await accounts.View("a")).Log);

        // The shard looks once a second and aims a millisecond late: neither a test's patience nor luck is needed.
        accounts.Sales.Clock.Advance(TimeSpan.FromMilliseconds(2));
        await Woke(accounts, "a", due);
    }

    [Fact]
    public async Task A_durable_reminder_alone_fires_an_alarm()
    {
        await using var accounts = await Accounts.Start(Shards.AwakeBy(reminder: true));
        var due = await PlanWake(accounts, "a", TimeSpan.FromDays(3));
        await SalesCluster.Eventually(
            async () => (await accounts.Sales.Service<IReminderTable>().ReadRows(Shards.Id())).Reminders.Count == 1, "the reminder to be registered");
        await accounts.Sales.Cluster.DeactivateAsync(Shards.Id());
        accounts.Sales.Clock.SetUtcNow(due);

        // The runtime handles a tick in its own time: the clock goes on until it has.
        await SalesCluster.Eventually(
            async () =>
            {
                accounts.Sales.Clock.Advance(TimeSpan.FromSeconds(5));
                return !(await accounts.View("a")).Log.IsEmpty;
            },
            "the reminder to tick");
        await Woke(accounts, "a", due);
    }

    [Fact]
    public async Task A_pinger_alone_fires_an_alarm()
    {
        await using var accounts = await Accounts.Start(Shards.AwakeBy(pinger: true));
        var due = await PlanWake(accounts, "a", TimeSpan.FromDays(3));
        await accounts.Sales.Cluster.DeactivateAsync(Shards.Id());

        accounts.Sales.Clock.SetUtcNow(due);

        await Woke(accounts, "a", due);
    }

    [Fact]
    public async Task With_none_of_the_three_an_alarm_waits_for_the_next_call()
    {
        await using var accounts = await Accounts.Start(Shards.AwakeBy());
        var due = await PlanWake(accounts, "a", TimeSpan.FromDays(3));
        for (var minutes = 0; minutes < 10; minutes++)
        {
            accounts.Sales.Clock.SetUtcNow(due.AddMinutes(minutes));
            Assert.Empty((await accounts.View("a")).Log);
        }

        await accounts.Sales.Portfolio().Ping();
        await Woke(accounts, "a", due);
    }

    [Fact]
    public async Task A_silo_that_was_down_across_the_moment_makes_up_for_it_once_when_it_is_back()
    {
        await using var accounts = await Accounts.Start();
        var due = await PlanWake(accounts, "a", TimeSpan.FromHours(1));
        await PlanWake(accounts, "b", TimeSpan.FromHours(2));
        await accounts.Sales.Settled();
        await accounts.Sales.Cluster.StopAllSilosAsync();
        accounts.Sales.Clock.Advance(TimeSpan.FromHours(5));

        await accounts.Sales.Cluster.StartAdditionalSiloAsync();
        await accounts.Sales.Cluster.InitializeClientAsync();

        // The clock stands still: what is made up for is made up for at once.
        await Woke(accounts, "a", due);
        await Woke(accounts, "b", due.AddHours(1));
        for (var minutes = 0; minutes < 5; minutes++)
        {
            accounts.Sales.Clock.Advance(TimeSpan.FromMinutes(1));
            await accounts.Sales.Portfolio().Ping();
        }

        await Woke(accounts, "a", due);
    }

    [Fact]
    public async Task Three_hundred_that_are_due_at_once_are_woken_at_most_32_at_a_time_and_once_each()
    {
        var watch = new CallWatch();
        await using var accounts = await Accounts.Start(Shards.AwakeBy(timer: true, more: silo => silo.AddIncomingGrainCallFilter(watch.Invoke)));
        var due = accounts.Sales.Clock.GetUtcNow().AddHours(1);
        await Task.WhenAll(Enumerable.Range(0, 300).Select(async n =>
        {
            await accounts.Open($"e{n}");
            await accounts.Do($"e{n}", new WakeAt([due]));
        }));
        await accounts.Sales.Settled();

        accounts.Sales.Clock.SetUtcNow(due.AddSeconds(1));
        await SalesCluster.Eventually(async () => await accounts.Sales.Portfolio().NextDue() is null, "all of them to be woken");

        Assert.Equal(300, watch.Calls.Count);
        Assert.All(watch.Calls.Values, calls => Assert.Equal(1, calls));
        Assert.InRange(watch.Most, 2, 32);
    }

    [Fact]
    public async Task A_row_whose_rules_fail_steps_aside_becomes_a_dead_letter_and_is_replayed()
    {
        await using var accounts = await Accounts.Start(Shards.AwakeBy());
        var broken = true;
        accounts.Program.Definition = AccountRules.Definition with
        {
            Due = (account, context) => account.Log.Contains("poison") && Volatile.Read(ref broken)
                ? throw new InvalidOperationException("These rules fail.")
                : AccountRules.Definition.Due(account, context),
        };
        await accounts.Open("bad");
        await accounts.Do("bad", new Note("poison"));
        var due = await PlanWake(accounts, "bad", TimeSpan.FromHours(1), isOpen: true);
        await PlanWake(accounts, "good", TimeSpan.FromHours(1));
        await accounts.Sales.Settled();
        accounts.Sales.Clock.SetUtcNow(due);
        await accounts.Sales.Portfolio().Ping();
        await Woke(accounts, "good", due);

        await SalesCluster.Eventually(
            async () =>
            {
                accounts.Sales.Clock.Advance(TimeSpan.FromSeconds(31));
                await accounts.Sales.Portfolio().Ping();
                return !(await accounts.Store.ReadDeadLetters(SalesCluster.Org)).IsEmpty;
            },
            "the dead letter");
        var letter = Assert.Single(await accounts.Store.ReadDeadLetters(SalesCluster.Org));
        Assert.Equal($"{Accounts.Key("bad")}@{due:yyyy-MM-ddTHH:mm:ss.fffffff}Z", letter.Id);
        Assert.Contains("These rules fail.", letter.Error, StringComparison.Ordinal);
        Assert.Equal("poison", Assert.Single((await accounts.View("bad")).Log));

        Volatile.Write(ref broken, false);
        await accounts.Sales.Portfolio().Retry(Accounts.Key("bad"));
        await accounts.Eventually("bad", view => view.Log.Contains($"woke {due:O}"), "the replayed moment");
        Assert.Empty(await accounts.Store.ReadDeadLetters(SalesCluster.Org));
    }

    [Fact]
    public async Task A_clock_that_goes_back_and_forth_wakes_nobody_early_and_nobody_twice()
    {
        await using var accounts = await Accounts.Start(Shards.AwakeBy(pinger: true));
        var moment = accounts.Sales.Clock.GetUtcNow();
        await accounts.Sales.PutOrganization((await accounts.Store.ReadOrganizations())[0] with { Clock = new(moment, moment, 1, 1) });
        var due = await PlanWake(accounts, "a", TimeSpan.FromHours(1));

        // The fake clock cannot go back, the organisation's can, as a machine's does when it is corrected.
        foreach (var (hours, version) in new[] { (-24.0, 2), (0.99, 3), (-1, 4), (1.01, 5), (-3, 6), (25, 7) })
        {
            await accounts.Sales.PutOrganization((await accounts.Store.ReadOrganizations())[0] with { Clock = new(moment, moment.AddHours(hours), 1, version) });
            await accounts.Sales.Portfolio().Ping();
            var log = (await accounts.View("a")).Log;
            Assert.True(hours > 1 || version > 5 || log.IsEmpty, $"woken early at {hours}");
            if (version == 5)
            {
                await Woke(accounts, "a", due);
            }
        }

        await Woke(accounts, "a", due);
    }

    private static async Task<DateTimeOffset> PlanWake(Accounts accounts, string id, TimeSpan after, bool isOpen = false)
    {
        if (!isOpen)
        {
            await accounts.Open(id);
        }

        var due = accounts.Sales.Clock.GetUtcNow() + after;
        var outcome = await accounts.Do(id, new WakeAt([due]));
        await SalesCluster.Eventually(() => accounts.Grain(id).Viewed(outcome.Version), "the portfolio to know the alarm");
        return due;
    }

    private static async Task Woke(Accounts accounts, string id, DateTimeOffset due)
    {
        await accounts.Eventually(id, view => !view.Log.IsEmpty, $"{id} to be woken");
        Assert.Equal([$"woke {due:O}"], (await accounts.View(id)).Log.AsEnumerable());
    }

    /// <summary>Counts how many entities are being woken at once.</summary>
    private sealed class CallWatch
    {
        private int now;

        public ConcurrentDictionary<string, int> Calls { get; } = new();

        public int Most { get; private set; }

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.MethodName != nameof(IEntityGrain.OnDue))
            {
                await context.Invoke();
                return;
            }

            Calls.AddOrUpdate(context.TargetId.ToString(), 1, static (_, calls) => calls + 1);
            var many = Interlocked.Increment(ref now);
            lock (Calls)
            {
                Most = Math.Max(Most, many);
            }

            await context.Invoke();
            Interlocked.Decrement(ref now);
        }
    }
}
