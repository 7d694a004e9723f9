using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Contracts;

/// <summary>What a contract (合同) is: the fold of its events. Add members with a default; never rename one, it is stored.</summary>
public sealed record ContractState
{
    /// <summary>See <see cref="ContractStages"/>; empty before the first event.</summary>
    public string Stage { get; init; } = "";

    /// <summary>Number, title, customer, rep, total, and in a draft its terms; the terms of a signed contract are in its nodes.</summary>
    public ContractDraft Header { get; init; } = new();

    /// <summary>The day it was signed.</summary>
    public DateOnly? SignedOn { get; init; }

    /// <summary>1 when signed, one more with each amendment.</summary>
    public int TermsVersion { get; init; }

    /// <summary>What happened, by people's word: the latest record of each event.</summary>
    public ImmutableArray<Milestone> Milestones { get; init; } = [];

    /// <summary>Payment nodes in the order of the terms, those taken out last.</summary>
    public ImmutableArray<PaymentNode> Nodes { get; init; } = [];

    /// <summary>The allocations of receipts that were taken, in order: each is taken once.</summary>
    public ImmutableArray<string> Allocations { get; init; } = [];

    /// <summary>Nudges, open ones and the last closed ones.</summary>
    public ImmutableArray<Nudge> Nudges { get; init; } = [];

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The node with this number, or null.</summary>
    public PaymentNode? Node(int no) => Nodes.FirstOrDefault(node => node.No == no);
}

/// <summary>Something that happened (里程碑), such as arrival.</summary>
public sealed record Milestone
{
    /// <summary>One of <see cref="ContractEvents.Recordable"/>.</summary>
    public string Event { get; init; } = "";

    /// <summary>The day it happened.</summary>
    public DateOnly OccurredOn { get; init; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>Who recorded it.</summary>
    public string By { get; init; } = "";

    /// <summary>What they noted.</summary>
    public string? Note { get; init; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A payment node (付款节点). Its status is not here: it is derived from this and today.</summary>
public sealed record PaymentNode
{
    /// <summary>Never given to another node of the contract.</summary>
    public int No { get; init; }

    /// <summary>What was agreed.</summary>
    public Term Term { get; init; } = new();

    /// <summary>What is to be paid, in fen.</summary>
    public long AmountFen { get; init; }

    /// <summary>The day its trigger happened.</summary>
    public DateOnly? StartsOn { get; init; }

    /// <summary>The day by which it is to be paid.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The date was counted through a year without an official calendar.</summary>
    public bool Provisional { get; init; }

    /// <summary>Nudges wait until then: its date was already over when it became known (loaded history).</summary>
    public DateTimeOffset? NudgesFrom { get; init; }

    /// <summary>Frozen (R08): the customer is not nudged, the rep is.</summary>
    public bool Held { get; init; }

    /// <summary>Taken out by an amendment, or its contract was cancelled.</summary>
    public bool Cancelled { get; init; }

    /// <summary>What was paid on it.</summary>
    public ImmutableArray<NodePayment> Payments { get; init; } = [];

    /// <summary>The preparation checklist (回款准备清单); empty until the node enters its warning window.</summary>
    public ImmutableArray<ChecklistItem> Checklist { get; init; } = [];

    /// <summary>The stages of warning and escalation that are done for this due date.</summary>
    public ImmutableArray<string> StagesDone { get; init; } = [];

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>What was paid, in fen.</summary>
    [JsonIgnore] public long PaidFen => Payments.Sum(payment => payment.AmountFen);

    /// <summary>What is still to be paid, in fen; nothing once it is taken out.</summary>
    [JsonIgnore] public long OpenFen => Cancelled ? 0 : AmountFen - PaidFen;

    /// <summary>Fully paid: closed, an amendment cannot change it.</summary>
    [JsonIgnore] public bool IsSettled => !Cancelled && OpenFen == 0;

    /// <summary>The day on which the last fen came in.</summary>
    [JsonIgnore] public DateOnly? SettledOn => IsSettled && !Payments.IsEmpty ? Payments.Max(payment => payment.ReceivedOn) : null;
}

/// <summary>What one allocation of a receipt paid on a node.</summary>
public sealed record NodePayment
{
    /// <summary>The allocation.</summary>
    public string AllocationId { get; init; } = "";

    /// <summary>The receipt it is a part of.</summary>
    public string ReceiptId { get; init; } = "";

    /// <summary>In fen.</summary>
    public long AmountFen { get; init; }

    /// <summary>The day it came in.</summary>
    public DateOnly ReceivedOn { get; init; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>An item of a preparation checklist.</summary>
public sealed record ChecklistItem
{
    /// <summary>Unique in the contract: <c>{node}-{number}</c>.</summary>
    public string Id { get; init; } = "";

    /// <summary>confirm, submit or answer.</summary>
    public string Part { get; init; } = "";

    /// <summary>Names its sentence, see <see cref="Countdown.ChecklistTexts"/>.</summary>
    public string Text { get; init; } = "";

    /// <summary>What the sentence is about, for example a deliverable's name.</summary>
    public string? Argument { get; init; }

    /// <summary>The deliverable's type that it stands for.</summary>
    public string? Deliverable { get; init; }

    /// <summary>Ticked.</summary>
    public bool Done { get; init; }

    /// <summary>When it was ticked.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>Who ticked it.</summary>
    public string? By { get; init; }

    /// <summary>What they noted.</summary>
    public string? Note { get; init; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A nudge (提醒) that this contract raised.</summary>
public sealed record Nudge
{
    /// <summary>Node, rule and due moment.</summary>
    public string Id { get; init; } = "";

    /// <summary>payment-warning, payment-open-items or payment-overdue.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The node it is about.</summary>
    public int NodeNo { get; init; }

    /// <summary>rep, manager or director.</summary>
    public string Level { get; init; } = "";

    /// <summary>When it was raised.</summary>
    public DateTimeOffset RaisedAt { get; init; }

    /// <summary>The day by which it should be acted on.</summary>
    public DateOnly Deadline { get; init; }

    /// <summary>The command that resolves it (Z07).</summary>
    public string Command { get; init; } = "";

    /// <summary>When its reader first saw it.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>When somebody said that it is done.</summary>
    public DateTimeOffset? ActedAt { get; init; }

    /// <summary>When what it was about had gone: paid, moved, taken out, or followed by a later one of its level.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>Still in an inbox.</summary>
    [JsonIgnore] public bool IsOpen => ActedAt is null && ResolvedAt is null;
}
