using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Contracts.Acceptances;

namespace SalesGrains.Contracts;

/// <summary>What happened to a contract. The names are stored: never rename or reuse one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ContractDrafted), "contract-drafted")]
[JsonDerivedType(typeof(DraftRevised), "draft-revised")]
[JsonDerivedType(typeof(ContractSigned), "contract-signed")]
[JsonDerivedType(typeof(MilestoneRecorded), "milestone-recorded")]
[JsonDerivedType(typeof(NodesScheduled), "nodes-scheduled")]
[JsonDerivedType(typeof(ContractAmended), "contract-amended")]
[JsonDerivedType(typeof(ContractCancelled), "contract-cancelled")]
[JsonDerivedType(typeof(PaymentApplied), "payment-applied")]
[JsonDerivedType(typeof(PaymentReversed), "payment-reversed")]
[JsonDerivedType(typeof(NudgeRaised), "nudge-raised")]
[JsonDerivedType(typeof(NudgeSeen), "nudge-seen")]
[JsonDerivedType(typeof(NudgeActed), "nudge-acted")]
[JsonDerivedType(typeof(NudgeReleased), "nudge-released")]
[JsonDerivedType(typeof(NudgeDiscarded), "nudge-discarded")]
[JsonDerivedType(typeof(ChecklistTicked), "checklist-ticked")]
[JsonDerivedType(typeof(CustomerProfiled), "customer-profiled")]
[JsonDerivedType(typeof(NumberLost), "number-lost")]
[JsonDerivedType(typeof(AcceptanceRecorded), "acceptance-recorded")]
[JsonDerivedType(typeof(DelegateNamed), "delegate-named")]
[JsonDerivedType(typeof(NodesFrozen), "nodes-frozen")]
[JsonDerivedType(typeof(NodesReleased), "nodes-released")]
[JsonDerivedType(typeof(ReleaseRequested), "release-requested")]
[JsonDerivedType(typeof(ReleaseRefused), "release-refused")]
public abstract record ContractEvent
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A draft was started.</summary>
public sealed record ContractDrafted(ContractDraft Draft) : ContractEvent;

/// <summary>What the draft says was replaced.</summary>
/// <param name="Draft">What it says now.</param>
/// <param name="FormerNumber">Its number before, when that changed.</param>
/// <param name="FormerCustomerId">Its customer before, when that changed.</param>
public sealed record DraftRevised(ContractDraft Draft, string? FormerNumber, string? FormerCustomerId) : ContractEvent;

/// <summary>It was signed: its terms became nodes.</summary>
public sealed record ContractSigned(DateOnly SignedOn, ImmutableArray<AgreedNode> Nodes) : ContractEvent;

/// <summary>A node as signed or amended.</summary>
public sealed record AgreedNode
{
    /// <summary>Its number.</summary>
    public int No { get; set; }

    /// <summary>What was agreed.</summary>
    public Term Term { get; set; } = new();

    /// <summary>In fen.</summary>
    public long AmountFen { get; set; }

    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Something happened, or its date was corrected.</summary>
public sealed record MilestoneRecorded(string Event, DateOnly OccurredOn, string? Note) : ContractEvent;

/// <summary>Due dates came up, moved or went.</summary>
/// <param name="Cause">signed, milestone, payment, amendment, acceptance or calendar.</param>
/// <param name="Nodes">Only those that changed.</param>
public sealed record NodesScheduled(string Cause, ImmutableArray<NodeSchedule> Nodes) : ContractEvent;

/// <summary>The dates of a node.</summary>
public sealed record NodeSchedule
{
    /// <summary>The node.</summary>
    public int No { get; set; }

    /// <summary>The day its trigger happened.</summary>
    public DateOnly? StartsOn { get; set; }

    /// <summary>The day by which it is to be paid.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>Counted through a year without an official calendar.</summary>
    public bool Provisional { get; set; }

    /// <summary>Nudges wait until then, because the date was already over when it became known.</summary>
    public DateTimeOffset? NudgesFrom { get; set; }

    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Its open terms were replaced (补充协议).</summary>
/// <param name="Reason">Why.</param>
/// <param name="EffectiveOn">From when it holds.</param>
/// <param name="TotalFen">The new total, in fen.</param>
/// <param name="Nodes">All nodes that stand now, in their new order.</param>
/// <param name="TakenOut">Numbers of nodes that were taken out.</param>
/// <param name="Released">What was paid on nodes that are smaller now or gone: credit of the customer.</param>
public sealed record ContractAmended(
    string Reason,
    DateOnly EffectiveOn,
    long TotalFen,
    ImmutableArray<AgreedNode> Nodes,
    ImmutableArray<int> TakenOut,
    ImmutableArray<PaymentPart> Released) : ContractEvent;

/// <summary>It was cancelled: open nodes are taken out.</summary>
public sealed record ContractCancelled(string Reason) : ContractEvent;

/// <summary>A part of an allocation, on one node.</summary>
public sealed record PaymentPart
{
    /// <summary>The node.</summary>
    public int No { get; set; }

    /// <summary>The allocation.</summary>
    public string AllocationId { get; set; } = "";

    /// <summary>The receipt.</summary>
    public string ReceiptId { get; set; } = "";

    /// <summary>In fen, above 0.</summary>
    public long AmountFen { get; set; }

    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>An allocation of a receipt was taken; what no node could take goes back to the customer.</summary>
/// <param name="AllocationId">The allocation: each is taken once.</param>
/// <param name="ReceiptId">The receipt.</param>
/// <param name="ReceivedOn">The day it came in.</param>
/// <param name="AskedNo">The node that was named, or null.</param>
/// <param name="Parts">What went where.</param>
/// <param name="ExcessFen">What no node took, in fen.</param>
public sealed record PaymentApplied(
    string AllocationId, string ReceiptId, DateOnly ReceivedOn, int? AskedNo, ImmutableArray<PaymentPart> Parts, long ExcessFen) : ContractEvent;

/// <summary>A receipt was taken back.</summary>
public sealed record PaymentReversed(string ReceiptId, ImmutableArray<PaymentPart> Parts) : ContractEvent;

/// <summary>A checklist item was ticked or unticked.</summary>
public sealed record ChecklistTicked(string ItemId, bool Done, string? Note) : ContractEvent;

/// <summary>The customer has another name or tier.</summary>
public sealed record CustomerProfiled(string Name, string Tier) : ContractEvent
{
    /// <summary>The customer into which its own was merged (X10); null: it is still the same.</summary>
    public string? CustomerId { get; set; }
}

/// <summary>Somebody else had the number first; the contract goes on under another.</summary>
public sealed record NumberLost(string Number, string NewNumber) : ContractEvent;
