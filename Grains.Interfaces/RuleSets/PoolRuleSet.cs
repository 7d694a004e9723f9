using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.RuleSets;

/// <summary>The numbers of the public pool (公海, X13), of stale opportunities (X14) and of duplicates (查重, X10).</summary>
[GenerateSerializer, Immutable, Alias("pool-rule-set")]
public sealed record PoolRuleSet
{
    /// <summary>What the product ships.</summary>
    public static PoolRuleSet Shipped { get; } = new();

    /// <summary>Days without follow-up, signal, opportunity or contract after which a customer returns to the pool; 0: never, else 7–3,650.</summary>
    [Id(0)] public int IdleDays { get; set; } = 90;

    /// <summary>Days before its return at which the rep is warned, 1 up to <see cref="IdleDays"/>.</summary>
    [Id(1)] public int WarnDays { get; set; } = 7;

    /// <summary>Days after which a first contact's opportunity (初步接触) without activity is stale, 1–365.</summary>
    [Id(2)] public int StaleContactDays { get; set; } = 7;

    /// <summary>The same where needs are known (需求确认).</summary>
    [Id(3)] public int StaleNeedsDays { get; set; } = 10;

    /// <summary>The same with a proposal made (方案报价).</summary>
    [Id(4)] public int StaleProposalDays { get; set; } = 14;

    /// <summary>The same in negotiation (商务谈判).</summary>
    [Id(5)] public int StaleNegotiationDays { get; set; } = 7;

    /// <summary>Customers that a rep may have and still take another from the pool; 0: any number, at most 100,000.</summary>
    [Id(6)] public int MostHeld { get; set; } = 300;

    /// <summary>How like two names must be to be told as possible duplicates, in percent, 50–100; 100: only those that are the same but for their form.</summary>
    [Id(7)] public int LikeNamePercent { get; set; } = 80;

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
