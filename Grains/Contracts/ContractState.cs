using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Contracts.Acceptances;
using SalesGrains.Nudges;

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

    /// <summary>Signed acceptances and what hangs on them (R06–R08); null: none yet.</summary>
    public SigningState? Signing { get; set; }

    /// <summary>Signed acceptances in the order in which they came.</summary>
    [JsonIgnore] public ImmutableArray<SignedAcceptance> Acceptances => Signing?.Acceptances ?? [];

    /// <summary>What is frozen for want of a signature.</summary>
    [JsonIgnore] public ImmutableArray<NodeHold> Holds => Signing?.Holds ?? [];

    /// <summary>Who may sign for the decision chain.</summary>
    [JsonIgnore] public ImmutableArray<SigningDelegate> Delegates => Signing?.Delegates ?? [];

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
