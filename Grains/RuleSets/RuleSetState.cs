using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.RuleSets;

/// <summary>What an organisation has published: the fold of its events.</summary>
public sealed record RuleSetState
{
    /// <summary>The newest versions, oldest first; older ones stand in the history.</summary>
    public ImmutableArray<RuleSetVersion> Versions { get; set; } = [];

    /// <summary>The last version that was given.</summary>
    public int Last { get; set; } = RuleSet.Default.Version;

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>What happened to the rule sets. The names are stored: never rename or reuse one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RulesPublished), "rules-published")]
public abstract record RuleSetEvent
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A rule set was published.</summary>
public sealed record RulesPublished : RuleSetEvent
{
    /// <summary>Its version.</summary>
    public int Version { get; set; }

    /// <summary>The first day on which it holds.</summary>
    public DateOnly EffectiveOn { get; set; }

    /// <summary>Why.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The numbers.</summary>
    public RuleSet Rules { get; set; } = new();
}

/// <summary>How rule sets are stored: every number is written, because one that is missing has the product's value.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RuleSetState))]
[JsonSerializable(typeof(RuleSetEvent))]
internal sealed partial class RuleSetJson : JsonSerializerContext
{
    /// <summary>The context that writes and reads what is stored.</summary>
    public static RuleSetJson Stored { get; } = new(StoredJson.Complete());
}
