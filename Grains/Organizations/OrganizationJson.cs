using System.Text.Json.Serialization;

namespace SalesGrains.Organizations;

/// <summary>How organisations and their events are stored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(OrganizationState))]
[JsonSerializable(typeof(OrganizationEvent))]
internal sealed partial class OrganizationJson : JsonSerializerContext;
