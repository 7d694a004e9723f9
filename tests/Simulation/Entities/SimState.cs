using System.Collections.Immutable;
using SalesGrains.Entities.Protocol;

namespace SalesGrains.Entities;

/// <summary>A moment at which the entity must act: <c>Total</c> effects, in slices.</summary>
public sealed record SimNode(int Id, long PlannedAt, long DueAt, int Done, int Total)
{
    public bool Open => Done < Total;

    public SimMoment Moment => new(Id, DueAt);
}

/// <summary>What is due, and when: moved, it is another moment.</summary>
public readonly record struct SimMoment(int Node, long DueAt);

/// <summary>A purse with alarms: enough of an entity to show every clause at work.</summary>
public sealed record SimState(
    long Balance, bool Frozen, bool Deleted, int MergedInto, int Absorbing, ImmutableArray<SimNode> Nodes)
{
    public static SimState Empty { get; } = new(0, false, false, -1, -1, []);

    public string Describe() =>
        $"{Balance} {Frozen} {Deleted} {MergedInto} {Absorbing} {string.Join(',', Nodes.Select(n => $"{n.Id}:{n.DueAt}:{n.Done}/{n.Total}"))}";
}

public enum SimEventType
{
    Deposited, Sent, Planned, Fired, Moved, Froze, Thawed, Deleted, Absorbing, Merged, Opened, Received, Forwarded, Returned,
}

/// <summary>One event; which members mean something depends on the type.</summary>
public sealed record SimEvent(
    SimEventType Type, long Amount = 0, int Other = -1, int Node = -1, int Index = 0, long At = 0, string? EffectId = null);

public enum SimEffectType
{
    Transfer, Nudge, MergeRequest, MergeDone,
}

/// <summary>An effect in its lane.</summary>
public sealed record SimItem(int From, int To, long Number, string Id, SimEffectType Type, long Amount, long ClockVersion, bool Marker = false);

public sealed record SimBatch(int Source, long Passed, ImmutableArray<SimItem> Items);

/// <summary>What the commit keeps of lanes.</summary>
/// <param name="Numbers">Last number given per consumer.</param>
/// <param name="Recorded">Outcomes recorded up to, per consumer.</param>
/// <param name="Inbox">What was taken, per source.</param>
public sealed record SimLanes(
    ImmutableDictionary<string, long> Numbers, ImmutableDictionary<string, long> Recorded, ImmutableDictionary<string, InboxLane> Inbox)
{
    public static SimLanes Empty { get; } = new(
        ImmutableDictionary<string, long>.Empty, ImmutableDictionary<string, long>.Empty, ImmutableDictionary<string, InboxLane>.Empty);

    /// <summary>A lane has been forgotten: one that is not in the inbox may have been there.</summary>
    public bool Forgot { get; init; }

    /// <summary>Due moments that failed eight times: not done, and not in the way of later ones.</summary>
    public ImmutableHashSet<SimMoment> GivenUp { get; init; } = [];
}

/// <summary>The facts that the portfolio holds.</summary>
public sealed record SimFacts(int Entity, long Version, long? NextDue, int RulesVersion, bool Deleted);

public enum SimOperation
{
    Deposit, Transfer, Plan, Freeze, Thaw, Delete, Absorb,
}

public sealed record SimCommand(
    string Key, string Fingerprint, int Entity, SimOperation Operation, long Amount = 0, int Other = -1, long At = 0,
    long? SeenVersion = null, long? ClockVersion = null);

/// <summary>Names of the entities, as the product's rules and partitions want them.</summary>
public static class Names
{
    public static readonly ImmutableArray<EntityKey> Keys =
        [.. Enumerable.Range(0, SimStore.Entities).Select(i => new EntityKey(EntityKinds.Contract, "acme0001", $"e{i}"))];

    public static readonly ImmutableArray<string> All = [.. Keys.Select(k => k.ToString())];

    private static readonly ImmutableArray<int> _partitions = [.. Keys.Select(k => Partitioning.PartitionOf(k, 16))];

    public static int ShardOf(int entity, int shards) => _partitions[entity] % shards;
}
