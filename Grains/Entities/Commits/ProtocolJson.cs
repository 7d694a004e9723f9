using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities.Chains;
using SalesGrains.Entities.Delivery;

namespace SalesGrains.Entities.Commits;

/// <summary>The protocol's own stored shapes. Golden files in the tests hold every one that was released.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CommitContent))]
[JsonSerializable(typeof(CommitSeals))]
[JsonSerializable(typeof(LaneNumbers))]
[JsonSerializable(typeof(DeliveredLanes))]
[JsonSerializable(typeof(EffectBody))]
public sealed partial class ProtocolJson : JsonSerializerContext
{
    /// <summary>Chinese text stays readable and a third of its size: stored bytes are never put into a page unescaped.</summary>
    public static JsonWriterOptions Writer { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The context that writes and reads what is stored.</summary>
    public static ProtocolJson Stored { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowOutOfOrderMetadataProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<LaneOutcome>(JsonNamingPolicy.CamelCase) },
    });
}
