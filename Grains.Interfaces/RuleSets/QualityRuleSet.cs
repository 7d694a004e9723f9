using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.RuleSets;

/// <summary>The numbers of the quality score (过程质量评分, P09, Z02).</summary>
[GenerateSerializer, Immutable, Alias("quality-rule-set")]
public sealed record QualityRuleSet
{
    /// <summary>Percentage of the density in the total; with the action's it makes 100.</summary>
    [Id(0)] public int DensityWeight { get; set; } = 60;

    /// <summary>Percentage of the action in the total.</summary>
    [Id(1)] public int ActionWeight { get; set; } = 40;

    /// <summary>Total from which a follow-up is good.</summary>
    [Id(2)] public int GoodFrom { get; set; } = 65;

    /// <summary>Total from which it is fair; below it is poor.</summary>
    [Id(3)] public int FairFrom { get; set; } = 20;

    /// <summary>What each kind of finding is worth, in points of its part.</summary>
    [Id(4)] public ImmutableArray<QualityPointRule> Points { get; set; } =
    [
        new("person", 18, 0, 18), new("concern", 14, 8, 22), new("money", 14, 0, 14), new("competitor", 8, 0, 8), new("product", 8, 6, 14), new("number", 12, 12, 24),
        new("tick-done", 6, 0, 6), new("tick-said", 14, 0, 14),
        new("date", 35, 0, 35), new("date-soft", 12, 0, 12), new("clock", 5, 0, 5), new("verb", 25, 0, 25), new("verb-soft", 8, 0, 8),
        new("deliverable", 20, 0, 20), new("object", 10, 0, 10), new("owner", 5, 0, 5), new("tick-next", 15, 0, 15),
        new("fluff", 6, 6, 30), new("vague", 4, 4, 12),
    ];

    /// <summary>What makes a note doubtful.</summary>
    [Id(5)] public QualityDoubts Doubts { get; set; } = new();

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The numbers that the product ships.</summary>
    public static QualityRuleSet Shipped { get; } = new();
}

/// <summary>What one kind of finding is worth.</summary>
/// <param name="Code">The kind.</param>
/// <param name="First">Points of the first.</param>
/// <param name="More">Points of each further one that is different.</param>
/// <param name="Most">Points that it can bring in all.</param>
[GenerateSerializer, Immutable, Alias("quality-point-rule")]
public sealed record QualityPointRule([property: Id(0)] string Code, [property: Id(1)] int First, [property: Id(2)] int More, [property: Id(3)] int Most)
{
    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>What makes a note doubtful, and the percentage of its total that it then keeps.</summary>
[GenerateSerializer, Immutable, Alias("quality-doubts")]
public sealed record QualityDoubts
{
    /// <summary>Letters below which the words of a note count for nothing.</summary>
    [Id(0)] public int FewestLetters { get; set; } = 6;

    /// <summary>Percentage of pairs of letters that must differ; below it the note repeats itself.</summary>
    [Id(1)] public int RepeatedBelow { get; set; } = 75;

    /// <summary>What a note that repeats itself keeps.</summary>
    [Id(2)] public int RepeatedKeeps { get; set; } = 70;

    /// <summary>Percentage below which it does little else.</summary>
    [Id(3)] public int MostlyRepeatedBelow { get; set; } = 55;

    /// <summary>What a note keeps that does little else.</summary>
    [Id(4)] public int MostlyRepeatedKeeps { get; set; } = 35;

    /// <summary>Letters from which a note has a stop somewhere.</summary>
    [Id(5)] public int StopFrom { get; set; } = 25;

    /// <summary>What a note without one keeps.</summary>
    [Id(6)] public int UnstoppedKeeps { get; set; } = 75;

    /// <summary>Letters from which a note has small words (的, 给, 要) between its keywords.</summary>
    [Id(7)] public int SmallWordsFrom { get; set; } = 20;

    /// <summary>Percentage of its letters that they are; below it the note is a list of keywords.</summary>
    [Id(8)] public int SmallWordsBelow { get; set; } = 4;

    /// <summary>What a list of keywords keeps.</summary>
    [Id(9)] public int ListKeeps { get; set; } = 20;

    /// <summary>Bits, of 64, in which a note differs from one of the last thirty at most when it is a copy of it.</summary>
    [Id(10)] public int CopyBits { get; set; } = 3;

    /// <summary>What a copy keeps.</summary>
    [Id(11)] public int CopyKeeps { get; set; } = 20;

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
