using SalesGrains.Calendars;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Organizations;

namespace SalesGrains.Sandboxes;

public sealed class SandboxTests
{
    private const string Sandbox = "sand0001";
    private const int Contracts = 40;
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly DateOnly StartsOn = new(2026, 1, 20);
    private static readonly Actor Rep = new("u-1", "李静", "rep");

    [Fact]
    public async Task Forty_five_days_in_one_step_are_the_same_events_in_the_same_order_as_forty_five_days_one_by_one_and_twice_the_same()
    {
        var once = await Run(sandbox => sandbox.Jump(45, "45"));
        var again = await Run(sandbox => sandbox.Jump(45, "45"));
        var oneByOne = await Run(async sandbox =>
        {
            for (var day = 1; day <= 45; day++)
            {
                await sandbox.Jump(1, $"day {day}");
            }
        });

        Assert.True(once.Count > 2 * Contracts, $"Only {once.Count} events.");
        Assert.Equal(once, again);
        Assert.Equal(once, oneByOne);
    }

    [Fact]
    public async Task A_jump_of_a_sandbox_leaves_a_production_organisation_and_its_clock_as_they_are()
    {
        await using var sales = await Start();
        await Load(sales, SalesCluster.Org);
        await Load(sales, Sandbox);
        await sales.Settled();
        var production = sales.Service<IOrganizationDirectory>().Peek(SalesCluster.Org)!;
        var before = await Log(sales, SalesCluster.Org);

        var view = await sales.Grains.GetGrain<ISandboxGrain>($"{Sandbox}|clock").Jump(45, "45");

        Assert.Equal(sales.Clock.GetUtcNow().AddDays(45), view.Now);
        Assert.True(view.Steps > Contracts, $"Only {view.Steps} steps.");
        Assert.Equal(before, await Log(sales, SalesCluster.Org));
        Assert.Equal(production.Stored.Clock, sales.Service<IOrganizationDirectory>().Peek(SalesCluster.Org)!.Stored.Clock);
        Assert.Equal(sales.Clock.GetUtcNow(), production.At(sales.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task The_next_event_moves_to_the_next_due_moment_and_no_further_and_a_repeated_key_moves_nothing()
    {
        await using var sales = await Start();
        await Load(sales, Sandbox);
        await sales.Settled();
        var sandbox = sales.Grains.GetGrain<ISandboxGrain>($"{Sandbox}|clock");
        var next = (await sandbox.Get()).NextDueAt!.Value;

        var moved = await sandbox.NextEvent("next");
        var repeated = await sandbox.NextEvent("next");

        Assert.Equal(next, moved.Now);
        Assert.True(moved.NextDueAt > next);
        Assert.Equal(moved, repeated);
        Assert.Equal(next, (await sandbox.Get()).Now);
    }

    private static async Task<List<string>> Run(Func<ISandboxGrain, Task> jump)
    {
        await using var sales = await Start();
        await Load(sales, Sandbox);
        await sales.Settled();
        await jump(sales.Grains.GetGrain<ISandboxGrain>($"{Sandbox}|clock"));
        await sales.Settled();
        // While they are loaded, contracts and customers answer each other in whatever order; from then on all is determined.
        return await Log(sales, Sandbox, sales.Clock.GetUtcNow().AddSeconds(1));
    }

    private static async Task<SalesCluster> Start()
    {
        var sales = await SalesCluster.Start(new() { StartsAt = LocalTime.At(StartsOn, new(9, 0), Shanghai) });
        var now = sales.Clock.GetUtcNow();
        await sales.PutOrganization(new() { Org = Sandbox, Name = "Sandbox", Sandbox = true, Clock = ClockRules.Start(now, now, 0) });
        return sales;
    }

    /// <summary>Customers and contracts whose nodes fall due over the next weeks, across the Spring Festival; nothing is due while they are loaded.</summary>
    private static async Task Load(SalesCluster sales, string org)
    {
        var random = new SplitMix64(20260120);
        for (var i = 0; i < Contracts; i++)
        {
            var keys = 0;
            CommandMeta Meta() => new(Rep, $"load-{i}-{keys++}", "f");
            var customer = sales.Grains.GetGrain<ICustomerGrain>($"{org}|cust-{i}");
            var contract = sales.Grains.GetGrain<IContractGrain>($"{org}|c-{i}");
            var signedOn = StartsOn.AddDays(-6 - (int)(random.Next() % 20));
            Accepted(await customer.Execute(new(new CreateCustomer(new() { Name = $"客户{i}", Tier = "A", RepId = "rep-1" }), Meta())));
            Accepted(await contract.Execute(new(new CreateContract(new()
            {
                Number = $"HT-{i}", Title = "仓储物流系统", CustomerId = $"cust-{i}", RepId = "rep-1", TotalFen = 100_000_00, WarrantyMonths = 12,
                Terms = [Deals.On("signed", 30 + (int)(random.Next() % 20), "workday", 60), Deals.On("arrived", 30, "workday", 40)],
            }), Meta())));
            Accepted(await contract.Execute(new(new SignContract(signedOn), Meta())));
            Accepted(await contract.Execute(new(new RecordEvent("arrived", signedOn.AddDays(5)), Meta())));
            if (i % 3 == 0)
            {
                Accepted(await customer.Execute(new(
                    new RecordReceipt { ReceiptId = $"r-{i}", AmountFen = 70_000_00, ReceivedOn = StartsOn, ContractId = $"c-{i}" }, Meta())));
            }
        }
    }

    /// <summary>Everything that happened to the organisation's contracts and customers, in the order of recording.</summary>
    private static async Task<List<string>> Log(SalesCluster sales, string org, DateTimeOffset from = default)
    {
        var log = new List<(DateTimeOffset At, string Line)>();
        for (var i = 0; i < Contracts; i++)
        {
            foreach (IEntityGrain entity in new IEntityGrain[]
            {
                sales.Grains.GetGrain<IContractGrain>($"{org}|c-{i}"), sales.Grains.GetGrain<ICustomerGrain>($"{org}|cust-{i}"),
            })
            {
                log.AddRange((await entity.History(0, 200)).Select(entry =>
                    (entry.RecordedAt, $"{entry.RecordedAt:O} {entry.EventId} {entry.Type} {entry.Data}")));
            }
        }

        return [.. log.Where(entry => entry.At >= from).OrderBy(entry => entry.At).ThenBy(entry => entry.Line, StringComparer.Ordinal).Select(entry => entry.Line)];
    }

    private static void Accepted(CommandOutcome outcome) => Assert.Null(outcome.Rejection);
}
