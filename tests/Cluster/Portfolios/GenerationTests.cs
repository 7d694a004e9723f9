using SalesGrains.Entities;
using SalesGrains.Entities.Accounts;
using SalesGrains.Entities.Hosting;
using SalesGrains.Organizations;

namespace SalesGrains.Portfolios;

/// <summary>A portfolio that gets more shards: the old generation must not take what the new one will never hear of.</summary>
public sealed class GenerationTests
{
    [Fact]
    public async Task A_shard_whose_silo_has_not_read_the_organisations_for_a_while_reads_them_before_it_takes_facts()
    {
        await using var sales = await SalesCluster.Start(Options(TimeSpan.Zero));
        await sales.Portfolio().Post([Shards.Facts("a")]);
        await TellNobody(sales, generation: 2);

        await Assert.ThrowsAsync<OldGenerationException>(() => sales.Portfolio().Post([Shards.Facts("a", 2)]));

        await sales.Portfolio(generation: 2).Post([Shards.Facts("a", 2)]);
        Assert.Equal(2, sales.Service<IOrganizationDirectory>().Peek(SalesCluster.Org)!.Stored.Generation);
    }

    [Fact]
    public async Task Within_the_lease_a_shard_takes_facts_without_reading()
    {
        await using var sales = await SalesCluster.Start(Options(TimeSpan.FromHours(1)));
        await sales.Portfolio().Post([Shards.Facts("a")]);
        await TellNobody(sales, generation: 2);

        await sales.Portfolio().Post([Shards.Facts("a", 2)]);

        Assert.True(new PortfolioOptions() is var usual && usual.GenerationLease < usual.FirstRescan);
        Assert.Equal(1, sales.Service<IOrganizationDirectory>().Peek(SalesCluster.Org)!.Stored.Generation);
    }

    [Fact]
    public async Task An_entity_whose_facts_an_old_shard_refuses_finds_the_new_one()
    {
        await using var accounts = await TestAccounts.Start(Options(TimeSpan.Zero));
        var due = await accounts.PlanWake("a", TimeSpan.FromHours(1));
        await TellNobody(accounts.Sales, generation: 2);

        await accounts.Do("a", new Note("x"));
        await accounts.Sales.Settled();

        Assert.Equal(new DueEntry(due, TestAccounts.Key("a")), await accounts.Sales.Portfolio(generation: 2).NextDue());
        await accounts.Sales.Portfolio(generation: 2).Ping();
        accounts.Sales.Clock.SetUtcNow(due);
        await accounts.Sales.Portfolio(generation: 2).Ping();
        await accounts.Eventually("a", view => view.Log.Contains($"woke {due:O}"), "the new generation to wake it");
    }

    private static SalesClusterOptions Options(TimeSpan lease) => Shards.AwakeBy(more: silo =>
    {
        silo.Configure<EntityOptions>(entities => entities.DirectoryEvery = TimeSpan.FromDays(1));
        silo.Configure<PortfolioOptions>(portfolio => portfolio.GenerationLease = lease);
    });

    private static async Task TellNobody(SalesCluster sales, int generation)
    {
        var stored = (await sales.Store.ReadOrganizations()).Single();
        await sales.Store.PutOrganization(stored with { Generation = generation }, stored.Etag);
    }
}
