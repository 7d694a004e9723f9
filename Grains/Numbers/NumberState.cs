using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Numbers;

/// <summary>Who holds a number (编号).</summary>
public sealed record NumberState
{
    /// <summary>The number as its holder types it.</summary>
    public string Text { get; set; } = "";

    /// <summary>The entity that holds it; empty: nobody.</summary>
    public string HolderId { get; set; } = "";

    /// <summary>That entity has taken it.</summary>
    public bool Confirmed { get; set; }

    /// <summary>When it was claimed.</summary>
    public DateTimeOffset ClaimedAt { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>What happened to a number. The names are stored: never rename or reuse one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(NumberClaimed), "number-claimed")]
[JsonDerivedType(typeof(NumberUsed), "number-used")]
[JsonDerivedType(typeof(NumberFreed), "number-freed")]
public abstract record NumberEvent
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>It was claimed for an entity that does not have it yet.</summary>
public sealed record NumberClaimed(string Text, string HolderId) : NumberEvent;

/// <summary>The entity has taken it.</summary>
public sealed record NumberUsed(string Text, string HolderId) : NumberEvent;

/// <summary>Its holder has taken another one.</summary>
public sealed record NumberFreed : NumberEvent;

/// <summary>How numbers are stored.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(NumberState))]
[JsonSerializable(typeof(NumberEvent))]
internal sealed partial class NumberJson : JsonSerializerContext
{
    /// <summary>The context that writes and reads what is stored.</summary>
    public static NumberJson Stored { get; } = new(StoredJson.Options());
}
