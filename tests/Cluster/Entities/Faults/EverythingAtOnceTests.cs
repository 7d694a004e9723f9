using Microsoft.Extensions.DependencyInjection;
using SalesGrains.Entities.Accounts;
using SalesGrains.Entities.Chains;

namespace SalesGrains.Entities.Faults;

public sealed class EverythingAtOnceTests
{
    private const int AccountCount = 50;
    private const int Clients = 16;
    private const int PerClient = 100;

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Money_is_neither_lost_nor_made_while_store_network_and_activations_fail(ulong seed)
    {
        var lossy = new LossyCalls(seed) { OneIn = 0 };
        await using var accounts = await TestAccounts.Start(new()
        {
            Silos = 2,
            Silo = silo => silo.Services.AddSingleton<IIncomingGrainCallFilter>(lossy),
        });
        string[] ids = [.. Enumerable.Range(0, AccountCount).Select(n => $"acc{n}")];
        foreach (var id in ids)
        {
            await accounts.Open(id, 100_000);
        }

        lossy.OneIn = 5;
        accounts.Store.Plan = FaultyEntityStore.Seeded(
            seed, 20, StoreFault.FailBefore, StoreFault.FailAfter, StoreFault.StealEtag, StoreFault.RefuseEtag);
        var sent = await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Run(accounts, ids, seed, client)));

        // The clock moves so that marks made by whoever is gone are old enough for the sweeper.
        accounts.Store.Plan = static _ => StoreFault.None;
        lossy.OneIn = 0;
        accounts.Sales.Clock.Advance(TimeSpan.FromSeconds(10));
        await accounts.Sales.Settled();

        var transfers = sent.SelectMany(one => one).ToArray();
        foreach (var id in ids)
        {
            var view = await accounts.View(id);
            var expected = 100_000 - transfers.Where(one => one.From == id).Sum(one => one.Amount)
                + transfers.Where(one => one.To == id).Sum(one => one.Amount);
            Assert.True(expected == view.Balance, $"seed {seed}: {id} has {view.Balance}, not {expected}");
            Assert.True(
                view.Log.Distinct().Count() == view.Log.Length && view.Log.Length == transfers.Count(one => one.To == id),
                $"seed {seed}: {id} took {view.Log.Length} effects, {view.Log.Distinct().Count()} of them different");
            Assert.Null(Chains.ChainRules.Verify(
                await accounts.Commits(id), (await accounts.Store.Load(TestAccounts.Key(id)))!.LastHash));
        }

        Assert.True(accounts.Store.Injected.Count > 100, $"seed {seed}: only {accounts.Store.Injected.Count} faults");
        Assert.Empty(await accounts.Store.ReadDeadLetters(SalesCluster.Org));
    }

    private static async Task<List<(string From, string To, long Amount)>> Run(TestAccounts accounts, string[] ids, ulong seed, int client)
    {
        var random = new SplitMix64(seed * 1000 + (ulong)client);
        var sent = new List<(string, string, long)>();
        for (var n = 0; n < PerClient; n++)
        {
            var (from, to, amount) = (ids[random.Next() % AccountCount], ids[random.Next() % AccountCount], (long)(random.Next() % 50) + 1);
            var outcome = await accounts.Do(from, new SendMoney([to], amount), $"c{client}.{n}");
            Assert.True(outcome.Accepted, $"seed {seed}: {outcome}");
            sent.Add((from, to, amount));
            if (random.Next() % 20 == 0)
            {
                await TestAccounts.Retry(async () =>
                {
                    await accounts.Grain(ids[random.Next() % AccountCount]).Go();
                    return true;
                });
            }
        }

        return sent;
    }
}
