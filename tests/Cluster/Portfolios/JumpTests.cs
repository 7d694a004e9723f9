using SalesGrains.Entities;
using SalesGrains.Entities.Accounts;
using SalesGrains.Organizations;
using SalesGrains.Sandboxes;

namespace SalesGrains.Portfolios;

public sealed class JumpTests
{
    [Fact]
    public async Task In_a_jump_nothing_is_woken_but_what_the_jump_asks_for_by_moment_and_then_by_key()
    {
        await using var accounts = await TestAccounts.Start(Shards.AwakeBy(timer: true, pinger: true));
        var real = accounts.Sales.Clock.GetUtcNow();
        var start = real.AddYears(-1);
        var organization = (await accounts.Store.ReadOrganizations())[0] with { Sandbox = true, Clock = ClockRules.Start(real, start, 1) };
        await accounts.Sales.PutOrganization(organization);
        foreach (var (id, days) in new[] { ("c", 2), ("b", 1), ("a", 2), ("d", 40) })
        {
            await accounts.Open(id);
            await accounts.Do(id, new WakeAt([start.AddDays(days), start.AddDays(days + 50)]));
        }

        await accounts.Sales.Settled();
        var clock = ClockRules.BeginJump(organization.Clock, real);
        await Put(clock);
        var portfolio = accounts.Sales.Portfolio();
        var woken = new List<string>();
        for (var next = await portfolio.NextDue(); next is not null && next.At <= start.AddDays(45);)
        {
            woken.Add($"{next.Key.Id} {(next.At - start).TotalDays:0}");
            await Put(clock = ClockRules.Step(clock, real, next.At));
            Assert.DoesNotContain($"woke {next.At:O}", (await accounts.View(next.Key.Id)).Log);
            next = await portfolio.DispatchDue(next);
        }

        Assert.Equal(["b 1", "a 2", "c 2", "d 40"], woken);
        Assert.Equal(start.AddDays(51), (await portfolio.NextDue())!.At);
        foreach (var id in new[] { "a", "b", "c", "d" })
        {
            Assert.Single((await accounts.View(id)).Log);
        }

        Task Put(OrganizationClock next) => accounts.Sales.PutOrganization(organization with { Clock = next });
    }

    [Fact]
    public async Task A_fast_clock_wakes_what_it_passes()
    {
        await using var accounts = await TestAccounts.Start(Shards.AwakeBy(timer: true));
        var real = accounts.Sales.Clock.GetUtcNow();
        var organization = (await accounts.Store.ReadOrganizations())[0] with { Sandbox = true, Clock = ClockRules.Start(real, real, 17_280) };
        await accounts.Sales.PutOrganization(organization);
        await accounts.Open("a");
        await accounts.Do("a", new WakeAt([real.AddDays(1), real.AddDays(2)]));
        await accounts.Sales.Settled();

        accounts.Sales.Clock.Advance(TimeSpan.FromSeconds(4.9));
        await accounts.Sales.Portfolio().Ping();
        Assert.Empty((await accounts.View("a")).Log);
        accounts.Sales.Clock.Advance(TimeSpan.FromSeconds(0.2));
        await accounts.Eventually("a", view => view.Log.Length == 1, "the first day's moment");
        accounts.Sales.Clock.Advance(TimeSpan.FromSeconds(5));
        await accounts.Eventually("a", view => view.Log.Length == 2, "the second day's moment");
    }
}
