using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.RuleSets;

/// <summary>The numbers of follow-ups: the clock of each tier (Z05), its ladder (X17), truth (P04), and what can be ticked (P02, P13).</summary>
[GenerateSerializer, Immutable, Alias("follow-up-rule-set")]
public sealed record FollowUpRuleSet
{
    /// <summary>What the product ships.</summary>
    public static FollowUpRuleSet Shipped { get; } = new();

    /// <summary>Days after the last touch by which an A customer is followed up, 1–365.</summary>
    [Id(0)] public int DaysA { get; set; } = 7;

    /// <summary>The same for a B customer.</summary>
    [Id(1)] public int DaysB { get; set; } = 14;

    /// <summary>The same for a C customer.</summary>
    [Id(2)] public int DaysC { get; set; } = 30;

    /// <summary>Who is told at how many days overdue; day 1 begins when the due day has passed.</summary>
    [Id(3)] public ImmutableArray<OverdueStep> OverdueLadder { get; set; } = [new(1, "rep"), new(3, "rep"), new(5, "manager"), new(7, "director")];

    /// <summary>Minutes around a follow-up within which a signal speaks for it, to the minute on both sides, 1–1,440.</summary>
    [Id(4)] public int TruthMinutes { get; set; } = 120;

    /// <summary>Signals that verify a follow-up.</summary>
    [Id(5)] public int VerifiedSignals { get; set; } = 2;

    /// <summary>Signals that make it plausible.</summary>
    [Id(6)] public int PlausibleSignals { get; set; } = 1;

    /// <summary>How many days ahead the next step may be agreed, 1–365.</summary>
    [Id(7)] public int AgreedDays { get; set; } = 180;

    /// <summary>What can be ticked: the common core, and what an industry adds.</summary>
    [Id(8)] public ImmutableArray<TickRule> Ticks { get; set; } = TickCatalogue.Shipped;

    /// <summary>Effective visits (有效拜访, T10) that a week of five workdays asks of a rep, 0–100.</summary>
    [Id(9)] public int VisitsPerWeek { get; set; } = 8;

    /// <summary>Workdays within which a rep answers a follow-up that was returned (P10), 1–30.</summary>
    [Id(10)] public int ReturnWorkdays { get; set; } = 1;

    /// <summary>The spot check queue as published; null: the publication is older than it is.</summary>
    [Id(11), JsonPropertyName("spotChecks")] public SpotCheckRuleSet? OwnSpotChecks { get; set; }

    /// <summary>The spot check queue (P10).</summary>
    [JsonIgnore] public SpotCheckRuleSet SpotChecks => OwnSpotChecks ?? SpotCheckRuleSet.Shipped;

    /// <summary>Ticks of what was done that answer no objection (P08), as published; null: the publication is older than they are.</summary>
    [Id(12), JsonPropertyName("talks")] public ImmutableArray<string>? OwnTalks { get; set; }

    /// <summary>Ticks of what was done that answer no objection (P08): talk alone. What else is done counts as a solution.</summary>
    [JsonIgnore] public ImmutableArray<string?> Talks => [.. OwnTalks ?? ["call"]];

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The days of a tier.</summary>
    public int DaysOf(string tier) => tier switch { "A" => DaysA, "B" => DaysB, _ => DaysC };

    /// <summary>What can be ticked for an industry: the core first, then what the industry adds; an industry is known by a part of its name.</summary>
    public ImmutableArray<TickRule> TicksFor(string? industry) =>
        [.. Ticks.Where(tick => tick.Industry is null || industry?.Contains(tick.Industry, StringComparison.OrdinalIgnoreCase) == true)];
}

/// <summary>One state that a follow-up can tick (勾选项).</summary>
[GenerateSerializer, Immutable, Alias("tick-rule")]
public sealed record TickRule
{
    /// <summary>Its code; stored in follow-ups.</summary>
    [Id(0)] public string Code { get; set; } = "";

    /// <summary>done, said or next.</summary>
    [Id(1)] public string Group { get; set; } = "";

    /// <summary>In Chinese.</summary>
    [Id(2)] public string TextZh { get; set; } = "";

    /// <summary>In English.</summary>
    [Id(3)] public string TextEn { get; set; } = "";

    /// <summary>The industry that it is for, a part of its name; null: all.</summary>
    [Id(4)] public string? Industry { get; set; }

    /// <summary>The objection (异议) that it is a mark of (P05); null: none.</summary>
    [Id(5)] public string? Objection { get; set; }

    /// <summary>It says that a quotation was made: objections of before are answered.</summary>
    [Id(6)] public bool Quotes { get; set; }

    /// <summary>A next step's usual distance in days; the phone page proposes it.</summary>
    [Id(7)] public int? Days { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>The three groups of a follow-up: one tick each at most (P02).</summary>
public static class TickGroups
{
    /// <summary>What was done.</summary>
    public const string Done = "done";

    /// <summary>What the customer said.</summary>
    public const string Said = "said";

    /// <summary>The next step.</summary>
    public const string Next = "next";

    /// <summary>All, in the order of the page.</summary>
    public static ImmutableArray<string> All { get; } = [Done, Said, Next];
}
