using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Contracts;

/// <summary>A payment node (付款节点). Its status is not here: it is derived from this and today.</summary>
public sealed record PaymentNode
{
    /// <summary>Never given to another node of the contract.</summary>
    public int No { get; set; }

    /// <summary>What was agreed.</summary>
    public Term Term { get; set; } = new();

    /// <summary>What is to be paid, in fen.</summary>
    public long AmountFen { get; set; }

    /// <summary>The day its trigger happened.</summary>
    public DateOnly? StartsOn { get; set; }

    /// <summary>The day by which it is to be paid.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>The date was counted through a year without an official calendar.</summary>
    public bool Provisional { get; set; }

    /// <summary>Nudges wait until then: its date was already over when it became known (loaded history).</summary>
    public DateTimeOffset? NudgesFrom { get; set; }

    /// <summary>Frozen (R08): the customer is not nudged, the rep is.</summary>
    public bool Held { get; set; }

    /// <summary>Taken out by an amendment, or its contract was cancelled.</summary>
    public bool Cancelled { get; set; }

    /// <summary>What was paid on it.</summary>
    public ImmutableArray<NodePayment> Payments { get; set; } = [];

    /// <summary>The preparation checklist (回款准备清单); empty until the node enters its warning window.</summary>
    public ImmutableArray<ChecklistItem> Checklist { get; set; } = [];

    /// <summary>The stages of warning and escalation that are done for this due date.</summary>
    public ImmutableArray<string> StagesDone { get; set; } = [];

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
    public string AllocationId { get; set; } = "";

    /// <summary>The receipt it is a part of.</summary>
    public string ReceiptId { get; set; } = "";

    /// <summary>In fen.</summary>
    public long AmountFen { get; set; }

    /// <summary>The day it came in.</summary>
    public DateOnly ReceivedOn { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>An item of a preparation checklist.</summary>
public sealed record ChecklistItem
{
    /// <summary>Unique in the contract: <c>{node}-{number}</c>.</summary>
    public string Id { get; set; } = "";

    /// <summary>confirm, submit or answer.</summary>
    public string Part { get; set; } = "";

    /// <summary>Names its sentence, see <see cref="Countdown.ChecklistTexts"/>.</summary>
    public string Text { get; set; } = "";

    /// <summary>What the sentence is about, for example a deliverable's name.</summary>
    public string? Argument { get; set; }

    /// <summary>The deliverable's type that it stands for.</summary>
    public string? Deliverable { get; set; }

    /// <summary>Ticked.</summary>
    public bool Done { get; set; }

    /// <summary>When it was ticked.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>Who ticked it.</summary>
    public string? By { get; set; }

    /// <summary>What they noted.</summary>
    public string? Note { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}
