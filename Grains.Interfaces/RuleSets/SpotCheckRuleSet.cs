using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.RuleSets;

/// <summary>The numbers of the spot check queue (主管抽查, P10): what makes a follow-up suspect, and how much.</summary>
[GenerateSerializer, Immutable, Alias("spot-check-rule-set")]
public sealed record SpotCheckRuleSet
{
    /// <summary>What the product ships.</summary>
    public static SpotCheckRuleSet Shipped { get; } = new();

    /// <summary>Points of risk of a note that was copied from an earlier one, 0–100; 0: it is no reason.</summary>
    [Id(0)] public int CopyWeight { get; set; } = 40;

    /// <summary>Points of risk of a low score, 0–100.</summary>
    [Id(1)] public int LowWeight { get; set; } = 30;

    /// <summary>Points of risk of one whose score is far from its customer's others, 0–100.</summary>
    [Id(2)] public int OutlierWeight { get; set; } = 25;

    /// <summary>Points of risk of one for which no signal speaks, 0–100.</summary>
    [Id(3)] public int UnverifiedWeight { get; set; } = 20;

    /// <summary>Points of risk of one that was recorded late, 0–100.</summary>
    [Id(4)] public int LateWeight { get; set; } = 10;

    /// <summary>Score below which it is low, 1–100.</summary>
    [Id(5)] public int LowBelow { get; set; } = 20;

    /// <summary>Points, 1–100, by which a score differs from the median of the customer's others when it is far from them.</summary>
    [Id(6)] public int OutlierPoints { get; set; } = 40;

    /// <summary>How many others with a score there must be to say so, 2–29.</summary>
    [Id(7)] public int OutlierOthers { get; set; } = 3;

    /// <summary>Whole hours after which it is recorded late, 1–720.</summary>
    [Id(8)] public int LateHours { get; set; } = 24;

    /// <summary>Longest time of a check that is believed, in seconds, 60–86,400: what lies open longer was not looked at all the while.</summary>
    [Id(9)] public int MostSeconds { get; set; } = 1800;

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
