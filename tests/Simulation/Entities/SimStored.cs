using System.Collections.Immutable;
using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Entities;

public enum StoreStatus
{
    Ok,
    Conflict,
    KeyTaken,
    Unknown,
}

/// <summary>What a read of an entity gives: one consistent snapshot.</summary>
public sealed record SimStored(
    long Etag, long Version, SimState State, SimLanes Lanes, long RecordedAt, SimFacts Facts, long ClockVersion,
    ImmutableDictionary<string, OutboxLane> Delivered, long DeliveredEtag, long? PendingAt)
{
    public static SimStored Nothing(int entity) => new(
        0, 0, SimState.Empty, SimLanes.Empty, 0, new(entity, 0, null, int.MaxValue, false), 0, ImmutableDictionary<string, OutboxLane>.Empty, 0, null);
}

/// <summary>One commit, as it is sent to the store and as its row remembers it.</summary>
public sealed record SimCommit(
    int Entity, long? ExpectedEtag, long Version, long RecordedAt, ImmutableArray<SimEvent> Events, ImmutableArray<SimItem> Effects,
    SimState State, SimLanes Lanes, SimFacts Facts, long ClockVersion, SimCommand? Command, StoredCommand? Key);

/// <summary>Generation, shards, clock and rules of the organisation: one row.</summary>
public sealed record SimOrganization(int Generation, long ClockVersion, long VirtualNow, int RulesVersion, bool Jumping)
{
    public int Shards => ShardsOf(Generation);

    /// <summary>The second generation has two shards.</summary>
    public static int ShardsOf(int generation) => generation;
}
