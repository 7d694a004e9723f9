using Microsoft.Extensions.DependencyInjection;
using SalesGrains.Entities.Accounts;

namespace SalesGrains.Entities.Faults;

/// <summary>The protocol on the stores that silos can share, with lost and doubled messages and a store that fails, over two silos.</summary>
public sealed class SharedStoreTests
{
    private const ulong Seed = 11;

    private static readonly StoreFault[] faults = [StoreFault.FailBefore, StoreFault.FailAfter, StoreFault.StealEtag, StoreFault.Throttle];

    [Fact]
    public async Task Nothing_is_lost_or_doubled_on_PostgreSql_though_messages_are_and_the_store_fails()
    {
        var server = await PostgreSqlTestServer.Shared;
        var connection = await server.Database();
        await Transfer(new() { PostgreSql = connection });
        await server.Release(connection);
    }

    [Fact]
    public async Task Nothing_is_lost_or_doubled_on_AzureTables_though_messages_are_and_the_store_fails()
    {
        var account = await AzuriteTestServer.Account();
        await Transfer(new() { AzureTables = account });
        await AzuriteTestServer.Release(account);
    }

    private static async Task Transfer(SalesClusterOptions options)
    {
        await using var accounts = await TestAccounts.Start(options with
        {
            Silos = 2,
            Silo = silo => silo.Services.AddSingleton<IIncomingGrainCallFilter>(new LossyCalls(Seed)),
        });
        string[] ids = [.. Enumerable.Range(0, 6).Select(n => $"acc{n}")];
        foreach (var id in ids)
        {
            await accounts.Open(id, 10_000);
        }

        accounts.Store.Plan = FaultyEntityStore.Seeded(Seed, 8, faults);
        var random = new SplitMix64(Seed);
        var transfers = Enumerable.Range(0, 300).Select(_ =>
            (From: ids[random.Next() % 6], To: ids[random.Next() % 6], Amount: (long)(random.Next() % 20) + 1)).ToArray();
        await Task.WhenAll(transfers.Select(one => accounts.Send(one.From, one.To, one.Amount)));
        accounts.Store.Plan = static _ => StoreFault.None;
        await accounts.Sales.Settled();

        foreach (var id in ids)
        {
            var view = await accounts.View(id);
            var expected = 10_000 - transfers.Where(one => one.From == id).Sum(one => one.Amount)
                + transfers.Where(one => one.To == id).Sum(one => one.Amount);
            Assert.True(expected == view.Balance, $"seed {Seed}: {id} has {view.Balance}, not {expected}");
            Assert.Equal(view.Log.Length, view.Log.Distinct().Count());
        }

        // How many writes there are depends on how many commands find room in one; that each kind of fault was met does not.
        Assert.Empty(faults.Except(accounts.Store.Injected.Select(one => one.Fault)));
    }
}
