using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Quality;

/// <summary>
/// How much a follow-up tells (过程质量评分, P09), with every reason. It is stored with the follow-up: a later rule set or lexicon does not
/// change it.
/// </summary>
[GenerateSerializer, Immutable, Alias("quality-score")]
public sealed record QualityScore
{
    /// <summary>How much there is to know in it (有效信息密度), 0–100.</summary>
    [Id(0)] public int Density { get; set; }

    /// <summary>How clear the next step is (行动明确性), 0–100.</summary>
    [Id(1)] public int Action { get; set; }

    /// <summary>Both, weighed, less what was empty talk or copied, 0–100.</summary>
    [Id(2)] public int Total { get; set; }

    /// <summary>good, fair or poor.</summary>
    [Id(3)] public string Band { get; set; } = "poor";

    /// <summary>Every reason, in the order in which the parts are added up.</summary>
    [Id(4)] public ImmutableArray<QualityPoint> Points { get; set; } = [];

    /// <summary>The rule set that gave it.</summary>
    [Id(5)] public int RulesVersion { get; set; }

    /// <summary>The lexicon that gave it.</summary>
    [Id(6)] public int LexiconVersion { get; set; }

    /// <summary>What tells a copy of this note, 16 hexadecimal digits; null when the note is too short to tell.</summary>
    [Id(7)] public string? Fingerprint { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>One reason of a score.</summary>
[GenerateSerializer, Immutable, Alias("quality-point")]
public sealed record QualityPoint
{
    /// <summary>What was found, for example person or date; pages have a sentence for each.</summary>
    [Id(0)] public string Code { get; set; } = "";

    /// <summary>density, action, deduction or doubt.</summary>
    [Id(1)] public string Part { get; set; } = "";

    /// <summary>Points of its part; a deduction's are below 0. Of a doubt: the percentage of the total that it leaves, 0–100.</summary>
    [Id(2)] public int Points { get; set; }

    /// <summary>What of the note it rests on; null when it rests on no words.</summary>
    [Id(3)] public string? Found { get; set; }

    /// <summary>The reason in Chinese.</summary>
    [Id(4)] public string TextZh { get; set; } = "";

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
