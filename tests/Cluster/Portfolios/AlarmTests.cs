using SalesGrains.Entities;
using SalesGrains.Entities.Accounts;

namespace SalesGrains.Portfolios;

public sealed class AlarmTests
{
    [Fact]
    public async Task A_grain_timer_alone_fires_an_alarm_at_its_moment_and_not_before()
    {
        await using var accounts = await TestAccounts.Start(Shards.AwakeBy(timer: true));
        var due = await accounts.PlanWake("a", TimeSpan.FromDays(3));

        accounts.Sales.Clock.SetUtcNow(due - TimeSpan.FromTicks(1));
        await accounts.Sales.Portfolio().NextDue();
        Assert.Empty((await accounts.View("a")).Log);

        // The shard looks once a second and aims a millisecond late: neither a test's patience nor luck is needed.
        accounts.Sales.Clock.Advance(TimeSpan.FromMilliseconds(2));
        await accounts.Woke("a", due);
    }

    [Fact]
    public async Task A_durable_reminder_alone_fires_an_alarm()
    {
        await using var accounts = await TestAccounts.Start(Shards.AwakeBy(reminder: true));
        var due = await accounts.PlanWake("a", TimeSpan.FromDays(3));
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
        await accounts.Woke("a", due);
    }

    [Fact]
    public async Task A_pinger_alone_fires_an_alarm()
    {
        await using var accounts = await TestAccounts.Start(Shards.AwakeBy(pinger: true));
        var due = await accounts.PlanWake("a", TimeSpan.FromDays(3));
        await accounts.Sales.Cluster.DeactivateAsync(Shards.Id());

        accounts.Sales.Clock.SetUtcNow(due);

        await accounts.Woke("a", due);
    }

    [Fact]
    public async Task With_none_of_the_three_an_alarm_waits_for_the_next_call()
    {
        await using var accounts = await TestAccounts.Start(Shards.AwakeBy());
        var due = await accounts.PlanWake("a", TimeSpan.FromDays(3));
        for (var minutes = 0; minutes < 10; minutes++)
        {
            accounts.Sales.Clock.SetUtcNow(due.AddMinutes(minutes));
            Assert.Empty((await accounts.View("a")).Log);
        }

        await accounts.Sales.Portfolio().Ping();
        await accounts.Woke("a", due);
    }

    [Fact]
    public async Task A_silo_that_was_down_across_the_moment_makes_up_for_it_once_when_it_is_back()
    {
        await using var accounts = await TestAccounts.Start();
        var due = await accounts.PlanWake("a", TimeSpan.FromHours(1));
        await accounts.PlanWake("b", TimeSpan.FromHours(2));
        await accounts.Sales.Settled();
        await accounts.Sales.Cluster.StopAllSilosAsync();
        accounts.Sales.Clock.Advance(TimeSpan.FromHours(5));

        await accounts.Sales.Cluster.StartAdditionalSiloAsync();
        await accounts.Sales.Cluster.InitializeClientAsync();

        // The clock stands still: what is made up for is made up for at once.
        await accounts.Woke("a", due);
        await accounts.Woke("b", due.AddHours(1));
        for (var minutes = 0; minutes < 5; minutes++)
        {
            accounts.Sales.Clock.Advance(TimeSpan.FromMinutes(1));
            await accounts.Sales.Portfolio().Ping();
        }

        await accounts.Woke("a", due);
    }

    [Fact]
    public async Task Three_hundred_that_are_due_at_once_are_woken_at_most_32_at_a_time_and_once_each()
    {
        var watch = new CallWatch();
        await using var accounts = await TestAccounts.Start(Shards.AwakeBy(timer: true, more: silo => silo.AddIncomingGrainCallFilter(watch.Invoke)));
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
}
