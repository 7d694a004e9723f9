using System.Collections.Immutable;
using SalesGrains.Entities;

namespace SalesGrains.Customers;

/// <summary>The facts of a customer (客户).</summary>
[GenerateSerializer, Immutable, Alias("customer-facts")]
public sealed record CustomerFacts : EntityFacts
{
    /// <summary>Full name.</summary>
    [Id(0)] public string Name { get; set; } = "";

    /// <summary>A, B or C.</summary>
    [Id(1)] public string Tier { get; set; } = "C";

    /// <summary>The rep who owns it.</summary>
    [Id(2)] public string RepId { get; set; } = "";

    /// <summary>Money received that no node has taken, in fen (预收).</summary>
    [Id(3)] public long CreditFen { get; set; }

    /// <summary>The number it has in the company's other systems, or null.</summary>
    [Id(4)] public string? ExternalNo { get; set; }

    /// <summary>Industry, free text.</summary>
    [Id(5)] public string? Industry { get; set; }

    /// <summary>How it is looked after; null: nothing of that yet.</summary>
    [Id(6)] public CareFacts? Care { get; set; }

    /// <summary>The customer that has all it had (X10); null: it stands for itself.</summary>
    [Id(7)] public string? MergedInto { get; set; }

    /// <summary>Ids of its external identities, by which duplicates are found: hashes, never the numbers; null: none.</summary>
    [Id(8)] public ImmutableArray<string>? IdentityIds { get; set; }

    /// <summary>Its unified social credit code, or null.</summary>
    [Id(9)] public string? CreditCode { get; set; }
}
