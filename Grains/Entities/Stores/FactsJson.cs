using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities.Commits;

namespace SalesGrains.Entities.Stores;

/// <summary>
/// How facts and first answers are stored. Facts are computed from the state, so members that this version does not know are not kept:
/// the version that knows them computes them again.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(EntityFacts))]
[JsonSerializable(typeof(CommandOutcome))]
public sealed partial class FactsJson : JsonSerializerContext
{
    /// <summary>Facts as UTF-8 JSON; key and version are columns beside it.</summary>
    public static byte[] Write(EntityFacts facts)
    {
        using var buffer = JsonBuffer.Rent();
        JsonSerializer.Serialize(buffer.Writer, facts, Default.EntityFacts);
        return buffer.ToArray();
    }

    /// <summary>The reverse of <see cref="Write(EntityFacts)"/>.</summary>
    public static EntityFacts ReadFacts(ReadOnlySpan<byte> json, EntityKey key, long version) =>
        JsonSerializer.Deserialize(json, Default.EntityFacts)! with { Key = key, Version = version };

    /// <summary>A first answer as UTF-8 JSON.</summary>
    public static byte[] Write(CommandOutcome outcome) => JsonSerializer.SerializeToUtf8Bytes(outcome, Default.CommandOutcome);

    /// <summary>The reverse of <see cref="Write(CommandOutcome)"/>.</summary>
    public static CommandOutcome ReadOutcome(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, Default.CommandOutcome)!;
}
