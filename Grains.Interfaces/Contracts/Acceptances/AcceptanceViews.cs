using System.Collections.Immutable;

namespace SalesGrains.Contracts.Acceptances;

/// <summary>The acceptances of a contract and what hangs on them, as its page shows them (R06–R08).</summary>
/// <param name="Items">The signed acceptances, the latest first.</param>
/// <param name="Holds">What is frozen.</param>
/// <param name="Delegates">Who may sign for the decision chain.</param>
/// <param name="AtRisk">Open money of frozen nodes, in yuan.</param>
[GenerateSerializer, Immutable, Alias("acceptances-view")]
public sealed record AcceptancesView(
    [property: Id(0)] ImmutableArray<AcceptanceView> Items,
    [property: Id(1)] ImmutableArray<HoldView> Holds,
    [property: Id(2)] ImmutableArray<DelegateView> Delegates,
    [property: Id(3)] string AtRisk)
{
    /// <summary>Nothing was signed.</summary>
    public static AcceptancesView None { get; } = new([], [], [], "0.00");
}

/// <summary>A signed acceptance.</summary>
/// <param name="Id">Unique in the contract.</param>
/// <param name="Event">initial-accepted or final-accepted.</param>
/// <param name="SignedOn">The day it was signed.</param>
/// <param name="SignerName">Who signed.</param>
/// <param name="SignerTitle">Their title.</param>
/// <param name="Verdict">See <see cref="Verdicts"/>.</param>
/// <param name="MatchedTitle">The place in the decision chain that it matches.</param>
/// <param name="File">The scan.</param>
/// <param name="RecordedAt">When it was uploaded.</param>
/// <param name="By">By whom.</param>
[GenerateSerializer, Immutable, Alias("acceptance-view")]
public sealed record AcceptanceView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Event,
    [property: Id(2)] DateOnly SignedOn,
    [property: Id(3)] string SignerName,
    [property: Id(4)] string SignerTitle,
    [property: Id(5)] string Verdict,
    [property: Id(6)] string? MatchedTitle,
    [property: Id(7)] EvidenceFile File,
    [property: Id(8)] DateTimeOffset RecordedAt,
    [property: Id(9)] string By);

/// <summary>A freeze that holds (R08).</summary>
/// <param name="Id">Unique in the contract.</param>
/// <param name="Event">The acceptance that it waits for.</param>
/// <param name="Since">From when it holds.</param>
/// <param name="Nodes">The numbers of the frozen nodes.</param>
/// <param name="Nudged">How many times it was nudged.</param>
/// <param name="NextNudgeAt">When it is nudged next.</param>
/// <param name="RequestedBy">Who asked for its end without a valid signature; null: nobody.</param>
/// <param name="RequestReason">Why they did.</param>
/// <param name="RequestedAt">When they did.</param>
/// <param name="RequestedById">Their user id: the same person cannot agree.</param>
[GenerateSerializer, Immutable, Alias("hold-view")]
public sealed record HoldView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Event,
    [property: Id(2)] DateTimeOffset Since,
    [property: Id(3)] ImmutableArray<int> Nodes,
    [property: Id(4)] int Nudged,
    [property: Id(5)] DateTimeOffset? NextNudgeAt,
    [property: Id(6)] string? RequestedBy,
    [property: Id(7)] string? RequestReason,
    [property: Id(8)] DateTimeOffset? RequestedAt,
    [property: Id(9)] string? RequestedById);

/// <summary>Somebody who may sign for the decision chain.</summary>
[GenerateSerializer, Immutable, Alias("delegate-view")]
public sealed record DelegateView(
    [property: Id(0)] string Name, [property: Id(1)] DateOnly From, [property: Id(2)] DateOnly Until, [property: Id(3)] string Reason, [property: Id(4)] string By);

/// <summary>What the comparison of a signature with the decision chain came to; stored and on the wire.</summary>
public static class Verdicts
{
    /// <summary>The title stands in the decision chain.</summary>
    public const string Title = "title";

    /// <summary>The signer was named to sign for it.</summary>
    public const string Delegate = "delegate";

    /// <summary>The contract names no decision chain: nothing to compare with.</summary>
    public const string NoChain = "no-chain";

    /// <summary>Neither.</summary>
    public const string Mismatch = "mismatch";
}
