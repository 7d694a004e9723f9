using SalesGrains.Entities;
using SalesGrains.Entities.Accounts;

namespace SalesGrains.Portfolios;

public sealed class SiloLossTests
{
    [Fact]
    public async Task A_shard_lost_with_its_silo_is_back_on_another_with_its_alarms_and_rows()
    {
        await using var accounts = await TestAccounts.Start(Shards.AwakeBy(timer: true, pinger: true, silos: 2));
        var sales = accounts.Sales;
        var due = await accounts.PlanWake("a", TimeSpan.FromHours(1));
        await sales.Settled();
        await Shards.Commit(sales.Store, Shards.Facts("k1"));
        await sales.Portfolio().Post([Shards.Facts("k1")]);

        // A silo that dies takes with it what it had not told anybody: whether it held the shard or the account, or both, does not matter.
        Assert.True(sales.Cluster.TryGetGrainContext(Shards.Id(), out var context));
        var host = sales.Cluster.GetSiloForAddress(context.Address.SiloAddress!)!;
        await sales.Cluster.KillSiloAsync(host);
        sales.Clock.SetUtcNow(due);

        await accounts.Woke("a", due);
        Assert.Equal("k1", Assert.Single(await TestAccounts.Retry(sales.Nodes)).ContractId);
        Assert.True(sales.Cluster.TryGetGrainContext(Shards.Id(), out var moved));
        Assert.NotEqual(host.SiloAddress, moved.Address.SiloAddress);
    }
}
