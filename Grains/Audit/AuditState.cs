using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Audit;

/// <summary>The latest digest of an organisation (审计摘要); what it wrote down stands in the events only.</summary>
public sealed record AuditState
{
    /// <summary>How many digests there are.</summary>
    public long Number { get; set; }

    /// <summary>The latest one's root, 64 hexadecimal digits; empty before the first.</summary>
    public string Root { get; set; } = "";

    /// <summary>When it was taken, in real time.</summary>
    public DateTimeOffset TakenAt { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>What happened to the digests. The names are stored: never rename or reuse one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(DigestTaken), "digest-taken")]
public abstract record AuditEvent
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A digest was taken.</summary>
/// <param name="Leaves">The last commit of each entity that has changed since the digest before, see <see cref="AuditLeaf"/>.</param>
/// <param name="Root">SHA-256 over the root before it and these leaves.</param>
/// <param name="TakenAt">When, in real time.</param>
public sealed record DigestTaken(ImmutableArray<string> Leaves, string Root, DateTimeOffset TakenAt) : AuditEvent;

/// <summary>What is asked of the digests: only the grain itself asks.</summary>
public abstract record AuditCommand;

/// <summary>Writes down the last commits of what has changed.</summary>
public sealed record RecordDigest(ImmutableArray<string> Leaves, DateTimeOffset TakenAt) : AuditCommand;

/// <summary>How digests are stored.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AuditState))]
[JsonSerializable(typeof(AuditEvent))]
internal sealed partial class AuditJson : JsonSerializerContext
{
    /// <summary>The context that writes and reads what is stored.</summary>
    public static AuditJson Stored { get; } = new(StoredJson.Options());
}
