using System.Collections.Immutable;
using SalesGrains.Entities;

namespace SalesGrains.Contracts;

/// <summary>What a draft would come to if it were signed: the live preview of the contract form.</summary>
/// <param name="Nodes">A node for each term, as far as it can be computed.</param>
/// <param name="Problems">Everything that signing would refuse.</param>
/// <param name="SumFen">Sum of the node amounts, in fen.</param>
[GenerateSerializer, Immutable, Alias("contract-preview")]
public sealed record ContractPreview(
    [property: Id(0)] ImmutableArray<PreviewNode> Nodes,
    [property: Id(1)] ImmutableArray<Rejection> Problems,
    [property: Id(2)] long SumFen);

/// <summary>A node of a preview.</summary>
/// <param name="No">Number it would get.</param>
/// <param name="Name">Name.</param>
/// <param name="AmountFen">In fen; null when the terms do not say.</param>
/// <param name="StartsOn">The day its trigger happens; null when not known.</param>
/// <param name="DueOn">The day by which it is to be paid; null when not known.</param>
/// <param name="Provisional">Counted through a year without an official calendar.</param>
[GenerateSerializer, Immutable, Alias("preview-node")]
public sealed record PreviewNode(
    [property: Id(0)] int No,
    [property: Id(1)] string Name,
    [property: Id(2)] long? AmountFen,
    [property: Id(3)] DateOnly? StartsOn,
    [property: Id(4)] DateOnly? DueOn,
    [property: Id(5)] bool Provisional);
