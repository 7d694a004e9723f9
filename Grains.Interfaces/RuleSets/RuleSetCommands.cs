using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.RuleSets;

/// <summary>What people ask of the rule sets.</summary>
[GenerateSerializer, Immutable, Alias("rule-set-command")]
public abstract record RuleSetCommand;

/// <summary>
/// Publishes a rule set (Z01, Z03). It takes the place of any earlier one that would begin on its day or later; what is published is never
/// edited.
/// </summary>
/// <param name="Rules">The numbers; their version is given by the publication.</param>
/// <param name="EffectiveOn">The first day on which it holds, from today on; null: today.</param>
/// <param name="Reason">Why, 1–500 characters.</param>
[GenerateSerializer, Immutable, Alias("publish-rules")]
public sealed record PublishRules([property: Id(0)] RuleSet Rules, [property: Id(1)] DateOnly? EffectiveOn, [property: Id(2)] string Reason) : RuleSetCommand;

/// <summary>What was published, as of a version of the entity.</summary>
/// <param name="Version">The entity's version; 0 when nothing was ever published.</param>
/// <param name="Versions">Oldest first; the product's own set is not among them.</param>
[GenerateSerializer, Immutable, Alias("rule-book")]
public sealed record RuleBook([property: Id(0)] long Version, [property: Id(1)] ImmutableArray<RuleSetVersion> Versions)
{
    /// <summary>Nothing published yet.</summary>
    public static RuleBook Empty { get; } = new(0, []);
}

/// <summary>A rule set as it was published, with who and why.</summary>
[GenerateSerializer, Immutable, Alias("rule-set-version")]
public sealed record RuleSetVersion
{
    /// <summary>Its version, from 2 on; 1 is the set that the product ships.</summary>
    [Id(0)] public int Version { get; set; }

    /// <summary>The first day on which it holds.</summary>
    [Id(1)] public DateOnly EffectiveOn { get; set; }

    /// <summary>When it was published.</summary>
    [Id(2)] public DateTimeOffset PublishedAt { get; set; }

    /// <summary>By whom.</summary>
    [Id(3)] public string PublishedBy { get; set; } = "";

    /// <summary>Why.</summary>
    [Id(4)] public string Reason { get; set; } = "";

    /// <summary>The numbers.</summary>
    [Id(5)] public RuleSet Rules { get; set; } = new();

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
