using SalesGrains.Entities;
using SalesGrains.Entities.Accounts;

namespace SalesGrains.Portfolios;

public sealed class ReevaluationTests
{
    [Fact]
    public async Task Sleeping_entities_are_evaluated_anew_when_their_facts_are_of_an_older_program()
    {
        await using var accounts = await TestAccounts.Start(Shards.AwakeBy(pinger: true, more: silo =>
            silo.Configure<PortfolioOptions>(portfolio => portfolio.FactsCodes[AccountRules.Kind] = 2)));
        accounts.Program.Definition = AccountRules.Definition with { FactsCode = 1 };
        foreach (var n in Enumerable.Range(0, 40))
        {
            await accounts.Open($"e{n}");
        }

        accounts.Program.Definition = AccountRules.Definition with { FactsCode = 2 };
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => accounts.Sales.Cluster.DeactivateAsync(TestAccounts.Key($"e{n}").GrainId)));
        await accounts.Sales.Cluster.DeactivateAsync(Shards.Id());

        await SalesCluster.Eventually(
            async () =>
            {
                var codes = new List<int>();
                await foreach (var facts in accounts.Store.ScanFacts(SalesCluster.Org, 0))
                {
                    codes.Add(facts.FactsCode);
                }

                return codes.Count == 40 && codes.All(code => code == 2);
            },
            "all facts to be of the new program");
    }

    [Fact]
    public async Task Facts_of_an_older_program_that_come_after_all_rows_were_looked_at_are_made_anew_too()
    {
        await using var accounts = await TestAccounts.Start(Shards.AwakeBy(pinger: true));
        accounts.Program.Definition = AccountRules.Definition with { FactsCode = 1 };
        await accounts.Open("late");
        accounts.Program.Definition = AccountRules.Definition with { FactsCode = 2 };
        await accounts.Open("b");
        await accounts.Open("c");
        await accounts.Sales.Settled();

        // An activation of the older program goes on deciding: its facts come when the newer program's have long been seen.
        await accounts.Do("late", new Note("x"));
        await accounts.Sales.Settled();
        Assert.Equal(1, (await accounts.Store.Load(TestAccounts.Key("late")))!.Facts.FactsCode);
        await accounts.Sales.Cluster.DeactivateAsync(TestAccounts.Key("late").GrainId);

        await SalesCluster.Eventually(
            async () =>
            {
                accounts.Sales.Clock.Advance(TimeSpan.FromSeconds(10));
                return (await accounts.Store.Load(TestAccounts.Key("late")))!.Facts.FactsCode == 2;
            },
            "the late facts to be made anew");
    }
}
