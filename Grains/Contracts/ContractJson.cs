using System.Text.Json.Serialization;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Contracts;

/// <summary>How contracts are stored.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ContractState))]
[JsonSerializable(typeof(ContractEvent))]
internal sealed partial class ContractJson : JsonSerializerContext
{
    /// <summary>The context that writes and reads what is stored.</summary>
    public static ContractJson Stored { get; } = new(StoredJson.Options());
}
