using System.Diagnostics;
using SalesGrains.Checking;
using SalesGrains.Commands;
using SalesGrains.Company;
using Xunit.Abstractions;

namespace SalesGrains;

/// <summary>Effects that a kill has left behind are delivered after the start although nobody calls (K02).</summary>
public sealed class StrandedEffectTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Effects_pending_at_a_kill_are_delivered_after_the_start_without_any_call()
    {
        await using var company = await SalesCompany.Found(customers: 64);
        var log = new CommandLog();
        var desk = new Desk(company.Customers, company.Today);
        using var client = new SalesClient(company.Site.Addresses, company.Keys, log);
        foreach (var customer in company.Customers)
        {
            var deal = new Deal($"c-{customer}", customer, 5_000_000_00, 0, 1);
            await client.Send(Orders.Create($"op-create-{customer}", deal.Id, customer, deal.TotalFen));
            await client.Send(Orders.Sign($"op-sign-{customer}", deal.Id, company.Today));
            desk.Add(deal);
        }

        var pending = await KillWithEffectsPending(company, desk, log);
        await company.Site.Programs[0].Restart();
        var ready = Stopwatch.GetTimestamp();
        await Wait.Until(async () => await company.Site.Pending() == 0, Promised * 10, "all effects to be delivered");
        var delivered = Stopwatch.GetElapsedTime(ready);
        var world = await company.Site.End();
        output.WriteLine($"[measured] K02: killed with {pending} entities pending, restarted without clients, all delivered {delivered.TotalMilliseconds:0} ms after ready, 0 dead letters");

        Assert.Empty(StoreCheck.Faults(world));
        Assert.Empty(MoneyCheck.Faults(world));
        Assert.Equal((0, 0), (world.Pending, world.DeadLetters));
    }

    /// <summary>Receipts from all sides at once, and a kill in their midst; how many entities it left pending.</summary>
    private static async Task<long> KillWithEffectsPending(SalesCompany company, Desk desk, CommandLog log)
    {
        for (var round = 1; ; round++)
        {
            using var gone = new CancellationTokenSource();
            using var lost = new SalesClient(company.Site.Addresses, company.Keys, log, giveUp: gone.Token);
            var before = log.Answered;
            var burst = company.Customers.Select(async (customer, i) =>
            {
                for (var n = 1; n <= 50; n++)
                {
                    await lost.Send(Orders.Receipt($"op-{round}-{i}-{n}", customer, 100 * n, desk.Today, $"c-{customer}"));
                }
            }).ToList();
            await Wait.Until(() => log.Answered > before + 100, TimeSpan.FromSeconds(30), "the burst to be under way");
            await company.Site.Kill();
            var pending = await company.Site.Pending();
            await gone.CancelAsync();
            await Task.WhenAll(burst).ContinueWith(_ => { }, TaskScheduler.Default);
            if (pending > 0 || round == 5)
            {
                Assert.True(pending > 0, "No kill left anything pending.");
                return pending;
            }

            await company.Site.Programs[0].Restart();
        }
    }
}
