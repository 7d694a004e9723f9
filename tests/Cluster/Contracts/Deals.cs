using System.Globalization;
using SalesGrains.Calendars;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Entities.Accounts;
using SalesGrains.Money;
using SalesGrains.Numbers;

namespace SalesGrains.Contracts;

/// <summary>What tests say of contracts and customers on a real cluster.</summary>
internal sealed class Deals(SalesCluster sales)
{
    public const string Customer = "cust-1";

    private static readonly Actor Rep = new("u-1", "李静", "rep");
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private int keys;

    /// <summary>A cluster whose clock starts at a local day and hour, with one customer.</summary>
    public static async Task<(SalesCluster Sales, Deals Deals)> Start(DateOnly day, int hour = 8, short silos = 1)
    {
        var sales = await SalesCluster.Start(new() { StartsAt = LocalTime.At(day, new(hour, 0), Shanghai), Silos = silos });
        var deals = new Deals(sales);
        await deals.Do(new CreateCustomer(new() { Name = "苏州恒岳", Tier = "A", RepId = "rep-1" }));
        return (sales, deals);
    }

    public IContractGrain Grain(string id) => sales.Grains.GetGrain<IContractGrain>($"{SalesCluster.Org}|{id}");

    public ICustomerGrain Buyer => sales.Grains.GetGrain<ICustomerGrain>($"{SalesCluster.Org}|{Customer}");

    public async Task<ContractView> Contract(string id = "c-1") => (await Grain(id).Get())!;

    public async Task<CustomerView> Money() => (await Buyer.Get())!;

    public async Task<NodeView> Node(int no, string id = "c-1") => (await Contract(id)).Nodes.First(node => node.No == no);

    public CommandMeta Meta() => new(Rep, $"k-{Interlocked.Increment(ref keys)}", "f");

    public async Task<CommandOutcome> Try(ContractCommand command, string id = "c-1") => await Grain(id).Execute(new(command, Meta()));

    public async Task Do(ContractCommand command, string id = "c-1") => Assert.Null((await Try(command, id)).Rejection);

    public async Task Do(CustomerCommand command) => Assert.Null((await Buyer.Execute(new(command, Meta()))).Rejection);

    public async Task<CommandOutcome> Claim(string number, string id) =>
        await sales.Grains.GetGrain<INumberGrain>(NumberRules.KeyOf(EntityKinds.Contract, SalesCluster.Org, number).GrainKey)
            .Execute(new(new ClaimNumber(number, id), new(Rep)));

    public Task Draft(string id, string number, params Term[] terms) => Do(
        new CreateContract(new()
        {
            Number = number, Title = "仓储物流系统", CustomerId = Customer, RepId = "rep-1", TotalFen = 1000_00, WarrantyMonths = 12, Terms = [.. terms],
        }),
        id);

    public async Task Sign(string id, DateOnly signedOn, params Term[] terms)
    {
        await Draft(id, $"HT-{id}", terms);
        await Do(new SignContract(signedOn), id);
    }

    public static Term On(string happened, int count, string unit, int percent) => new()
    {
        Name = $"{percent}%", Kind = TermWords.Final, Trigger = new OnEvent(happened), Offset = new() { Count = count, Unit = unit },
        Amount = TermAmount.Share(percent * 10_000), Owner = "sales",
    };

    public static Term DueOn(DateOnly day, int percent) => On("signed", 0, "day", percent) with
    {
        Trigger = new OnDate(day), Offset = new() { Unit = "day", Roll = "none" },
    };

    public Task Receive(string receiptId, string amount, string? contractId = "c-1", int? nodeNo = null, string? remark = null) => Do(new RecordReceipt
    {
        ReceiptId = receiptId, AmountFen = Fen(amount), ReceivedOn = sales.Today, ContractId = contractId, NodeNo = nodeNo, Remark = remark,
    });

    public static long Fen(string amount)
    {
        Assert.Null(Yuan.Read(amount, out var fen));
        return fen;
    }

    /// <summary>Moves to a local moment; the portfolio wakes what is due on the way by itself.</summary>
    public void To(DateOnly day, string time) => sales.Clock.SetUtcNow(LocalTime.At(day, TimeOnly.Parse(time, CultureInfo.InvariantCulture), Shanghai));

    /// <summary>Moves on through midnights and mornings one by one, each seen by the portfolio.</summary>
    public async Task Through(DateOnly day, string time)
    {
        var end = LocalTime.At(day, TimeOnly.Parse(time, CultureInfo.InvariantCulture), Shanghai);
        while (await Next() is { } next && next <= end)
        {
            if (next > sales.Clock.GetUtcNow())
            {
                sales.Clock.SetUtcNow(next.AddMilliseconds(5));
            }

            await SalesCluster.Eventually(async () => await Next() is not { } later || later > sales.Clock.GetUtcNow(), $"what is due at {next:O}");
        }

        sales.Clock.SetUtcNow(end > sales.Clock.GetUtcNow() ? end : sales.Clock.GetUtcNow());
    }

    /// <summary>Nudges that a contract ever raised, from its history.</summary>
    public async Task<List<string>> Nudges(string id = "c-1") =>
    [
        .. (await Grain(id).History(0, 200)).Where(entry => entry.Type == "nudge-raised")
            .Select(entry => System.Text.Json.JsonDocument.Parse(entry.Data).RootElement)
            .Select(nudge => $"{nudge.GetProperty("no").GetInt32()} {nudge.GetProperty("rule").GetString()} {nudge.GetProperty("level").GetString()}"),
    ];

    public Task Eventually(int nudges, string id = "c-1") =>
        SalesCluster.Eventually(async () => (await Nudges(id)).Count >= nudges, $"{nudges} nudges of {id}");

    private async Task<DateTimeOffset?> Next() =>
        (await sales.Store.Load(new(EntityKinds.Contract, SalesCluster.Org, "c-1")))?.Facts.NextDue;
}
