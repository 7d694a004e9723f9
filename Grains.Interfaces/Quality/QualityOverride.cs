using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Quality;

/// <summary>A manager's score of a follow-up (主管改分, P09). The computed one stands beside it, with its reasons: neither replaces the other.</summary>
[GenerateSerializer, Immutable, Alias("quality-override")]
public sealed record QualityOverride
{
    /// <summary>The manager's score, 0–100.</summary>
    [Id(0)] public int Total { get; set; }

    /// <summary>good, fair or poor, by the rule set of the moment.</summary>
    [Id(1)] public string Band { get; set; } = "poor";

    /// <summary>Why it differs from the computed one.</summary>
    [Id(2)] public string Reason { get; set; } = "";

    /// <summary>Who gave it.</summary>
    [Id(3)] public string By { get; set; } = "";

    /// <summary>When.</summary>
    [Id(4)] public DateTimeOffset At { get; set; }

    /// <summary>The rule set of the moment.</summary>
    [Id(5)] public int RulesVersion { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
