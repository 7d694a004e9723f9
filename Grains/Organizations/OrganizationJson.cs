using System.Text.Json.Serialization;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Organizations;

/// <summary>How organisations and their events are stored. A member without a value is left out; one with its default is written.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(OrganizationState))]
[JsonSerializable(typeof(OrganizationEvent))]
internal sealed partial class OrganizationJson : JsonSerializerContext
{
    /// <summary>The context that writes and reads what is stored; Chinese text stays readable and short.</summary>
    public static OrganizationJson Stored { get; } = new(StoredJson.Complete());
}
