using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using SalesGrains.Entities;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Delivery;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.Sqlite;

namespace SalesGrains.Hosting;

/// <summary>Wires a silo.</summary>
public static class SalesSiloExtensions
{
    /// <summary>A silo that is alone in its process and on its store; no port is opened for it.</summary>
    public static IHostApplicationBuilder AddSalesSilo(this IHostApplicationBuilder builder, SalesSiloOptions options)
    {
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(gatewayPort: 0, serviceId: "salesgrains", clusterId: "alone");
            NoListener.Replace(silo.Services);
            silo.AddSalesGrains(options);
        });
        return builder;
    }

    /// <summary>The store, the entity protocol and what keeps it alive; clustering is the caller's.</summary>
    public static ISiloBuilder AddSalesGrains(this ISiloBuilder silo, SalesSiloOptions options)
    {
        silo.Services.TryAddSingleton(TimeProvider.System);
        if (options.Sqlite is { } sqlite)
        {
            silo.AddSqliteStorage(sqlite);
        }

        silo.Services.AddEntityProtocol();
        silo.AddIncomingGrainCallFilter<OrganizationGuard>();
        silo.Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.ResponseTimeout = TimeSpan.FromSeconds(10);
            messaging.MaxEnqueuedRequestsHardLimit = 10_000;
        });
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            // Two silos must be able to declare each other dead; a frozen one is replaced within seconds.
            membership.NumVotesForDeathDeclaration = 1;
            membership.NumMissedProbesLimit = 3;
            membership.ProbeTimeout = TimeSpan.FromSeconds(1);
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        });
        silo.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = TimeSpan.FromMinutes(15));
        silo.Configure<ReminderOptions>(reminders => reminders.MinimumReminderPeriod = TimeSpan.FromMinutes(1));
        return silo;
    }

    private static void AddEntityProtocol(this IServiceCollection services)
    {
        services.AddSingleton<PendingEntities>();
        services.AddSingleton<FactsPoster>();
        services.AddSingleton<EffectJson>();
        services.AddSingleton<EntityRuntime>();
        services.AddSingleton<SweepState>();
        services.TryAddSingleton<ITreeSource, GrainTreeSource>();
        services.AddSingleton<OrganizationDirectory>();
        services.AddSingleton<IOrganizationDirectory>(provider => provider.GetRequiredService<OrganizationDirectory>());
        services.AddHostedService(provider => provider.GetRequiredService<OrganizationDirectory>());
        services.AddSingleton<PortfolioReader>();
        services.AddHostedService<Sweeper>();
        services.AddHostedService<PortfolioPinger>();
    }
}
