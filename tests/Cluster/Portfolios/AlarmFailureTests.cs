using SalesGrains.Entities;

namespace SalesGrains.Portfolios;

public sealed class AlarmFailureTests
{
    [Fact]
    public async Task A_row_whose_rules_fail_steps_aside_becomes_a_dead_letter_and_is_replayed()
    {
        await using var accounts = await TestAccounts.Start(Shards.AwakeBy());
        var broken = true;
        accounts.Program.Definition = AccountRules.Definition with
        {
            Due = (account, context) => account.Log.Contains("poison") && Volatile.Read(ref broken)
                ? throw new InvalidOperationException("These rules fail.")
                : AccountRules.Definition.Due(account, context),
        };
        await accounts.Open("bad");
        await accounts.Do("bad", new Note("poison"));
        var due = await accounts.PlanWake("bad", TimeSpan.FromHours(1), isOpen: true);
        await accounts.PlanWake("good", TimeSpan.FromHours(1));
        await accounts.Sales.Settled();
        accounts.Sales.Clock.SetUtcNow(due);
        await accounts.Sales.Portfolio().Ping();
        await accounts.Woke("good", due);

        await SalesCluster.Eventually(
            async () =>
            {
                accounts.Sales.Clock.Advance(TimeSpan.FromSeconds(31));
                await accounts.Sales.Portfolio().Ping();
                return !(await accounts.Store.ReadDeadLetters(SalesCluster.Org)).IsEmpty;
            },
            "the dead letter");
        var letter = Assert.Single(await accounts.Store.ReadDeadLetters(SalesCluster.Org));
        Assert.Equal($"{TestAccounts.Key("bad")}@{due:yyyy-MM-ddTHH:mm:ss.fffffff}Z", letter.Id);
        Assert.Contains("These rules fail.", letter.Error, StringComparison.Ordinal);
        Assert.Equal("poison", Assert.Single((await accounts.View("bad")).Log));

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
}
