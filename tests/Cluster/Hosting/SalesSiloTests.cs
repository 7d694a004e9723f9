using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SalesGrains.Entities;
using SalesGrains.Entities.Accounts;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Hosting;

public sealed class SalesSiloTests
{
    [Fact]
    public async Task Two_silos_that_are_alone_have_the_same_address_and_are_not_in_each_others_way()
    {
        using var folders = new Folders();
        using var first = await Start(folders.First.Path);
        using var second = await Start(folders.Second.Path);

        foreach (var host in (IHost[])[first, second])
        {
            var command = TestAccounts.Command(new OpenAccount(5), "k");
            var outcome = await host.Services.GetRequiredService<IGrainFactory>()
                .GetGrain<IAccountGrain>(TestAccounts.Key("a").GrainId).Execute(command);
            Assert.Equal(new CommandOutcome(1), outcome);
            await SalesCluster.Eventually(() => host.Services.GetRequiredService<SweepState>().FirstRoundSent, "the first round of the sweep");
        }

        await first.StopAsync();
        await second.StopAsync();
    }

    [Fact]
    public async Task A_program_that_starts_again_delivers_what_it_had_left()
    {
        using var folders = new Folders();
        using (var first = await Start(folders.First.Path))
        {
            var grains = first.Services.GetRequiredService<IGrainFactory>();
            await grains.GetGrain<IAccountGrain>(TestAccounts.Key("a").GrainId).Execute(TestAccounts.Command(new OpenAccount(100), "k1"));
            await grains.GetGrain<IAccountGrain>(TestAccounts.Key("a").GrainId).Execute(TestAccounts.Command(new SendMoney(["b"], 5), "k2"));
            await first.StopAsync();
        }

        using var again = await Start(folders.First.Path);
        var store = again.Services.GetRequiredService<IEntityStore>();
        await SalesCluster.Eventually(async () => (await store.ReadPending(10)).IsEmpty, "what was pending");

        var view = await again.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>(TestAccounts.Key("a").GrainId).View();
        Assert.Equal("account.none b", Assert.Single(view.Log));
        await again.StopAsync();
    }

    private static async Task<IHost> Start(string folder)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders();
        builder.AddSalesSilo(new() { Sqlite = new() { Folder = folder } });
        builder.Services.AddSingleton(new AccountProgram());
        builder.Services.AddSingleton(AccountRules.Effects);
        var host = builder.Build();
        var store = host.Services.GetRequiredService<IEntityStore>();
        if ((await store.ReadOrganizations()).IsEmpty)
        {
            await store.PutOrganization(new() { Org = SalesCluster.Org, Name = "Acme" }, null);
        }

        await host.StartAsync();
        return host;
    }

    private sealed class Folders : IDisposable
    {
        public TemporaryFolder First { get; } = new();

        public TemporaryFolder Second { get; } = new();

        public void Dispose()
        {
            First.Dispose();
            Second.Dispose();
        }
    }
}
