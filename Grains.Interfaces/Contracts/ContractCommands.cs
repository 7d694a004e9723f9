using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Contracts;

/// <summary>What people ask of a contract.</summary>
[GenerateSerializer, Immutable, Alias("contract-command")]
public abstract record ContractCommand;

/// <summary>What a draft says; also the body of a preview.</summary>
[GenerateSerializer, Immutable, Alias("contract-draft")]
public sealed record ContractDraft
{
    /// <summary>The business number, 1–64 characters.</summary>
    [Id(0)] public string Number { get; set; } = "";

    /// <summary>What the contract is about, at most 200 characters.</summary>
    [Id(1)] public string Title { get; set; } = "";

    /// <summary>Customer id.</summary>
    [Id(2)] public string CustomerId { get; set; } = "";

    /// <summary>Customer name as the caller sees it; the customer corrects it.</summary>
    [Id(3)] public string CustomerName { get; set; } = "";

    /// <summary>Customer tier as the caller sees it; the customer corrects it.</summary>
    [Id(4)] public string Tier { get; set; } = "C";

    /// <summary>The rep who owns it.</summary>
    [Id(5)] public string RepId { get; set; } = "";

    /// <summary>Total, in fen.</summary>
    [Id(6)] public long TotalFen { get; set; }

    /// <summary>Months of warranty after final acceptance (质保期), 0–240, or null.</summary>
    [Id(7)] public int? WarrantyMonths { get; set; }

    /// <summary>Who decides at the customer.</summary>
    [Id(8)] public ImmutableArray<DecisionRole> DecisionChain { get; set; } = [];

    /// <summary>The payment terms, in order; incomplete ones are allowed in a draft.</summary>
    [Id(9)] public ImmutableArray<Term> Terms { get; set; } = [];

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Starts a contract as a draft.</summary>
[GenerateSerializer, Immutable, Alias("create-contract")]
public sealed record CreateContract([property: Id(0)] ContractDraft Draft) : ContractCommand;

/// <summary>Replaces what a draft says.</summary>
[GenerateSerializer, Immutable, Alias("revise-draft")]
public sealed record ReviseDraft([property: Id(0)] ContractDraft Draft) : ContractCommand;

/// <summary>Signs a draft: from here on its nodes count down. Refused unless the terms cover the total exactly (R01).</summary>
[GenerateSerializer, Immutable, Alias("sign-contract")]
public sealed record SignContract([property: Id(0)] DateOnly SignedOn) : ContractCommand;

/// <summary>Records that something happened, such as arrival; recording it again with another date corrects it.</summary>
/// <param name="Event">One of <see cref="ContractEvents.Recordable"/>.</param>
/// <param name="OccurredOn">The day it happened.</param>
/// <param name="Note">At most 500 characters.</param>
[GenerateSerializer, Immutable, Alias("record-event")]
public sealed record RecordEvent([property: Id(0)] string Event, [property: Id(1)] DateOnly OccurredOn, [property: Id(2)] string? Note = null) : ContractCommand;

/// <summary>
/// Replaces the open terms of a signed contract (补充协议). Settled nodes stay as they are, listed or not; an open node that no term
/// keeps is taken out, and what was paid on it, or over a smaller amount, becomes credit of the customer.
/// </summary>
/// <param name="Reason">Why, 1–500 characters.</param>
/// <param name="EffectiveOn">From when it holds.</param>
/// <param name="TotalFen">The new total, in fen.</param>
/// <param name="Terms">All terms, in their new order.</param>
[GenerateSerializer, Immutable, Alias("amend-contract")]
public sealed record AmendContract(
    [property: Id(0)] string Reason,
    [property: Id(1)] DateOnly EffectiveOn,
    [property: Id(2)] long TotalFen,
    [property: Id(3)] ImmutableArray<AmendedTerm> Terms) : ContractCommand;

/// <summary>A term of an amendment.</summary>
/// <param name="Term">What it says.</param>
/// <param name="KeepNo">The existing node that goes on under it, or null for a new one.</param>
[GenerateSerializer, Immutable, Alias("amended-term")]
public sealed record AmendedTerm([property: Id(0)] Term Term, [property: Id(1)] int? KeepNo = null);

/// <summary>Ticks or unticks an item of a preparation checklist (回款准备清单, R05).</summary>
[GenerateSerializer, Immutable, Alias("tick-checklist")]
public sealed record TickChecklist([property: Id(0)] string ItemId, [property: Id(1)] bool Done, [property: Id(2)] string? Note = null) : ContractCommand;

/// <summary>Cancels a contract: its open nodes are taken out, what was paid on any node stays there.</summary>
[GenerateSerializer, Immutable, Alias("cancel-contract")]
public sealed record CancelContract([property: Id(0)] string Reason) : ContractCommand;

/// <summary>Its reader has seen a nudge.</summary>
[GenerateSerializer, Immutable, Alias("mark-nudge-seen")]
public sealed record MarkNudgeSeen([property: Id(0)] string NudgeId) : ContractCommand;

/// <summary>Its reader has done what a nudge asks for; it leaves the inbox.</summary>
[GenerateSerializer, Immutable, Alias("mark-nudge-acted")]
public sealed record MarkNudgeActed([property: Id(0)] string NudgeId) : ContractCommand;

/// <summary>An administrator lets a nudge that a restore holds go to its reader.</summary>
[GenerateSerializer, Immutable, Alias("release-nudge")]
public sealed record ReleaseNudge([property: Id(0)] string NudgeId) : ContractCommand;

/// <summary>An administrator drops a nudge that a restore holds; its reader never hears of it again.</summary>
[GenerateSerializer, Immutable, Alias("discard-nudge")]
public sealed record DiscardNudge([property: Id(0)] string NudgeId) : ContractCommand;
