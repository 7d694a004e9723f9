using System.Text.Json;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Entities.Accounts;
using SalesGrains.Identities;
using SalesGrains.Reps;

namespace SalesGrains.Customers;

/// <summary>C01, C03 and P05 on real silos: signals come by an identity, the portfolio wakes the customer, nobody calls it.</summary>
public sealed class FirstContactTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    [Fact]
    public async Task A_call_nudges_at_two_eight_and_twenty_hours_and_is_missed_at_twenty_four_through_the_loss_of_every_silo()
    {
        var (sales, deals) = await Deals.Start(Day, hour: 10);
        await using var _ = sales;
        var start = sales.Clock.GetUtcNow();
        await deals.Do(new UpdateCustomer(new() { Name = "苏州恒岳", Tier = "A", RepId = "rep-1", Contacts = [new() { Name = "王敏", Phone = "138 0000 0001" }] }));
        await Call(sales, "call-1", start);
        await SalesCluster.Eventually(async () => (await Care(deals)).FirstContact is { Status: "running" }, "the call to reach the customer");

        await Until(sales, deals, start.AddHours(2), 1);
        await Until(sales, deals, start.AddHours(8), 2);
        await sales.Settled();
        var host = sales.Cluster.Silos[0];
        await sales.Cluster.KillSiloAsync(host);
        await sales.Cluster.StartAdditionalSiloAsync();
        await Until(sales, deals, start.AddHours(20), 3);
        sales.Clock.SetUtcNow(start.AddHours(24).AddMilliseconds(-1));
        await sales.Settled();
        Assert.Equal("running", (await Care(deals)).FirstContact!.Status);
        await Until(sales, deals, start.AddHours(24), 5);

        var first = (await Care(deals)).FirstContact!;
        Assert.Equal(("missed", start.AddHours(24), "mobile"), (first.Status, first.MissedAt, first.Device));
        Assert.Equal(
            ["first-contact rep", "first-contact rep", "first-contact rep", "first-contact-missed rep", "first-contact-missed manager"], await Raised(deals));
        Assert.Equal(["first-contact-missed rep", "first-contact-missed manager"], (await Care(deals)).Nudges.Select(nudge => $"{nudge.Rule} {nudge.Level}"));
    }

    [Fact]
    public async Task Three_objections_at_three_customers_reach_the_rep_once()
    {
        var (sales, deals) = await Deals.Start(Day);
        await using var _ = sales;
        var meta = deals.Meta;
        var rep = sales.Grains.GetGrain<IRepGrain>($"{SalesCluster.Org}|rep-1");
        Assert.Null((await rep.Execute(new(new CreateRep(new() { Name = "李静", UnitId = "east-1" }), meta()))).Rejection);
        for (var i = 1; i <= 3; i++)
        {
            var customer = sales.Grains.GetGrain<ICustomerGrain>($"{SalesCluster.Org}|edu-{i}");
            Assert.Null((await customer.Execute(new(new CreateCustomer(new() { Name = $"学校{i}", Tier = "A", RepId = "rep-1", Industry = "教育" }), meta()))).Rejection);
            Assert.Null((await customer.Execute(new(
                new RecordFollowUp { FollowUpId = $"f-{i}", OccurredAt = sales.Clock.GetUtcNow(), Said = "budget" }, meta()))).Rejection);
            await sales.Settled();
        }

        var pushed = (await rep.History(0, 200)).Where(entry => entry.Type == "playbook-pushed").Select(entry => JsonDocument.Parse(entry.Data).RootElement).ToList();

        Assert.Equal("教育行业常见预算话术包", Assert.Single(pushed).GetProperty("title").GetString());
    }

    private static async Task Call(SalesCluster sales, string id, DateTimeOffset at)
    {
        var key = IdentityKeys.Of(SalesCluster.Org, IdentityKeys.Phone, "13800000001")!.Value;
        var outcome = await sales.Grains.GetGrain<IIdentityGrain>(key.GrainKey).Execute(new(
            new ReceiveSignal { SignalId = id, Kind = IdentityKeys.Phone, Masked = "138****0001", Source = "call", At = at, RepId = "rep-1", DurationSeconds = 60, Device = "mobile" },
            new(Actor.System("signals"))));
        Assert.Null(outcome.Rejection);
    }

    /// <summary>Moves to a moment and waits for so many nudges; the portfolio wakes the customer by itself.</summary>
    private static async Task Until(SalesCluster sales, Deals deals, DateTimeOffset moment, int nudges)
    {
        sales.Clock.SetUtcNow(moment);
        await SalesCluster.Eventually(async () => (await Raised(deals)).Count >= nudges, $"{nudges} nudges by {moment:O}");
    }

    private static async Task<CareView> Care(Deals deals) => (await deals.Money()).Care;

    private static async Task<List<string>> Raised(Deals deals) =>
    [
        .. (await deals.Buyer.History(0, 200)).Where(entry => entry.Type == "nudge-raised")
            .Select(entry => JsonDocument.Parse(entry.Data).RootElement.GetProperty("nudge"))
            .Select(nudge => $"{nudge.GetProperty("rule").GetString()} {nudge.GetProperty("level").GetString()}"),
    ];
}
