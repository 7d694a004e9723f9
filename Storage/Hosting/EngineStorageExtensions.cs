using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Providers;
using Orleans.Reminders;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using SalesGrains.Entities;
using SalesGrains.Documents;
using SalesGrains.Entities.Stores;
using SalesGrains.Uploads;

namespace SalesGrains.Hosting;

/// <summary>Wires what every engine has beside the store's port.</summary>
internal static class EngineStorageExtensions
{
    /// <summary>An engine's reminder table and document storage; documents are also the default storage.</summary>
    public static void AddEngineStorage<TReminders, TDocuments>(this IServiceCollection services)
        where TReminders : class, IReminderTable
        where TDocuments : IGrainStorage
    {
        services.AddReminders();
        services.TryAddKeyedSingleton(ReminderTimeProviderNames.Reminders, (sp, _) => sp.GetRequiredService<TimeProvider>());
        services.AddSingleton<IReminderTable, TReminders>();
        services.AddGrainStorage(StorageNames.Documents, (sp, _) => ActivatorUtilities.CreateInstance<TDocuments>(
            sp, ActivatorUtilities.CreateInstance<SystemTextJsonGrainStorageSerializer>(sp)));
        services.AddSingleton<IFileStore>(sp => new DocumentFileStore(sp.GetRequiredKeyedService<IGrainStorage>(StorageNames.Documents)));
        services.AddGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, (sp, _) => sp.GetRequiredKeyedService<IGrainStorage>(StorageNames.Documents));
    }
}
