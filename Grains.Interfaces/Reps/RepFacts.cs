using System.Collections.Immutable;
using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Reps;

/// <summary>The facts of a rep (销售员). Their team is a place in the organisation tree.</summary>
[GenerateSerializer, Immutable, Alias("rep-facts")]
public sealed record RepFacts : EntityFacts
{
    /// <summary>Name.</summary>
    [Id(0)] public string Name { get; set; } = "";

    /// <summary>The team or store in the organisation tree.</summary>
    [Id(1)] public string UnitId { get; set; } = "";

    /// <summary>The number it has in the company's other systems, or null.</summary>
    [Id(2)] public string? ExternalNo { get; set; }

    /// <summary>False once the rep has left.</summary>
    [Id(3)] public bool Active { get; set; } = true;

    /// <summary>Nudges that nobody has acted on yet (P05, P06); null: none.</summary>
    [Id(4)] public ImmutableArray<NudgeFacts>? Nudges { get; set; }
}
