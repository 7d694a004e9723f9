using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.RuleSets;

/// <summary>The numbers of first contacts (C01, C03): 「客户首次联系后24小时内必须创建商机」.</summary>
[GenerateSerializer, Immutable, Alias("first-contact-rule-set")]
public sealed record FirstContactRuleSet
{
    /// <summary>What the product ships.</summary>
    public static FirstContactRuleSet Shipped { get; } = new();

    /// <summary>Hours after the first contact at which the rep is nudged, rising, all below <see cref="DeadlineHours"/>.</summary>
    [Id(0)] public ImmutableArray<int> NudgeHours { get; set; } = [2, 8, 20];

    /// <summary>Hours after the first contact at which it is missed (漏录) without an opportunity, by the wall clock, 1–720.</summary>
    [Id(1)] public int DeadlineHours { get; set; } = 24;

    /// <summary>Who is told of a miss: rep, manager, director.</summary>
    [Id(2)] public ImmutableArray<string> MissLevels { get; set; } = ["rep", "manager"];

    /// <summary>How many days back a person may enter a contact or a follow-up, 1–365.</summary>
    [Id(3)] public int EntryDays { get; set; } = 30;

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
