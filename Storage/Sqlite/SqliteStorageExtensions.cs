using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Hosting;
using SalesGrains.Sqlite.Entities;

namespace SalesGrains.Sqlite;

/// <summary>Wires the embedded store.</summary>
public static class SqliteStorageExtensions
{
    /// <summary>The store's port, reminders and documents of this silo on one file in the options' folder.</summary>
    public static ISiloBuilder AddSqliteStorage(this ISiloBuilder silo, SqliteStorageOptions options)
    {
        silo.Services.AddSqliteStorage(options);
        return silo;
    }

    /// <summary>The store's port, reminders and documents on one file in the options' folder.</summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, SqliteStorageOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(sp => new SqliteDatabase(options, sp.GetRequiredService<TimeProvider>(), Log<SqliteDatabase>(sp)));
        services.AddSingleton<IEntityStore>(sp => new SqliteEntityStore(
            sp.GetRequiredService<SqliteDatabase>(), sp.GetRequiredService<TimeProvider>(), Log<SqliteEntityStore>(sp)));
        services.AddEngineStorage<SqliteReminderTable, SqliteDocumentStorage>();
        return services;
    }

    private static ILogger<T> Log<T>(IServiceProvider services) => services.GetService<ILogger<T>>() ?? NullLogger<T>.Instance;
}
