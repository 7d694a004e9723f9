using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Nudges;

namespace SalesGrains.Customers;

/// <summary>How a customer is looked after (经营): contact, opportunities, follow-ups. Add members with a default; never rename one, it is stored.</summary>
public sealed record CareState
{
    /// <summary>Nothing yet.</summary>
    public static CareState None { get; } = new();

    /// <summary>The first contact; null before there was any.</summary>
    public FirstContact? FirstContact { get; set; }

    /// <summary>Opportunities, open and closed, in the order they were created.</summary>
    public ImmutableArray<Opportunity> Opportunities { get; set; } = [];

    /// <summary>The latest follow-ups by the moment they happened; older ones stand in the history.</summary>
    public ImmutableArray<FollowUp> FollowUps { get; set; } = [];

    /// <summary>The latest signals by the moment they happened: against them follow-ups are judged (P04).</summary>
    public ImmutableArray<Signal> Signals { get; set; } = [];

    /// <summary>Nudges, open ones and the last closed ones.</summary>
    public ImmutableArray<Nudge> Nudges { get; set; } = [];

    /// <summary>The day by whose end it is to be followed up (Z05); null: nobody has touched it yet.</summary>
    public DateOnly? FollowUpDueOn { get; set; }

    /// <summary>Steps of the overdue ladder that are done for <see cref="FollowUpDueOn"/>, as days.</summary>
    public ImmutableArray<int> FollowUpStepsDone { get; set; } = [];

    /// <summary>When somebody of ours last dealt with it: contact, follow-up, quotation.</summary>
    public DateTimeOffset? LastTouchAt { get; set; }

    /// <summary>When anything last happened, signals among it (X13, X14).</summary>
    public DateTimeOffset? LastActivityAt { get; set; }

    /// <summary>When a quotation last went out.</summary>
    public DateTimeOffset? LastQuotedAt { get; set; }

    /// <summary>Ids of the last entries and quotations: the same id twice is one.</summary>
    public ImmutableArray<string> RecentIds { get; set; } = [];

    /// <summary>Keys of identities that another customer holds (X10).</summary>
    public ImmutableArray<string> HeldElsewhere { get; set; } = [];

    /// <summary>The latest moments of which chains are made (P08), in the order they happened; null: none since they are kept.</summary>
    public ImmutableArray<ChainMark>? Marks { get; set; }

    /// <summary>The latest comments (X18), which their authors may take back; null: none since they are kept.</summary>
    public ImmutableArray<CommentMark>? Comments { get; set; }

    /// <summary>When it was put into the public pool (公海, X13); null: it is somebody's.</summary>
    public DateTimeOffset? PooledAt { get; set; }

    /// <summary>When its rep was told that it will return to the pool; null: not since anything last happened.</summary>
    public DateTimeOffset? PoolWarnedAt { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The opportunity with this id, or null.</summary>
    public Opportunity? Opportunity(string id) => Opportunities.FirstOrDefault(one => one.Id == id);

    /// <summary>The opportunity that is furthest and open, or null.</summary>
    [JsonIgnore] public Opportunity? Furthest => Opportunities.Where(one => one.IsOpen).MaxBy(one => OpportunityStages.All.IndexOf(one.Stage));
}

/// <summary>The first contact between us and a customer (首次联系, C01): its clock runs until there is an opportunity, or none is to come.</summary>
public sealed record FirstContact
{
    /// <summary>The earliest moment that any source names.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>The source of that moment: wecom-contact, call, wechat-message, attachment, entry or follow-up.</summary>
    public string Source { get; set; } = "";

    /// <summary>mobile or pc, when the source knows.</summary>
    public string? Device { get; set; }

    /// <summary>Hours whose nudge is done.</summary>
    public ImmutableArray<int> HoursDone { get; set; } = [];

    /// <summary>When it was first heard of; null in what came before that was kept.</summary>
    public DateTimeOffset? KnownAt { get; set; }

    /// <summary>When the first of its nudges reached the rep, on a telephone or seen (R14); null: none has.</summary>
    public DateTimeOffset? ReachedAt { get; set; }

    /// <summary>When it was missed (漏录): exactly the deadline, however late it was noticed.</summary>
    public DateTimeOffset? MissedAt { get; set; }

    /// <summary>The rep who missed it.</summary>
    public string? MissedBy { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>opportunity, not-an-opportunity or contract; null while it has not ended.</summary>
    public string? Outcome { get; set; }

    /// <summary>Why it is not an opportunity.</summary>
    public string? Reason { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>Its clock runs.</summary>
    [JsonIgnore] public bool Runs => Outcome is null && MissedAt is null;
}

/// <summary>An opportunity (商机).</summary>
public sealed record Opportunity
{
    /// <summary>Its id.</summary>
    public string Id { get; set; } = "";

    /// <summary>What it is about.</summary>
    public string Title { get; set; } = "";

    /// <summary>What it may bring, in fen; 0: not known.</summary>
    public long AmountFen { get; set; }

    /// <summary>When it may be signed.</summary>
    public DateOnly? ExpectedOn { get; set; }

    /// <summary>See <see cref="OpportunityStages"/>.</summary>
    public string Stage { get; set; } = "";

    /// <summary>Since when it is at that stage.</summary>
    public DateTimeOffset StageSince { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>By whom.</summary>
    public string CreatedBy { get; set; } = "";

    /// <summary>won or lost; null while it is open.</summary>
    public string? Outcome { get; set; }

    /// <summary>Why.</summary>
    public string? Reason { get; set; }

    /// <summary>When it was closed.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>Neither won nor lost.</summary>
    [JsonIgnore] public bool IsOpen => Outcome is null;
}

/// <summary>A signal (信号, P03) of this customer: that something happened, never what was said.</summary>
public sealed record Signal
{
    /// <summary>The source's own id.</summary>
    public string Id { get; set; } = "";

    /// <summary>wecom-contact, call, wechat-message or attachment.</summary>
    public string Source { get; set; } = "";

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The rep, when the source knows.</summary>
    public string? RepId { get; set; }

    /// <summary>Length of a call in seconds.</summary>
    public int? DurationSeconds { get; set; }

    /// <summary>Number of messages.</summary>
    public int? Count { get; set; }

    /// <summary>mobile or pc, when the source knows.</summary>
    public string? Device { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}
