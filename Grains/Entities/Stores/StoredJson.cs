using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Entities.Stores;

/// <summary>
/// How the states and events of entities are stored. Members that hold their type's default are left out: so a stored member may have
/// no other default than its type's, strings and arrays apart. Members of stored records have setters, though nobody sets one after it was
/// made: the generated code would give an <c>init</c> member that a record lacks its type's default instead of the one written here.
/// </summary>
public static class StoredJson
{
    /// <summary>Options under which every member that has a value is written, whatever the value: for members whose default is not their type's.</summary>
    public static JsonSerializerOptions Complete() => new(Options()) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Options for a source-generated context; Chinese text stays readable and short.</summary>
    public static JsonSerializerOptions Options() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowOutOfOrderMetadataProperties = true,
    };
}
