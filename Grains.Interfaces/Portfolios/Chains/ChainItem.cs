using System.Collections.Immutable;
using System.Globalization;
using SalesGrains.Customers;

namespace SalesGrains.Portfolios;

/// <summary>A chain of a customer in a list across customers (P08), the latest first.</summary>
[GenerateSerializer, Immutable, Alias("chain-item")]
public sealed record ChainItem(
    [property: Id(0)] string CustomerId,
    [property: Id(1)] string CustomerName,
    [property: Id(2)] string? Industry,
    [property: Id(3)] string RepId,
    [property: Id(4)] ChainFacts Chain,
    [property: Id(5)] long Version) : IPageItem
{
    /// <inheritdoc/>
    public PageKey Place => new(
        string.Create(CultureInfo.InvariantCulture, $"{DateTime.MaxValue.Ticks - Chain.At.UtcTicks:D19}"), $"{CustomerId}/{Chain.FollowUpId}/{Chain.Objection}");
}

/// <summary>Which chains are looked for. A null takes all.</summary>
/// <param name="Objection">With this objection.</param>
/// <param name="Industry">Of customers in whose industry this text is.</param>
/// <param name="Solution">With this solution; <see cref="NoSolution"/>: those with none.</param>
/// <param name="Result">With this result.</param>
[GenerateSerializer, Immutable, Alias("chain-query")]
public sealed record ChainQuery(
    [property: Id(0)] string? Objection = null, [property: Id(1)] string? Industry = null, [property: Id(2)] string? Solution = null, [property: Id(3)] string? Result = null)
{
    /// <summary>Stands for chains about which nothing was done.</summary>
    public const string NoSolution = "none";
}

/// <summary>What came of one solution (P08): how many of its chains have each result, in the order of <see cref="ChainResults.All"/>.</summary>
/// <param name="Solution">Its code; null: nothing was done.</param>
/// <param name="Results">The counts.</param>
[GenerateSerializer, Immutable, Alias("chain-count")]
public sealed record ChainCount([property: Id(0)] string? Solution, [property: Id(1)] ImmutableArray<long> Results)
{
    /// <summary>All of its chains.</summary>
    public long Total => Results.Sum();
}
