using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Delivery;
using SalesGrains.Entities.Hosting;
using SalesGrains.Entities.Stores;
using SalesGrains.Entities.Telemetry;
using SalesGrains.Organizations;

namespace SalesGrains.Entities;

/// <summary>What every entity of a silo works with.</summary>
public sealed class EntityRuntime(
    IEntityStore store,
    IOrganizationDirectory organizations,
    TimeProvider time,
    FactsPoster poster,
    PendingEntities pending,
    EffectJson effects,
    SiloChanges silos,
    IOptions<EntityOptions> options,
    ILogger<EntityRuntime> log)
{
    internal IEntityStore Store => store;

    internal IOrganizationDirectory Organizations => organizations;

    /// <summary>Real time; an organisation's time comes from its snapshot.</summary>
    internal TimeProvider Time => time;

    internal FactsPoster Poster => poster;

    internal PendingEntities Pending => pending;

    internal EffectJson Effects => effects;

    internal SiloChanges Silos => silos;

    internal EntityOptions Options => options.Value;

    internal ILogger Log => log;

    /// <summary>Keeps this silo's sweeper away from an entity while its activation is at it, or waits to be.</summary>
    internal void Attend(EntityKey key, TimeSpan wait) => pending.Attend(key, wait + Options.SweepOlderThan);

    /// <summary>
    /// Awaits a call to the store. Only a definite refusal comes through as it is: whatever else happens, a timeout too, leaves the
    /// outcome unknown.
    /// </summary>
    internal async Task<T> Ask<T>(string what, EntityKey key, Func<IEntityStore, Task<T>> call)
    {
        using var activity = EntityTrace.Store(what, key);
        try
        {
            return await call(store).WaitAsync(Options.StoreTimeout);
        }
        catch (Exception error) when (error is not (EtagConflictException or CommandKeyTakenException))
        {
            activity?.SetStatus(ActivityStatusCode.Error, error.GetType().Name);
            EntityLog.StoreUnknown(log, key, what, error);
            throw new StoreUnknownException($"{what} of {key}: {error.GetType().Name}: {error.Message}");
        }
    }
}

/// <summary>It is not known what the store did, or it could not be asked.</summary>
internal sealed class StoreUnknownException(string message) : Exception(message);
