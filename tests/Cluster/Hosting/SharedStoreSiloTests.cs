using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using SalesGrains.Entities;
using SalesGrains.Entities.Accounts;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Hosting;

/// <summary>Silos that share nothing but a store: there they find each other, and there everything is.</summary>
public abstract class SharedStoreSiloTests
{
    /// <summary>The store that they share.</summary>
    protected abstract SalesSiloOptions Store { get; }

    [Fact]
    public async Task Three_silos_find_each_other_and_share_the_work()
    {
        var silos = await Task.WhenAll(Start(), Start(), Start());
        foreach (var silo in silos)
        {
            await SalesCluster.Eventually(() => Active(silo) == 3, "three silos to be active");
        }

        string[] ids = [.. Enumerable.Range(0, 30).Select(n => $"acc{n}")];
        await Task.WhenAll(ids.Select((id, n) => Do(silos[n % 3], id, new OpenAccount(100), $"open {id}")));
        await Task.WhenAll(ids.Select((id, n) => Do(silos[(n + 1) % 3], id, new SendMoney([ids[(n + 7) % 30]], n), $"send {id}")));
        await Settled(silos[0]);

        for (var n = 0; n < 30; n++)
        {
            var expected = 100 - n + (n + 23) % 30;
            Assert.Equal(expected, (await Account(silos[2], ids[n]).View()).Balance);
        }

        var management = silos[0].Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        var hosts = (await management.GetDetailedGrainStatistics()).Where(one => one.GrainType.Contains("account", StringComparison.OrdinalIgnoreCase))
            .Select(one => one.SiloAddress).Distinct();
        Assert.True(hosts.Count() > 1, "all accounts were on one silo");
        await Stop(silos);
    }

    [Fact]
    public async Task What_a_stopped_silo_had_goes_on_elsewhere_and_a_newcomer_joins()
    {
        var first = await Start();
        var second = await Start();
        await SalesCluster.Eventually(() => Active(first) == 2 && Active(second) == 2, "two silos to be active");
        foreach (var n in Enumerable.Range(0, 20))
        {
            await Do(first, $"acc{n}", new OpenAccount(100), $"open {n}");
        }

        await Stop(first);
        await SalesCluster.Eventually(() => Active(second) == 1, "the other to be alone");
        var third = await Start();
        await SalesCluster.Eventually(() => Active(second) == 2 && Active(third) == 2, "the newcomer to be active");
        foreach (var n in Enumerable.Range(0, 20))
        {
            await Do(third, $"acc{n}", new SendMoney([$"acc{(n + 1) % 20}"], 1), $"send {n}");
        }

        await Settled(third);
        foreach (var n in Enumerable.Range(0, 20))
        {
            Assert.Equal(100, (await Account(second, $"acc{n}").View()).Balance);
        }

        await Stop(second, third);
    }

    protected async Task<IHost> Start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders();
        builder.AddSalesSilo(Store with { Cluster = new(SiloPort: 0) });
        builder.Services.AddSingleton(new AccountProgram());
        builder.Services.AddSingleton(AccountRules.Effects);
        var host = builder.Build();
        try
        {
            await host.Services.GetRequiredService<IEntityStore>().PutOrganization(new() { Org = SalesCluster.Org, Name = "Acme", Partitions = 4, Shards = 4 }, null);
        }
        catch (EtagConflictException)
        {
            // Another silo was first.
        }

        await host.StartAsync();
        return host;
    }

    protected static async Task Stop(params IHost[] silos)
    {
        foreach (var silo in silos)
        {
            await silo.StopAsync();
            await ((IAsyncDisposable)silo).DisposeAsync();
        }
    }

    private static int Active(IHost silo) => silo.Services.GetRequiredService<IClusterMembershipService>().CurrentSnapshot.Members.Values
        .Count(member => member.Status == SiloStatus.Active);

    private static IAccountGrain Account(IHost silo, string id) =>
        silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>(TestAccounts.Key(id).GrainId);

    private static async Task Do(IHost silo, string id, AccountCommand body, string key) => Assert.Null(
        (await TestAccounts.Retry(() => Account(silo, id).Execute(TestAccounts.Command(body, key)))).Rejection);

    private static Task Settled(IHost silo) => SalesCluster.Eventually(
        async () => (await silo.Services.GetRequiredService<IEntityStore>().ReadPending(10)).IsEmpty, "everything to be delivered");
}
