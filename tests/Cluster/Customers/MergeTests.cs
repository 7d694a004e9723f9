using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Entities.Accounts;
using SalesGrains.Identities;

namespace SalesGrains.Customers;

/// <summary>Merging on real silos (X10): through the loss of every silo one customer is left, with all that both had.</summary>
public sealed class MergeTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    [Fact]
    public async Task A_silo_that_dies_right_after_the_answer_leaves_one_customer_with_every_fen_contract_and_number()
    {
        var (sales, deals) = await Deals.Start(Day, hour: 10, silos: 2);
        await using var _ = sales;
        var winner = sales.Grains.GetGrain<ICustomerGrain>($"{SalesCluster.Org}|cust-2");
        Assert.Null((await winner.Execute(new(new CreateCustomer(new() { Name = "苏州恒岳精密", Tier = "A", RepId = "rep-1" }), deals.Meta()))).Rejection);
        await deals.Do(new UpdateCustomer(new() { Name = "苏州恒岳", Tier = "A", RepId = "rep-1", Contacts = [new() { Name = "王敏", Phone = "138 0000 0001" }] }));
        await deals.Sign("c-1", Day, Deals.DueOn(Day.AddDays(20), 100));
        await deals.Receive("r-1", "1300.00", "c-1");
        await sales.Settled();
        var (meta, merge) = (deals.Meta(), new MergeCustomer("cust-2"));
        Assert.Null((await deals.Buyer.Execute(new(merge, meta))).Rejection);

        foreach (var silo in sales.Cluster.Silos.ToList())
        {
            await sales.Cluster.KillSiloAsync(silo);
            await sales.Cluster.StartAdditionalSiloAsync();
        }

        await SalesCluster.Eventually(async () => (await deals.Contract()).CustomerId == "cust-2", "the contract to know whose it is");
        await sales.Settled();
        var (one, other) = ((await winner.Get())!, await deals.Money());
        Assert.Equal(("300.00", "1000.00", "0.00", "cust-2"), (one.Credit, one.Receipts.Single().Applied, other.Credit, other.MergedInto));
        var key = IdentityKeys.Of(SalesCluster.Org, IdentityKeys.Phone, "13800000001")!.Value;
        Assert.Equal("cust-2", (await sales.Grains.GetGrain<IIdentityGrain>(key.GrainKey).Get())?.HolderId);
        Assert.Null((await deals.Buyer.Execute(new(merge, meta))).Rejection);
        Assert.Equal(Deals.Customer, Assert.Single((await winner.Get())!.MergedFrom));
    }
}
