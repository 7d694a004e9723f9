using System.Collections.Immutable;

namespace SalesGrains.Portfolios;

/// <summary>A row of a list that knows its place in it.</summary>
public interface IPageItem
{
    /// <summary>Its place.</summary>
    PageKey Place { get; }
}

/// <summary>What one shard has of a list.</summary>
/// <param name="Items">At most as many as were asked for, in order.</param>
/// <param name="More">There are rows behind the last one.</param>
/// <param name="Count">Payment nodes: how many match in all. Elsewhere 0.</param>
/// <param name="AmountFen">Payment nodes: what is open in all of them, in fen.</param>
/// <param name="ViewPending">The version that the caller has seen is not here yet.</param>
[GenerateSerializer, Immutable, Alias("shard-page`1")]
public sealed record ShardPage<T>(
    [property: Id(0)] ImmutableArray<T> Items,
    [property: Id(1)] bool More,
    [property: Id(2)] long Count = 0,
    [property: Id(3)] long AmountFen = 0,
    [property: Id(4)] bool ViewPending = false)
    where T : IPageItem;

/// <summary>A contract in a list, ordered by number.</summary>
[GenerateSerializer, Immutable, Alias("contract-item")]
public sealed record ContractItem(
    [property: Id(0)] string Id,
    [property: Id(1)] string Number,
    [property: Id(2)] string Title,
    [property: Id(3)] string CustomerId,
    [property: Id(4)] string CustomerName,
    [property: Id(5)] string Tier,
    [property: Id(6)] string RepId,
    [property: Id(7)] string RepName,
    [property: Id(8)] string Stage,
    [property: Id(9)] long TotalFen,
    [property: Id(10)] long OpenFen,
    [property: Id(11)] DateOnly? SignedOn,
    [property: Id(12)] DateOnly? NextDueOn,
    [property: Id(13)] string? Status,
    [property: Id(14)] long Version) : IPageItem
{
    /// <inheritdoc/>
    public PageKey Place => new(Number, Id);
}

/// <summary>A customer in a list, ordered by name.</summary>
[GenerateSerializer, Immutable, Alias("customer-item")]
public sealed record CustomerItem(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Tier,
    [property: Id(3)] string RepId,
    [property: Id(4)] string RepName,
    [property: Id(5)] long CreditFen,
    [property: Id(6)] string? Industry,
    [property: Id(7)] string? ExternalNo,
    [property: Id(8)] long Version,
    [property: Id(9)] DateTimeOffset? PooledAt = null,
    [property: Id(10)] DateTimeOffset? LastActivityAt = null,
    [property: Id(11)] DateOnly? StaleOn = null) : IPageItem
{
    /// <summary>In which ways it may be the customer that was asked about (X10): code, identity, name.</summary>
    [Id(12)] public ImmutableArray<string> Alike { get; init; } = [];


    /// <inheritdoc/>
    public PageKey Place => new(Name, Id);
}

/// <summary>A rep in a list, ordered by name.</summary>
[GenerateSerializer, Immutable, Alias("rep-item")]
public sealed record RepItem(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string UnitId,
    [property: Id(3)] string UnitName,
    [property: Id(4)] string RegionName,
    [property: Id(5)] string? ExternalNo,
    [property: Id(6)] bool Active,
    [property: Id(7)] long Version) : IPageItem
{
    /// <inheritdoc/>
    public PageKey Place => new(Name, Id);
}

/// <summary>A nudge in an inbox, the earliest deadline first. <c>ContractId</c> is the id of the entity that raised it, of the kind that <c>Kind</c> says.</summary>
[GenerateSerializer, Immutable, Alias("nudge-item")]
public sealed record NudgeItem(
    [property: Id(0)] string NudgeId,
    [property: Id(1)] string Rule,
    [property: Id(2)] string ContractId,
    [property: Id(3)] string Number,
    [property: Id(4)] string CustomerName,
    [property: Id(5)] int NodeNo,
    [property: Id(6)] string NodeName,
    [property: Id(7)] string Level,
    [property: Id(8)] DateTimeOffset RaisedAt,
    [property: Id(9)] DateOnly Deadline,
    [property: Id(10)] string Command,
    [property: Id(11)] DateTimeOffset? SeenAt,
    [property: Id(12)] long OpenFen,
    [property: Id(13)] DateOnly? DueOn,
    [property: Id(14)] long Version,
    [property: Id(15)] DateTimeOffset DueMoment,
    [property: Id(16)] string Kind = "contract",
    [property: Id(17)] DateTimeOffset? DeadlineAt = null,
    [property: Id(18)] string? Detail = null,
    [property: Id(19)] bool Strong = false) : IPageItem
{
    /// <inheritdoc/>
    public PageKey Place => new($"{Deadline:yyyyMMdd}", $"{ContractId}\u001f{NudgeId}\u001f{Kind}");
}
