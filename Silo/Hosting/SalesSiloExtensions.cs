using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using SalesGrains.Audit;
using SalesGrains.AzureTables;
using SalesGrains.Channels;
using SalesGrains.Entities;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Delivery;
using SalesGrains.Entities.Hosting;
using SalesGrains.Nudges.Channels;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.PostgreSql;
using SalesGrains.Sqlite;
using SalesGrains.Telemetry;

namespace SalesGrains.Hosting;

/// <summary>Wires a silo.</summary>
public static class SalesSiloExtensions
{
    private const string ServiceId = "salesgrains";

    /// <summary>A silo in this process: alone on its store, then no port is opened for it, or one of a cluster.</summary>
    public static IHostApplicationBuilder AddSalesSilo(this IHostApplicationBuilder builder, SalesSiloOptions options)
    {
        builder.UseOrleans(silo =>
        {
            if (options.Cluster is { } cluster)
            {
                silo.Join(cluster, options);
            }
            else
            {
                silo.UseLocalhostClustering(gatewayPort: 0, serviceId: ServiceId, clusterId: "alone");
                NoListener.Replace(silo.Services);
            }

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

        if (options.PostgreSql is { } postgreSql)
        {
            silo.AddPostgreSqlStorage(postgreSql with { Shared = options.Cluster is not null });
        }

        if (options.AzureTables is { } azureTables)
        {
            silo.AddAzureTablesStorage(azureTables);
        }

        silo.Services.AddEntityProtocol();
        silo.Services.AddSingleton<IPushKeyStore, PushKeyStore>();
        silo.Services.AddChannels(silo.Configuration);
        silo.AddIncomingGrainCallFilter<OrganizationGuard>();
        silo.Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.ResponseTimeout = TimeSpan.FromSeconds(10);
            messaging.MaxEnqueuedRequestsHardLimit = 10_000;
        });
        silo.Configure<ClusterMembershipOptions>(Silences.Configure);
        silo.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = TimeSpan.FromMinutes(15));
        silo.Configure<ReminderOptions>(reminders => reminders.MinimumReminderPeriod = TimeSpan.FromMinutes(1));
        return silo;
    }

    private static void Join(this ISiloBuilder silo, SiloCluster cluster, SalesSiloOptions options)
    {
        // Each engine that silos can share brings the table in which they find each other.
        Func<ISiloBuilder> useClustering = options.PostgreSql is not null
            ? silo.UsePostgreSqlClustering
            : options.AzureTables is not null ? silo.UseAzureTablesClustering
            : throw new NotSupportedException("Silos of one cluster need a store that they can share.");

        silo.Configure<ClusterOptions>(names => (names.ServiceId, names.ClusterId) = (ServiceId, cluster.ClusterId));
        var address = cluster.Address ?? IPAddress.Loopback;
        var port = cluster.SiloPort;
        if (port == 0)
        {
            var listener = new OpenListener(address);
            listener.Use(silo.Services);
            port = listener.Port;
        }

        silo.ConfigureEndpoints(address, port, gatewayPort: 0);
        useClustering();
        silo.Services.AddSingleton<PauseGuard>();
        silo.Services.AddSingleton<IIncomingGrainCallFilter>(provider => provider.GetRequiredService<PauseGuard>());
        silo.Services.AddHostedService(provider => provider.GetRequiredService<PauseGuard>());
    }

    private static void AddEntityProtocol(this IServiceCollection services)
    {
        services.AddSingleton<PendingEntities>();
        services.AddSingleton<FactsPoster>();
        services.AddSingleton<EffectJson>();
        services.AddSingleton<SiloChanges>();
        services.AddSingleton<EntityRuntime>();
        services.AddSingleton<SweepState>();
        services.AddSingleton<PingState>();
        services.TryAddSingleton<ITreeSource, GrainTreeSource>();
        services.TryAddSingleton<IPublicationSource, GrainPublicationSource>();
        services.AddSingleton<OrganizationNewsTeller>();
        services.AddGrainService<OrganizationNews>();
        services.AddSingleton<OrganizationDirectory>();
        services.AddSingleton<IOrganizationDirectory>(provider => provider.GetRequiredService<OrganizationDirectory>());
        services.AddHostedService(provider => provider.GetRequiredService<OrganizationDirectory>());
        services.AddSingleton<ChannelSenders>();
        services.AddSingleton<PortfolioReader>();
        services.AddHostedService<Sweeper>();
        services.AddHostedService<SiloMetrics>();
        services.AddHostedService<SiloReporter>();
        services.AddHostedService<PortfolioPinger>();
        services.AddSingleton<AuditVerifier>();
        services.AddHostedService<AuditRounds>();
    }
}
