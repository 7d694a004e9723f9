using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Core.Internal;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using SalesGrains.Entities;
using SalesGrains.Entities.Accounts;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Hosting;
using SalesGrains.Entities.Stores;
using SalesGrains.Hosting;
using SalesGrains.Portfolios;

namespace SalesGrains.Upgrades;

/// <summary>A cluster while an upgrade rolls: a silo of this program and one of the program before (tests/PreviousShape), on one database.</summary>
public sealed class RollingCluster : IAsyncLifetime
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private PostgreSqlTestServer server = null!;
    private string connection = null!;
    private PreviousSilo? old;
    private IHost current = null!;

    /// <summary>The new program's rules: they know when an account is due, which the old ones did not.</summary>
    internal static EntityDefinition<Account, AccountCommand, AccountEvent> Newer { get; } = AccountRules.Definition with { FactsCode = 2 };

    internal AccountProgram Program { get; } = new() { Definition = Newer };

    internal DeliveryCount Deliveries { get; } = new();

    internal IEntityStore Store => current.Services.GetRequiredService<IEntityStore>();

    /// <summary>The address of the new program's silo.</summary>
    internal string Here => current.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.ToParsableString();

    /// <summary>The address of the old program's silo.</summary>
    internal string There => old!.Address;

    public async Task InitializeAsync()
    {
        server = await PostgreSqlTestServer.Shared;
        connection = await server.Database();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders();
        builder.AddSalesSilo(new() { PostgreSql = new() { ConnectionString = connection }, Cluster = new(SiloPort: 0) });
        builder.Services.AddSingleton(Program);
        builder.Services.AddSingleton(AccountRules.Effects);
        builder.Services.AddSingleton(new EffectKind(typeof(Gift), "test-gift", GiftJson.Default));
        builder.Services.AddSingleton<IOutgoingGrainCallFilter>(Deliveries);
        builder.Services.Configure<EntityOptions>(entities =>
        {
            entities.BackoffLongest = TimeSpan.FromMilliseconds(100);
            entities.ClearAfter = TimeSpan.FromMilliseconds(200);
        });
        builder.Services.Configure<PortfolioOptions>(portfolio => portfolio.FactsCodes[AccountRules.Kind] = Newer.FactsCode);
        current = builder.Build();
        await Store.PutOrganization(new() { Org = SalesCluster.Org, Name = "Acme", Partitions = 4, Shards = 4 }, null);
        await current.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await (old?.DisposeAsync() ?? ValueTask.CompletedTask);
        await current.StopAsync();
        await ((IAsyncDisposable)current).DisposeAsync();
        await server.Release(connection);
    }

    /// <summary>Starts the old program beside the new one, unless it runs.</summary>
    internal async Task StartOld()
    {
        old ??= await PreviousSilo.Start(connection);
        var membership = current.Services.GetRequiredService<IClusterMembershipService>();
        await Wait.Until(
            () => membership.CurrentSnapshot.Members.Values.Count(member => member.Status == SiloStatus.Active) == 2, Patience, "both programs in one cluster");
    }

    /// <summary>Stops the old program in good order, as at the end of an upgrade.</summary>
    internal async Task StopOld()
    {
        await old!.Stop();
        await old.DisposeAsync();
        old = null;
    }

    internal IAccountGrain Grain(string id) => current.Services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>(TestAccounts.Key(id).GrainId);

    internal async Task Do(string id, AccountCommand body, string key) => Assert.Null(
        (await TestAccounts.Retry(() => Grain(id).Execute(TestAccounts.Command(body, $"{id} {key}")))).Rejection);

    internal Task Settled() => Wait.Until(async () => (await Store.ReadPending(10)).IsEmpty, Patience, "everything to be delivered");

    /// <summary>Has an account kept by a silo.</summary>
    internal Task Move(string id, string silo) => Wait.Until(() => Place(id, silo), Patience, $"{id} to be at {silo}");

    /// <summary>The old program is asked for the account and does not serve it, but says why.</summary>
    internal async Task RefusedByOld(string id)
    {
        var served = false;
        await Wait.Until(
            async () =>
            {
                try
                {
                    // What the old program does not know is not in its answers.
                    served |= await Place(id, There) && (await Grain(id).View()).Log.IsDefault;
                    return served;
                }
                catch (NewerRecordException)
                {
                    return true;
                }
            },
            Patience,
            "the old program to refuse it");
        Assert.False(served, "The old program served it.");
    }

    /// <summary>
    /// True when the account is at the silo. Where it is elsewhere it is told to move there; merely sent away, it would be back at the next
    /// call where callers remember it to be.
    /// </summary>
    private async Task<bool> Place(string id, string silo)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, SiloAddress.FromParsableString(silo));
        try
        {
            if (await Grain(id).Where() == silo)
            {
                return true;
            }

            await Grain(id).Cast<IGrainManagementExtension>().MigrateOnIdle();
            return await Grain(id).Where() == silo;
        }
        finally
        {
            RequestContext.Clear();
        }
    }
}
