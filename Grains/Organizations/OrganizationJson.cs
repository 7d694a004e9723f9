using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Organizations;

/// <summary>How organisations and their events are stored. A member without a value is left out; one with its default is written.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(OrganizationState))]
[JsonSerializable(typeof(OrganizationEvent))]
internal sealed partial class OrganizationJson : JsonSerializerContext
{
    /// <summary>The context that writes and reads what is stored; Chinese text stays readable and short.</summary>
    public static OrganizationJson Stored { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowOutOfOrderMetadataProperties = true,
    });
}
