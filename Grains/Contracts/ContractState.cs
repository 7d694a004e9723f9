using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Contracts;

/// <summary>What a contract (合同) is: the fold of its events. Add members with a default; never rename one, it is stored.</summary>
public sealed record ContractState
{
    /// <summary>See <see cref="ContractStages"/>; empty before the first event.</summary>
    public string Stage { get; set; } = "";

    /// <summary>Number, title, customer, rep, total, and in a draft its terms; the terms of a signed contract are in its nodes.</summary>
    public ContractDraft Header { get; set; } = new();

    /// <summary>The day it was signed.</summary>
    public DateOnly? SignedOn { get; set; }

    /// <summary>1 when signed, one more with each amendment.</summary>
    public int TermsVersion { get; set; }

    /// <summary>What happened, by people's word: the latest record of each event.</summary>
    public ImmutableArray<Milestone> Milestones { get; set; } = [];

    /// <summary>Payment nodes in the order of the terms, those taken out last.</summary>
    public ImmutableArray<PaymentNode> Nodes { get; set; } = [];

    /// <summary>The allocations of receipts that were taken, in order: each is taken once.</summary>
    public ImmutableArray<string> Allocations { get; set; } = [];

    /// <summary>Nudges, open ones and the last closed ones.</summary>
    public ImmutableArray<Nudge> Nudges { get; set; } = [];

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The node with this number, or null.</summary>
    public PaymentNode? Node(int no) => Nodes.FirstOrDefault(node => node.No == no);
}

/// <summary>Something that happened (里程碑), such as arrival.</summary>
public sealed record Milestone
{
    /// <summary>One of <see cref="ContractEvents.Recordable"/>.</summary>
    public string Event { get; set; } = "";

    /// <summary>The day it happened.</summary>
    public DateOnly OccurredOn { get; set; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>Who recorded it.</summary>
    public string By { get; set; } = "";

    /// <summary>What they noted.</summary>
    public string? Note { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A nudge (提醒) that this contract raised.</summary>
public sealed record Nudge
{
    /// <summary>Node, rule and due moment.</summary>
    public string Id { get; set; } = "";

    /// <summary>payment-warning, payment-open-items or payment-overdue.</summary>
    public string Rule { get; set; } = "";

    /// <summary>The node it is about.</summary>
    public int NodeNo { get; set; }

    /// <summary>rep, manager or director.</summary>
    public string Level { get; set; } = "";

    /// <summary>When it was raised.</summary>
    public DateTimeOffset RaisedAt { get; set; }

    /// <summary>The day by which it should be acted on.</summary>
    public DateOnly Deadline { get; set; }

    /// <summary>The command that resolves it (Z07).</summary>
    public string Command { get; set; } = "";

    /// <summary>When its reader first saw it.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>When somebody said that it is done.</summary>
    public DateTimeOffset? ActedAt { get; set; }

    /// <summary>When what it was about had gone: paid, moved, taken out, or followed by a later one of its level.</summary>
    public DateTimeOffset? ResolvedAt { get; set; }

    /// <summary>The moment that it is for.</summary>
    public DateTimeOffset? DueMoment { get; set; }

    /// <summary>When an administrator released it after a restore.</summary>
    public DateTimeOffset? ReleasedAt { get; set; }

    /// <summary>When an administrator discarded it after a restore.</summary>
    public DateTimeOffset? DiscardedAt { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>Still in an inbox.</summary>
    [JsonIgnore] public bool IsOpen => ActedAt is null && ResolvedAt is null && DiscardedAt is null;
}
