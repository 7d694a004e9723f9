using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesGrains.Fuzz;

/// <summary>
/// A good body with one thing changed, for each of its members and elements and each change in turn: everything beside it is right, so the
/// call gets as far as that member is looked at.
/// </summary>
internal static class FieldChanges
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1.5", "9223372036854775807", "9223372036854775808", "1e999", "\"\"", "\" \"", "\"0\"", "\"-1\"", "\"-0.01\"", "\"1.001\"",
        "\"92233720368547758.07\"", "\"9999-12-31\"", "\"0001-01-01\"", "\"2026-02-30\"", "\"2026-01-20T25:00:00Z\"", "\"9999-12-31T23:59:59Z\"", "\"\\u0000\"", "\"\\ud800\"",
        "\"\\u202Ex\"", "\"contract/x|1.1\"", $"\"{Pick.Script}\"", "\"x\\r\\ny\"", "[]", "[null]", "{}", "[[]]", "{\"a\":1}",
    ];

    private static readonly string[] Lengths = [.. ((int[])[64, 65, 200, 201, 256, 1_000, 2_001, 20_000]).Select(length => $"\"{new string('长', length)}\"")];

    /// <summary>All changed bodies, each with what was changed.</summary>
    public static IEnumerable<(string Change, string Body)> Of(string body) => Of(JsonNode.Parse(body)!);

    /// <summary>Whether a body is such that it can be taken apart: no member twice, no half of a character.</summary>
    public static bool CanChange(string body)
    {
        try
        {
            return !body.Contains("\\u", StringComparison.Ordinal) && JsonNode.Parse(body, documentOptions: new() { AllowDuplicateProperties = false }) is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static IEnumerable<(string Change, string Body)> Of(JsonNode body)
    {
        foreach (var path in Places(body).Select(node => node.GetPath()).ToArray())
        {
            foreach (var value in Values.Concat(Lengths))
            {
                yield return ($"{path} = {value[..Math.Min(value.Length, 40)]}", With(body, path, value));
            }

            yield return ($"{path} left out", Without(body, path));
            yield return ($"{path} twice", Twice(body, path));
        }
    }

    /// <summary>Members and elements, from the outside in; not the whole.</summary>
    private static IEnumerable<JsonNode> Places(JsonNode node)
    {
        var inside = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray elements => elements,
            _ => [],
        };
        return inside.OfType<JsonNode>().SelectMany(one => Places(one).Prepend(one));
    }

    /// <summary>Written as text, for what is put in need not be anything that JSON has.</summary>
    private static string With(JsonNode body, string path, string value)
    {
        const string Here = "put-it-here-7d1f";
        var copy = body.DeepClone();
        At(copy, path).ReplaceWith(Here);
        return copy.ToJsonString(JsonSerializerOptions.Web).Replace($"\"{Here}\"", value, StringComparison.Ordinal);
    }

    private static string Without(JsonNode body, string path)
    {
        var copy = body.DeepClone();
        var node = At(copy, path);
        _ = node.Parent is JsonObject members ? members.Remove(node.GetPropertyName()) : node.Parent!.AsArray().Remove(node);
        return copy.ToJsonString(JsonSerializerOptions.Web);
    }

    /// <summary>A member that comes twice, or an element that does.</summary>
    private static string Twice(JsonNode body, string path)
    {
        var node = At(body, path);
        var text = node.ToJsonString(JsonSerializerOptions.Web);
        return With(body, path, node.Parent is JsonObject ? $"{text},{JsonSerializer.Serialize(node.GetPropertyName())}:{text}" : $"{text},{text}");
    }

    private static JsonNode At(JsonNode body, string path) => Places(body).First(node => node.GetPath() == path);
}
