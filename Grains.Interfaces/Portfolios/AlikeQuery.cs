using System.Collections.Immutable;

namespace SalesGrains.Portfolios;

/// <summary>A customer whose duplicates are looked for (查重, X10).</summary>
[GenerateSerializer, Immutable, Alias("alike-query")]
public sealed record AlikeQuery
{
    /// <summary>What of its name is its own; null: the name does not count.</summary>
    [Id(0)] public string? NameKey { get; init; }

    /// <summary>Ids of its external identities: hashes, never the numbers.</summary>
    [Id(1)] public ImmutableArray<string> IdentityIds { get; init; } = [];

    /// <summary>Its unified social credit code, or null.</summary>
    [Id(2)] public string? CreditCode { get; init; }

    /// <summary>The customer itself; null: it is not there yet.</summary>
    [Id(3)] public string? ExceptId { get; init; }
}
