using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Messaging;
using SalesGrains.AzureTables.Clustering;
using SalesGrains.AzureTables.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Hosting;

namespace SalesGrains.AzureTables;

/// <summary>Wires the Azure Tables store.</summary>
public static class AzureTablesStorageExtensions
{
    /// <summary>The store's port, reminders and documents of this silo in one storage account.</summary>
    public static ISiloBuilder AddAzureTablesStorage(this ISiloBuilder silo, AzureTablesStorageOptions options)
    {
        silo.Services.AddAzureTablesStorage(options);
        return silo;
    }

    /// <summary>The store's port, reminders and documents in one storage account.</summary>
    public static IServiceCollection AddAzureTablesStorage(this IServiceCollection services, AzureTablesStorageOptions options)
    {
        services.AddAzureTables(options);
        services.AddSingleton<IEntityStore>(sp => new AzureTablesEntityStore(
            sp.GetRequiredService<AzureTablesDatabase>(), sp.GetRequiredService<TimeProvider>(), Log<AzureTablesEntityStore>(sp)));
        services.AddEngineStorage<AzureTablesReminderTable, AzureTablesDocumentStorage>();
        return services;
    }

    /// <summary>The silos that name one cluster find each other in the store's account.</summary>
    public static ISiloBuilder UseAzureTablesClustering(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<IMembershipTable, AzureTablesMembershipTable>();
        return silo;
    }

    /// <summary>A client outside the cluster finds the silos that take its calls in the store's account.</summary>
    public static IClientBuilder UseAzureTablesClustering(this IClientBuilder client, AzureTablesStorageOptions options)
    {
        client.Services.AddAzureTables(options);
        client.Services.AddSingleton<IGatewayListProvider, AzureTablesGateways>();
        return client;
    }

    private static void AddAzureTables(this IServiceCollection services, AzureTablesStorageOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);

        // Whoever asks first waits while the emulator starts; that is the host, before it serves anybody.
        services.TryAddSingleton(sp => Task.Run(() => AzureTablesDatabase.Open(options, sp.GetRequiredService<TimeProvider>(), Log<AzureTablesDatabase>(sp)))
            .GetAwaiter().GetResult());
    }

    private static ILogger<T> Log<T>(IServiceProvider services) => services.GetService<ILogger<T>>() ?? NullLogger<T>.Instance;
}
