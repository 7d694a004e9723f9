using SalesGrains.Boards;
using SalesGrains.Organizations;

namespace SalesGrains.Portfolios;

/// <summary>What a list is about. Members that a list does not know are ignored by it.</summary>
/// <param name="Scope">Whose rows.</param>
[GenerateSerializer, Immutable, Alias("list-query")]
public sealed record ListQuery([property: Id(0)] BoardScope Scope)
{
    /// <summary>
    /// Rep, status or bucket, text, tier, level. Payment nodes use all but the level; contracts, customers and reps rep, text and tier;
    /// nudges rep, text and level.
    /// </summary>
    [Id(1)] public BoardFilter Filter { get; init; } = BoardFilter.None;

    /// <summary>Contracts: draft, signed or cancelled.</summary>
    [Id(2)] public string? Stage { get; init; }

    /// <summary>Contracts and chains: of this customer.</summary>
    [Id(3)] public string? CustomerId { get; init; }

    /// <summary>Payment nodes: an ageing bucket key or <c>total</c>; duties: a bucket of their board. Both this and the filter's status must hold.</summary>
    [Id(4)] public string? Bucket { get; init; }

    /// <summary>Nudges: those that a restore holds, instead of all others.</summary>
    [Id(5)] public bool Held { get; init; }

    /// <summary>Duties: the board whose rows they are.</summary>
    [Id(6)] public string? Board { get; init; }

    /// <summary>Customers: true for those in the public pool (X13), with their number; false for all others, with theirs; null: all others, not counted.</summary>
    [Id(7)] public bool? Pooled { get; init; }

    /// <summary>Customers: the stale ones alone (X14).</summary>
    [Id(8)] public bool Stale { get; init; }

    /// <summary>Items of the process board: the Monday of their week; null: this week's.</summary>
    [Id(9)] public DateOnly? Week { get; init; }

    /// <summary>
    /// Items of the process board: those that this number counts; see <see cref="ProcessMetrics"/>. Spot checks: those with this reason; see
    /// <see cref="SpotCheckReasons"/>.
    /// </summary>
    [Id(10)] public string? Metric { get; init; }

    /// <summary>Customers: those that may be the same as this one (X10), whosever they are; null: all.</summary>
    [Id(11)] public AlikeQuery? Alike { get; init; }

    /// <summary>Checks: those of this manager; null: of all.</summary>
    [Id(12)] public string? Checker { get; init; }

    /// <summary>Chains: which of them; null: all.</summary>
    [Id(13)] public ChainQuery? Chain { get; init; }

    /// <summary>First contacts of a period (C08), open or not; null: not those.</summary>
    [Id(14)] public ContactQuery? Contacts { get; init; }

    /// <summary>The same text for the same question; a cursor is good for its own question only.</summary>
    public string Signature => $"{Scope}?{Filter}&stage={Stage}&customer={CustomerId}&bucket={Bucket}&held={Held}{(Board is null ? "" : $"&board={Board}")}{(Pooled is null ? "" : $"&pooled={Pooled}")}{(Stale ? "&stale" : "")}{(Metric is null && Week is null ? "" : $"&metric={Metric}&week={Week:O}")}{(Chain is null ? "" : $"&{Chain}")}{(Checker is null ? "" : $"&checker={Checker}")}{(Alike is null ? "" : $"&alike={Alike.ExceptId}")}{(Contacts is null ? "" : $"&contacts={Contacts}")}";
}

/// <summary>The place of a row in a list: compared member by member, ordinally.</summary>
/// <param name="First">First sort key, for example the due date.</param>
/// <param name="Second">Second sort key, for example the contract's id.</param>
/// <param name="Third">Third sort key, for example the node's number.</param>
[GenerateSerializer, Immutable, Alias("page-key")]
public readonly record struct PageKey(
    [property: Id(0)] string First,
    [property: Id(1)] string Second,
    [property: Id(2)] int Third = 0) : IComparable<PageKey>
{
    /// <inheritdoc/>
    public int CompareTo(PageKey other)
    {
        var first = string.CompareOrdinal(First, other.First);
        var second = first != 0 ? first : string.CompareOrdinal(Second, other.Second);
        return second != 0 ? second : Third.CompareTo(other.Third);
    }
}

/// <summary>Which part of a list a shard is asked for.</summary>
/// <param name="Limit">Most rows.</param>
/// <param name="After">Rows behind this place; null: from the start.</param>
/// <param name="Seen">The caller has seen this version and wants to see it here too; the shard that owns it waits, 300 ms at most.</param>
[GenerateSerializer, Immutable, Alias("page-request")]
public sealed record PageRequest(
    [property: Id(0)] int Limit,
    [property: Id(1)] PageKey? After = null,
    [property: Id(2)] SeenVersion? Seen = null);

/// <summary>A version of an entity that the caller knows to exist.</summary>
[GenerateSerializer, Immutable, Alias("seen-version")]
public sealed record SeenVersion([property: Id(0)] Entities.EntityKey Key, [property: Id(1)] long Version);
