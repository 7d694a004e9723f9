using System.Collections.Concurrent;
using System.Diagnostics;

namespace SalesGrains.Entities.Delivery;

/// <summary>
/// The entities of this silo that have, or may have, something undelivered, each with the moment at which its sweeper should look:
/// an activation that is alive and at it keeps putting the moment off, one that goes away leaves it due at once.
/// </summary>
public sealed class PendingEntities
{
    private readonly ConcurrentDictionary<EntityKey, long> lookAt = new();

    /// <summary>Number of entities remembered.</summary>
    public int Count => lookAt.Count;

    /// <summary>An activation attends to the entity for a while: from just before a commit, whose outcome it may never learn.</summary>
    public void Attend(EntityKey key, TimeSpan during) => lookAt[key] = After(during);

    /// <summary>Forgets an entity whose mark has fallen.</summary>
    public void Clear(EntityKey key) => lookAt.TryRemove(key, out _);

    /// <summary>The activation goes away: if anything is pending, nobody attends to it.</summary>
    public void Abandon(EntityKey key)
    {
        if (lookAt.TryGetValue(key, out var at))
        {
            lookAt.TryUpdate(key, 0, at);
        }
    }

    /// <summary>True when an activation of this silo attends to the entity.</summary>
    public bool IsAttended(EntityKey key) => lookAt.TryGetValue(key, out var at) && at > Stopwatch.GetTimestamp();

    /// <summary>Entities that nobody has attended to in time.</summary>
    public IEnumerable<EntityKey> Unattended()
    {
        var now = Stopwatch.GetTimestamp();
        return lookAt.Where(entry => entry.Value <= now).Select(entry => entry.Key);
    }

    private static long After(TimeSpan during) => Stopwatch.GetTimestamp() + (long)(during.TotalSeconds * Stopwatch.Frequency);
}
