using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SalesGrains.Checking;
using SalesGrains.Commands;
using SalesGrains.Company;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Money;
using SalesGrains.Organizations;
using Xunit.Abstractions;

namespace SalesGrains;

/// <summary>Many people at one contract, and money that crosses between two contracts of one customer (K20).</summary>
public sealed class ParallelEditTests(ITestOutputHelper output)
{
    private const int Clients = 32;

    [Fact]
    public async Task No_edit_is_lost_and_money_sums_to_the_contract_when_thirty_two_clients_edit_at_once()
    {
        await using var company = await SalesCompany.Found(customers: 1);
        var log = new CommandLog();
        using var client = new SalesClient(company.Site.Addresses, company.Keys, log);
        await client.Send(FourNodes("op-create", "c1", 400_000_00));
        await client.Send(Orders.Sign("op-sign", "c1", company.Today));

        // Receipts for four nodes, milestones, ticks and amendments, all at once; who amends has seen the version that they name.
        var amended = new List<int>();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async i =>
        {
            using var one = new SalesClient(company.Site.Addresses, company.Keys, log);
            for (var n = 1; n <= 4; n++)
            {
                var paid = await one.Send(Orders.Receipt($"op-{i}-{n}", "k1", 100 * (1 + i) + n, company.Today, "c1", node: n) with { MustAccept = true });
                await one.Send(Orders.Event($"op-{i}-{n}-event", "c1", n % 2 == 0 ? "shipped" : "arrived", company.Today.AddDays(-i)));
                await one.Read("contract/c1", Roles.Manager);
                if (n == 3)
                {
                    await one.Send(Orders.Reversal($"op-{i}-back", "k1", paid.Answer!.Id!));
                }
            }

            var status = await Amend(company, version: 2, 400_000_00 + i);
            lock (amended)
            {
                amended.Add(status);
            }
        }));

        // Of all who have seen the contract as it is now, one amends it; the others are told that it has changed.
        await Wait.Until(async () => await company.Site.Pending() == 0, TimeSpan.FromSeconds(60), "all money to arrive");
        var version = (long)(await client.Read("contract/c1", Roles.Manager))["version"]!;
        var race = await Task.WhenAll(Enumerable.Range(1, Clients).Select(i => Amend(company, version, 400_000_00 + (100_00 * i))));
        await Wait.Until(async () => await company.Site.Pending() == 0, TimeSpan.FromSeconds(60), "all money to arrive");
        var world = await company.Site.End();
        var contract = world.Of(EntityKinds.Contract).Single().State(ContractRules.Definition);
        var receipts = log.Entries.Where(entry => entry.Operation.Kind == Kinds.Receipt).ToList();
        var history = HistoryRules.Faults(History.Of(log), History.Of(world)).ToList();
        var (onNodes, credit) = MoneyCheck.Kept(world);
        output.WriteLine($"[measured] K20: {Clients} clients at one contract with 4 nodes: {log.Entries.Count} edits, {log.Entries.Count(entry => entry.Answer!.IsAccepted)} accepted, {history.Count} unexplained; amendments by a version seen before {amended.Count(status => status == 412)} of {amended.Count} refused, in a race from one version {race.Count(status => status == 200)} accepted; nodes sum to {Yuan.Format(contract.Nodes.Sum(node => node.AmountFen))} of {Yuan.Format(contract.Header.TotalFen)}");

        Assert.Empty(CommandCheck.Of(world, log).Faults);
        Assert.Empty(history);
        Assert.Empty(StoreCheck.Faults(world));
        Assert.Empty(MoneyCheck.Faults(world));
        Assert.Equal(Clients * 4, receipts.Count);
        Assert.All(amended, status => Assert.Equal(412, status));
        Assert.Equal((1, Clients - 1), (race.Count(status => status == 200), race.Count(status => status == 412)));
        Assert.Equal(contract.Header.TotalFen, contract.Nodes.Where(node => !node.Cancelled).Sum(node => node.AmountFen));
        Assert.Equal(MoneyCheck.Received(log, world), onNodes + credit);
    }

    [Fact]
    public async Task Commands_that_cross_between_two_contracts_of_one_customer_neither_lose_nor_make_money()
    {
        await using var company = await SalesCompany.Found(customers: 1, new(FaultsOneIn: 20, HangSeconds: 2, Seed: 20));
        var log = new CommandLog();
        using var client = new SalesClient(company.Site.Addresses, company.Keys, log);
        foreach (var id in (string[])["c1", "c2"])
        {
            await client.Send(FourNodes($"op-create-{id}", id, 50_000_00));
            await client.Send(Orders.Sign($"op-sign-{id}", id, company.Today));
        }

        // Each pays one contract and takes it back while another gives the same credit to the other contract.
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            using var one = new SalesClient(company.Site.Addresses, company.Keys, log);
            var (here, there) = i % 2 == 0 ? ("c1", "c2") : ("c2", "c1");
            for (var n = 0; n < 6; n++)
            {
                var paid = await one.Send(Orders.Receipt($"op-{i}-{n}-pay", "k1", 9_000_00 + i, company.Today, here) with { MustAccept = true });
                await one.Send(Orders.Credit($"op-{i}-{n}-credit", "k1", there, 1_000_00 + i));
                await one.Read($"contract/{there}", Roles.Manager);
                await one.Send(Orders.Reversal($"op-{i}-{n}-back", "k1", paid.Answer!.Id!));
            }
        }));
        company.Site.EndFaults();
        await Wait.Until(async () => await company.Site.Pending() == 0, TimeSpan.FromSeconds(60), "all money to arrive");
        var world = await company.Site.End();
        var (onNodes, credit) = MoneyCheck.Kept(world);
        var history = HistoryRules.Faults(History.Of(log), History.Of(world)).ToList();
        output.WriteLine($"[measured] K20: 16 clients across two contracts of one customer, {company.Site.Faults().Sum(kind => kind.Count())} store faults: {log.Entries.Count} commands, {log.Entries.Count(entry => entry.Operation.Kind == Kinds.Reversal)} taken back while underway, {history.Count} unexplained, {Yuan.Format(onNodes)} on nodes + {Yuan.Format(credit)} credit of {Yuan.Format(MoneyCheck.Received(log, world))} received");

        Assert.Empty(CommandCheck.Of(world, log).Faults);
        Assert.Empty(history);
        Assert.Empty(StoreCheck.Faults(world));
        Assert.Empty(MoneyCheck.Faults(world));
        Assert.Equal((0, 0), (world.Pending, world.DeadLetters));
        Assert.Equal((0, 0), (MoneyCheck.Received(log, world), onNodes + credit));
    }

    private static Operation FourNodes(string key, string id, long totalFen) => Orders.Of(
        Kinds.Create, $"contract/{id}", "contracts", key, Roles.Manager,
        new { id, number = $"HT-{id}", title = "产线改造", customerId = "k1", total = Yuan.Format(totalFen), warrantyMonths = 12, terms = Terms() }) with { MustAccept = true };

    private static object[] Terms() =>
    [
        .. Enumerable.Range(1, 4).Select(n => (object)new
        {
            name = $"第{n}期", kind = "progress", trigger = new { @event = "signed" }, offset = new { count = 30 * n, unit = "day" },
            amount = n == 4 ? (object)new { remainder = true } : new { share = "25%" }, owner = "sales", keepNo = (int?)null,
        }),
    ];

    /// <summary>An amendment that keeps all nodes and changes the total; what it was answered.</summary>
    private static async Task<int> Amend(SalesCompany company, long version, long totalFen)
    {
        using var http = new HttpClient();
        var terms = Terms().Select((term, i) =>
        {
            var one = System.Text.Json.JsonSerializer.SerializeToNode(term)!;
            one["keepNo"] = i + 1;
            return one;
        });
        var body = new JsonObject
        {
            ["reason"] = "增补设备", ["effectiveOn"] = $"{company.Today:yyyy-MM-dd}", ["total"] = Yuan.Format(totalFen), ["terms"] = new JsonArray([.. terms]),
        };
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(company.Site.Addresses[0], "/api/v1/contracts/c1/amendments")) { Content = JsonContent.Create(body) };
            request.Headers.Authorization = new("Bearer", company.Keys[Roles.Manager]);
            request.Headers.Add("Idempotency-Key", $"amend-{version}-{totalFen}");
            request.Headers.Add("If-Match", $"\"{version}\"");
            using var answer = await http.SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                return (int)answer.StatusCode;
            }
        }
    }
}
