using System.Net.Http.Json;
using System.Text.Json;

namespace SalesGrains.Channels.Http;

/// <summary>Reads members of an answer that may lack them or have another type there.</summary>
internal static class JsonMembers
{
    /// <summary>A member that is text, or a number as its text; null: there is none.</summary>
    public static string? Text(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member)
            ? member.ValueKind switch { JsonValueKind.String => member.GetString(), JsonValueKind.Number => member.GetRawText(), _ => null }
            : null;

    /// <summary>A member that is a whole number; null: there is none.</summary>
    public static long? Number(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member)
            && member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out var number) ? number : null;

    /// <summary>The items of a member that is a list; none when it is not.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Array
            ? member.EnumerateArray() : [];

    /// <summary>A member that is an object; an empty element when it is not.</summary>
    public static JsonElement Object(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Object ? member : default;

    /// <summary>A POST with a JSON body.</summary>
    public static HttpRequestMessage Post(Uri address, object body) => new(HttpMethod.Post, address) { Content = JsonContent.Create(body, body.GetType()) };
}
