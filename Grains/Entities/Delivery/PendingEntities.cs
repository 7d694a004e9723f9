using System.Collections.Concurrent;
using System.Diagnostics;

namespace SalesGrains.Entities.Delivery;

/// <summary>
/// The entities of this silo that have, or may have, something undelivered: what its sweeper pings if their activation goes away.
/// </summary>
public sealed class PendingEntities
{
    private readonly ConcurrentDictionary<EntityKey, long> since = new();

    /// <summary>Number of entities remembered.</summary>
    public int Count => since.Count;

    /// <summary>Remembers an entity from just before its commit: the commit's outcome may never be known here.</summary>
    public void Mark(EntityKey key) => since.TryAdd(key, Stopwatch.GetTimestamp());

    /// <summary>Forgets an entity whose mark has fallen.</summary>
    public void Clear(EntityKey key) => since.TryRemove(key, out _);

    /// <summary>True when the entity is remembered.</summary>
    public bool Contains(EntityKey key) => since.ContainsKey(key);

    /// <summary>Entities remembered for longer than an age.</summary>
    public IEnumerable<EntityKey> OlderThan(TimeSpan age) =>
        since.Where(entry => Stopwatch.GetElapsedTime(entry.Value) >= age).Select(entry => entry.Key);
}
