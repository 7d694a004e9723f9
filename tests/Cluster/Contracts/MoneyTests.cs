using SalesGrains.Customers;
using SalesGrains.Entities.Accounts;

namespace SalesGrains.Contracts;

/// <summary>Receipts end to end (X22): the customer takes the money, its contracts answer, no fen is lost.</summary>
public sealed class MoneyTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task A_receipt_pays_the_oldest_node_partly_then_over_and_is_reversed()
    {
        var (sales, deals) = await Deals.Start(Today);
        await using var _ = sales;
        await deals.Sign("c-1", Today, Deals.DueOn(Today.AddDays(40), 30), Deals.DueOn(Today.AddDays(20), 70));

        await deals.Receive("r-1", "500.00");
        await sales.Settled();
        Assert.Equal(("0.00", "500.00"), ((await deals.Node(1)).Paid, (await deals.Node(2)).Paid));
        Assert.True((await deals.Node(2)).PartlyPaid);
        await deals.Receive("r-2", "800.00");
        await sales.Settled();
        Assert.Equal(("300.00", "700.00"), ((await deals.Node(1)).Paid, (await deals.Node(2)).Paid));
        Assert.Equal("300.00", (await deals.Money()).Credit);
        Assert.Equal("settled", (await deals.Node(1)).Status);

        await deals.Do(new ReverseReceipt("r-1", "退票"));
        await sales.Settled();

        Assert.Equal("500.00", (await deals.Contract()).Open);
        var money = await deals.Money();
        Assert.Equal("300.00", money.Credit);
        Assert.Equal(["500.00", "0.00"], money.Receipts.Select(receipt => receipt.Applied));
        await deals.Do(new AllocateCredit(300_00, "c-1"));
        await sales.Settled();
        Assert.Equal(("200.00", "0.00"), ((await deals.Contract()).Open, (await deals.Money()).Credit));
    }

    [Fact]
    public async Task Money_for_an_unknown_contract_or_a_draft_stays_as_credit_and_a_remark_finds_its_contract()
    {
        var (sales, deals) = await Deals.Start(Today);
        await using var _ = sales;
        await deals.Draft("c-1", "HT-2026-0131", Deals.DueOn(Today.AddDays(20), 100));
        await sales.Settled();

        await deals.Receive("r-1", "100.00", "no-such");
        await deals.Receive("r-2", "100.00", "c-1");
        await sales.Settled();
        Assert.Equal("200.00", (await deals.Money()).Credit);

        await deals.Do(new SignContract(Today));
        await deals.Receive("r-3", "250.00", null, null, "付HT-2026-0131货款");
        await sales.Settled();

        Assert.Equal("250.00", (await deals.Contract()).Paid);
        Assert.Equal("c-1", (await deals.Money()).Receipts[0].ContractId);
    }

    [Fact]
    public async Task A_customer_tells_its_contracts_its_name_and_tier()
    {
        var (sales, deals) = await Deals.Start(Today);
        await using var _ = sales;
        await deals.Sign("c-1", Today, Deals.DueOn(Today.AddDays(20), 100));
        await sales.Settled();
        Assert.Equal(("苏州恒岳", "A"), ((await deals.Contract()).CustomerName, (await deals.Contract()).Tier));

        await deals.Do(new UpdateCustomer(new() { Name = "苏州恒岳精密", Tier = "B", RepId = "rep-1" }));
        await sales.Settled();

        Assert.Equal(("苏州恒岳精密", "B"), ((await deals.Contract()).CustomerName, (await deals.Contract()).Tier));
        Assert.Equal("HT-c-1", Assert.Single((await deals.Money()).Contracts).Number);
    }

    [Fact]
    public async Task Of_two_contracts_that_got_one_number_the_later_goes_on_under_another()
    {
        var (sales, deals) = await Deals.Start(Today);
        await using var _ = sales;
        Assert.Null((await deals.Claim("HT-1", "c-1")).Rejection);
        Assert.Equal("number.taken", (await deals.Claim("ht-1", "c-2")).Rejection?.Code);

        // Nobody claims: both simply take it, as after a claim that was lost.
        await deals.Draft("c-1", "HT-1");
        await sales.Settled();
        await deals.Draft("c-2", "HT-1");
        await sales.Settled();

        Assert.Equal(("HT-1", "HT-1-c-2"), ((await deals.Contract("c-1")).Number, (await deals.Contract("c-2")).Number));
    }

    [Fact]
    public async Task Thirty_two_at_once_on_one_contract_lose_nothing_and_hinder_nobody()
    {
        var (sales, deals) = await Deals.Start(Today, silos: 2);
        await using var _ = sales;
        await deals.Sign("c-1", Today, [.. Enumerable.Range(1, 4).Select(i => Deals.DueOn(Today.AddDays(i), 25))]);
        var items = (await deals.Contract()).Nodes.SelectMany(node => node.Checklist).Where(item => item.Part == "confirm").Select(item => item.Id).ToList();
        Assert.Equal(12, items.Count);

        // Sixteen receipts of a quarter of a node each, twelve ticks, four events: no two of them touch the same thing.
        await Task.WhenAll(
        [
            .. Enumerable.Range(0, 16).Select(i => deals.Receive($"r-{i}", "62.50", "c-1", 1 + (i % 4))),
            .. items.Select(item => deals.Do(new TickChecklist(item, true))),
            .. new[] { "shipped", "arrived", "installed", "invoiced" }.Select(happened => deals.Do(new RecordEvent(happened, Today))),
        ]);
        await sales.Settled();

        var contract = await deals.Contract();
        Assert.Equal(("1000.00", "0.00"), (contract.Paid, contract.Open));
        Assert.All(contract.Nodes, node => Assert.Equal(("250.00", "settled"), (node.Paid, node.Status)));
        Assert.Equal(12, contract.Nodes.SelectMany(node => node.Checklist).Count(item => item is { Part: "confirm", Done: true }));
        Assert.Equal(5, contract.Events.Count(one => one.RecordedAt is not null));
        Assert.Equal("0.00", (await deals.Money()).Credit);
    }

    [Fact]
    public async Task Thirty_two_at_once_for_more_than_there_is_leave_the_rest_as_credit()
    {
        var (sales, deals) = await Deals.Start(Today, silos: 2);
        await using var _ = sales;
        await deals.Sign("c-1", Today, [.. Enumerable.Range(1, 4).Select(i => Deals.DueOn(Today.AddDays(i), 25))]);

        await Task.WhenAll(Enumerable.Range(0, 32).Select(i => deals.Receive($"r-{i}", "33.33")));
        await sales.Settled();

        Assert.Equal("1000.00", (await deals.Contract()).Paid);
        Assert.Equal("66.56", (await deals.Money()).Credit);
        Assert.Equal(32 * 33_33, (await deals.Money()).Receipts.Sum(receipt => Deals.Fen(receipt.Applied) + Deals.Fen(receipt.Unapplied)));
    }
}
