namespace SalesGrains.Entities.Stores;

/// <summary>What a rescan compares.</summary>
public sealed record FactsHead(EntityKey Key, long Version, DateTimeOffset? NextDue);

/// <summary>An entity with something undelivered.</summary>
/// <param name="Key">The entity.</param>
/// <param name="Version">The version of its latest commit.</param>
/// <param name="Since">When the first of its undelivered commits was recorded, in real time.</param>
public sealed record PendingMark(EntityKey Key, long Version, DateTimeOffset Since);
