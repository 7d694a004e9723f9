using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.RuleSets;

/// <summary>
/// Every number that a rule uses (规则集), versioned. A decision records the version that it used. It is stored as it was published; what a
/// published set lacks, because it is older than the number, has the value that the product ships.
/// </summary>
[GenerateSerializer, Immutable, Alias("rules")]
public sealed record RuleSet
{
    /// <summary>Rises with each publication; 1 is the set that the product ships.</summary>
    [Id(0)] public int Version { get; set; } = 1;

    /// <summary>Payment nodes (R01–R05).</summary>
    [Id(1)] public PaymentRuleSet Payments { get; set; } = new();

    /// <summary>Business numbers.</summary>
    [Id(2)] public NumberRuleSet Numbers { get; set; } = new();

    /// <summary>First contacts as published; null: the publication is older than they are.</summary>
    [Id(3), JsonPropertyName("firstContact")] public FirstContactRuleSet? OwnFirstContact { get; set; }

    /// <summary>Follow-ups as published.</summary>
    [Id(4), JsonPropertyName("followUps")] public FollowUpRuleSet? OwnFollowUps { get; set; }

    /// <summary>Stale opportunities and the public pool as published.</summary>
    [Id(5), JsonPropertyName("pool")] public PoolRuleSet? OwnPool { get; set; }

    /// <summary>Script packs as published.</summary>
    [Id(8), JsonPropertyName("playbooks")] public PlaybookRuleSet? OwnPlaybooks { get; set; }

    /// <summary>First contacts (C01, C03).</summary>
    [JsonIgnore] public FirstContactRuleSet FirstContact => OwnFirstContact ?? FirstContactRuleSet.Shipped;

    /// <summary>Follow-ups (P02–P04, P13, Z05).</summary>
    [JsonIgnore] public FollowUpRuleSet FollowUps => OwnFollowUps ?? FollowUpRuleSet.Shipped;

    /// <summary>Stale opportunities (X14) and the public pool (X13).</summary>
    [JsonIgnore] public PoolRuleSet Pool => OwnPool ?? PoolRuleSet.Shipped;

    /// <summary>Script packs (P05, P06).</summary>
    [JsonIgnore] public PlaybookRuleSet Playbooks => OwnPlaybooks ?? PlaybookRuleSet.Shipped;

    /// <summary>The quality score as published; null: the publication is older than it is.</summary>
    [Id(7), JsonPropertyName("quality")] public QualityRuleSet? OwnQuality { get; set; }

    /// <summary>The quality score (P09).</summary>
    [JsonIgnore] public QualityRuleSet Quality => OwnQuality ?? QualityRuleSet.Shipped;

    /// <summary>How nudges reach people, as published; null: the publication is older than that.</summary>
    [Id(6), JsonPropertyName("delivery")] public DeliveryRuleSet? OwnDelivery { get; set; }

    /// <summary>How nudges reach people (C02, C05, X16, X17).</summary>
    [JsonIgnore] public DeliveryRuleSet Delivery => OwnDelivery ?? DeliveryRuleSet.Shipped;

    /// <summary>Signed acceptances as published; null: the publication is older than they are.</summary>
    [Id(12), JsonPropertyName("acceptance")] public AcceptanceRuleSet? OwnAcceptance { get; set; }

    /// <summary>Signed acceptances (R06–R08).</summary>
    [JsonIgnore] public AcceptanceRuleSet Acceptance => OwnAcceptance ?? AcceptanceRuleSet.Shipped;

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The set that the product ships.</summary>
    public static RuleSet Default { get; } = new();
}

/// <summary>The numbers of payment countdowns, warnings and escalation.</summary>
[GenerateSerializer, Immutable, Alias("payment-rule-set")]
public sealed record PaymentRuleSet
{
    /// <summary>Calendar days before a due date at which the rep gets the preparation checklist (R05: 距付款日≤7天).</summary>
    [Id(0)] public int WarnDays { get; set; } = 7;

    /// <summary>Calendar days before a due date at which open checklist items are nudged again (R05).</summary>
    [Id(1)] public ImmutableArray<int> OpenItemDays { get; set; } = [3, 1];

    /// <summary>Local time of day of warnings and escalations (R05).</summary>
    [Id(2)] public TimeOnly NudgeAt { get; set; } = new(9, 0);

    /// <summary>Local time of day at which the last day's countdown ends (R04); overdue begins at midnight after it.</summary>
    [Id(3)] public TimeOnly DayEndsAt { get; set; } = new(18, 0);

    /// <summary>Days overdue at which the rep, then the manager, then the director is told.</summary>
    [Id(4)] public ImmutableArray<OverdueStep> OverdueLadder { get; set; } = [new(1, "rep"), new(7, "manager"), new(30, "director")];

    /// <summary>Upper ends of the ageing buckets, in days overdue; the last bucket is open.</summary>
    [Id(5)] public ImmutableArray<int> AgeingDays { get; set; } = [7, 30, 60, 90];

    /// <summary>Most terms a contract may have.</summary>
    [Id(6)] public int MaxTerms { get; set; } = 12;

    /// <summary>Deepest trigger expression.</summary>
    [Id(7)] public int MaxTriggerDepth { get; set; } = 4;

    /// <summary>Earliest and latest date that anything may carry.</summary>
    [Id(8)] public DateOnly EarliestDate { get; set; } = new(2000, 1, 1);

    /// <inheritdoc cref="EarliestDate"/>
    [Id(9)] public DateOnly LatestDate { get; set; } = new(2100, 12, 31);

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>One step of the overdue ladder.</summary>
/// <param name="Days">Days overdue, 1–365.</param>
/// <param name="Level">rep, manager or director.</param>
[GenerateSerializer, Immutable, Alias("overdue-step")]
public sealed record OverdueStep([property: Id(0)] int Days, [property: Id(1)] string Level)
{
    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>The numbers of business numbers.</summary>
[GenerateSerializer, Immutable, Alias("number-rule-set")]
public sealed record NumberRuleSet
{
    /// <summary>Minutes after which a claimed number that nobody took is free again, 1–1,440.</summary>
    [Id(0)] public int ClaimMinutes { get; set; } = 10;

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
