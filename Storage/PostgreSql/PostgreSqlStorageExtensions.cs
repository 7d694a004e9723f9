using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Hosting;
using SalesGrains.PostgreSql.Entities;

namespace SalesGrains.PostgreSql;

/// <summary>Wires the PostgreSQL store.</summary>
public static class PostgreSqlStorageExtensions
{
    /// <summary>The store's port, reminders and documents of this silo in one database.</summary>
    public static ISiloBuilder AddPostgreSqlStorage(this ISiloBuilder silo, PostgreSqlStorageOptions options)
    {
        silo.Services.AddPostgreSqlStorage(options);
        return silo;
    }

    /// <summary>The store's port, reminders and documents in one database.</summary>
    public static IServiceCollection AddPostgreSqlStorage(this IServiceCollection services, PostgreSqlStorageOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);

        // Whoever asks first waits while the server starts; that is the host, before it serves anybody.
        services.AddSingleton(sp => Task.Run(() => PostgreSqlDatabase.Open(options, sp.GetRequiredService<TimeProvider>(), Log<PostgreSqlDatabase>(sp)))
            .GetAwaiter().GetResult());
        services.AddSingleton<IEntityStore>(sp => new PostgreSqlEntityStore(
            sp.GetRequiredService<PostgreSqlDatabase>(), sp.GetRequiredService<TimeProvider>(), Log<PostgreSqlEntityStore>(sp)));
        services.AddEngineStorage<PostgreSqlReminderTable, PostgreSqlDocumentStorage>();
        return services;
    }

    /// <summary>The silos that name one cluster find each other in the store's database, through the official ADO.NET package.</summary>
    public static ISiloBuilder UsePostgreSqlClustering(this ISiloBuilder silo) =>
        silo.UseAdoNetClustering((OptionsBuilder<AdoNetClusteringSiloOptions> options) =>
            options.Configure<PostgreSqlDatabase>((clustering, database) => (clustering.Invariant, clustering.DataSource) = ("Npgsql", database.Source)));

    private static ILogger<T> Log<T>(IServiceProvider services) => services.GetService<ILogger<T>>() ?? NullLogger<T>.Instance;
}
