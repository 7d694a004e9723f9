using System.Collections.Immutable;

namespace SalesGrains.Contracts;

/// <summary>A contract as its page shows it. Money is a decimal string in yuan.</summary>
[GenerateSerializer, Immutable, Alias("contract-view")]
public sealed record ContractView
{
    /// <summary>Contract id.</summary>
    [Id(0)] public string Id { get; init; } = "";

    /// <summary>The business number.</summary>
    [Id(1)] public string Number { get; init; } = "";

    /// <summary>What the contract is about.</summary>
    [Id(2)] public string Title { get; init; } = "";

    /// <summary>Customer id.</summary>
    [Id(3)] public string CustomerId { get; init; } = "";

    /// <summary>Customer name.</summary>
    [Id(4)] public string CustomerName { get; init; } = "";

    /// <summary>Customer tier: A, B or C.</summary>
    [Id(5)] public string Tier { get; init; } = "C";

    /// <summary>The rep who owns it.</summary>
    [Id(6)] public string RepId { get; init; } = "";

    /// <summary>draft, signed or cancelled.</summary>
    [Id(7)] public string Stage { get; init; } = "draft";

    /// <summary>Total.</summary>
    [Id(8)] public string Total { get; init; } = "0.00";

    /// <summary>Paid on its nodes so far.</summary>
    [Id(9)] public string Paid { get; init; } = "0.00";

    /// <summary>Open on nodes that are not taken out.</summary>
    [Id(10)] public string Open { get; init; } = "0.00";

    /// <summary>The day it was signed.</summary>
    [Id(11)] public DateOnly? SignedOn { get; init; }

    /// <summary>Months of warranty after final acceptance.</summary>
    [Id(12)] public int? WarrantyMonths { get; init; }

    /// <summary>Who decides at the customer.</summary>
    [Id(13)] public ImmutableArray<DecisionRole> DecisionChain { get; init; } = [];

    /// <summary>The current terms; in a signed contract those of its nodes.</summary>
    [Id(14)] public ImmutableArray<AmendedTerm> Terms { get; init; } = [];

    /// <summary>What happened, signing included.</summary>
    [Id(15)] public ImmutableArray<ContractEventView> Events { get; init; } = [];

    /// <summary>Its payment nodes; empty while it is a draft.</summary>
    [Id(16)] public ImmutableArray<NodeView> Nodes { get; init; } = [];

    /// <summary>1 when signed, one more with each amendment; 0 in a draft.</summary>
    [Id(17)] public int TermsVersion { get; init; }

    /// <summary>The entity's version.</summary>
    [Id(18)] public long Version { get; init; }

    /// <summary>Nudges that nobody has acted on yet.</summary>
    [Id(19)] public ImmutableArray<Nudges.NudgeFacts> Nudges { get; init; } = [];

    /// <summary>Signed acceptances, and what is frozen for want of one (R06–R08).</summary>
    [Id(25)] public Acceptances.AcceptancesView Acceptances { get; init; } = Contracts.Acceptances.AcceptancesView.None;

    /// <summary>The earliest moment at which it must act and has not (C06); null: nothing is due ever.</summary>
    [Id(20)] public DateTimeOffset? NextDueAt { get; init; }
}

/// <summary>Something that happened.</summary>
/// <param name="Event">One of <see cref="ContractEvents"/>.</param>
/// <param name="OccurredOn">The day it happened.</param>
/// <param name="RecordedAt">When it was recorded; null for what is derived.</param>
/// <param name="By">Who recorded it; null for what is derived.</param>
[GenerateSerializer, Immutable, Alias("contract-event-view")]
public sealed record ContractEventView(
    [property: Id(0)] string Event,
    [property: Id(1)] DateOnly OccurredOn,
    [property: Id(2)] DateTimeOffset? RecordedAt,
    [property: Id(3)] string? By);

/// <summary>A payment node as the contract's page shows it.</summary>
[GenerateSerializer, Immutable, Alias("node-view")]
public sealed record NodeView
{
    /// <summary>1–12 in the order of the terms; an amendment adds higher ones.</summary>
    [Id(0)] public int No { get; init; }

    /// <summary>Its term.</summary>
    [Id(1)] public Term Term { get; init; } = new();

    /// <summary>What is to be paid.</summary>
    [Id(2)] public string Amount { get; init; } = "0.00";

    /// <summary>What was paid.</summary>
    [Id(3)] public string Paid { get; init; } = "0.00";

    /// <summary>What is still open.</summary>
    [Id(4)] public string Open { get; init; } = "0.00";

    /// <summary>The day its trigger happened.</summary>
    [Id(5)] public DateOnly? StartsOn { get; init; }

    /// <summary>The day by which it is to be paid.</summary>
    [Id(6)] public DateOnly? DueOn { get; init; }

    /// <summary>Its status today, see <c>NodeStatusNames</c>.</summary>
    [Id(7)] public string Status { get; init; } = "";

    /// <summary>Calendar days until it is due, negative when overdue; null without due date or when closed.</summary>
    [Id(8)] public int? DaysLeft { get; init; }

    /// <summary>Days overdue, or 0.</summary>
    [Id(9)] public int OverdueDays { get; init; }

    /// <summary>Something was paid and something is open.</summary>
    [Id(10)] public bool PartlyPaid { get; init; }

    /// <summary>True while it is frozen (R08).</summary>
    [Id(11)] public bool Held { get; init; }

    /// <summary>What stands in the way: <c>event:final-accepted</c>, <c>invoice</c>, <c>deliverable:acceptance-report</c>, or null.</summary>
    [Id(12)] public string? Blocker { get; init; }

    /// <summary>The date was counted through a year without an official calendar.</summary>
    [Id(13)] public bool Provisional { get; init; }

    /// <summary>The preparation checklist, once the node has entered the warning window.</summary>
    [Id(14)] public ImmutableArray<ChecklistItemView> Checklist { get; init; } = [];

    /// <summary>What was paid by which receipt.</summary>
    [Id(15)] public ImmutableArray<NodeReceiptView> Receipts { get; init; } = [];

    /// <summary>The day it was fully paid.</summary>
    [Id(16)] public DateOnly? SettledOn { get; init; }
}

/// <summary>An item of a preparation checklist.</summary>
/// <param name="Id">Unique in the contract: <c>{node}-{number}</c>.</param>
/// <param name="Part">confirm (with the customer), submit (ours) or answer (to a usual obstacle).</param>
/// <param name="TextKey">Names the sentence, which exists in Chinese and English.</param>
/// <param name="Argument">What the sentence is about, for example a deliverable's name; or null.</param>
/// <param name="Done">Ticked.</param>
/// <param name="DoneAt">When it was ticked.</param>
/// <param name="By">Who ticked it.</param>
/// <param name="Note">What they noted.</param>
[GenerateSerializer, Immutable, Alias("checklist-item-view")]
public sealed record ChecklistItemView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Part,
    [property: Id(2)] string TextKey,
    [property: Id(3)] string? Argument,
    [property: Id(4)] bool Done,
    [property: Id(5)] DateTimeOffset? DoneAt,
    [property: Id(6)] string? By,
    [property: Id(7)] string? Note);

/// <summary>What a receipt paid on a node.</summary>
[GenerateSerializer, Immutable, Alias("node-receipt-view")]
public sealed record NodeReceiptView(
    [property: Id(0)] string ReceiptId,
    [property: Id(1)] string Amount,
    [property: Id(2)] DateOnly ReceivedOn);
