using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SalesGrains.Problems;

namespace SalesGrains.Http;

/// <summary>Reads a body strictly: what is not understood in full is refused, with the place at fault.</summary>
internal static class StrictBody
{
    /// <summary>The body and the hash of its canonical form.</summary>
    /// <exception cref="ProblemException">Not JSON, too large, malformed, or with members nobody knows.</exception>
    public static async Task<(T Body, byte[] Hash)> Read<T>(HttpContext context)
    {
        RequireJson(context.Request);
        using var document = await Parse(context);
        var root = document.RootElement;
        try
        {
            if (UnknownMember(root, StrictJson.Options.GetTypeInfo(typeof(T)), "") is { } unknown)
            {
                throw new Problem(StatusCodes.Status400BadRequest, "body.unknown-member", unknown).With("field", unknown).ToException();
            }

            return (root.Deserialize<T>(StrictJson.Options) ?? throw Malformed(""), Canonical(root));
        }
        catch (JsonException fault)
        {
            throw Malformed(JsonPointer.Of(fault.Path));
        }
        catch (InvalidOperationException)
        {
            throw NoText();
        }
    }

    private static void RequireJson(HttpRequest request)
    {
        if (!request.HasJsonContentType() || request.GetTypedHeaders().ContentType?.Charset is { HasValue: true } charset
            && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            throw new Problem(StatusCodes.Status415UnsupportedMediaType, "body.not-json").ToException();
        }
    }

    private static async Task<JsonDocument> Parse(HttpContext context)
    {
        try
        {
            return await JsonDocument.ParseAsync(
                context.Request.Body,
                new() { MaxDepth = StrictJson.Options.MaxDepth, AllowDuplicateProperties = false },
                context.RequestAborted);
        }
        catch (JsonException fault)
        {
            throw Malformed(JsonPointer.Of(fault.Path));
        }
        catch (InvalidOperationException)
        {
            throw NoText();
        }
    }

    /// <summary>Half a surrogate pair, in a text or in a member's name: the grammar allows it, but it is no text.</summary>
    private static ProblemException NoText() => Malformed("");

    /// <summary>The first member that the type does not have, as a pointer, or null.</summary>
    private static string? UnknownMember(JsonElement value, JsonTypeInfo type, string pointer) => (value.ValueKind, type.Kind) switch
    {
        (JsonValueKind.Object, JsonTypeInfoKind.Object) => value.EnumerateObject()
            .Select(member => UnknownMember(member, type, JsonPointer.Append(pointer, member.Name)))
            .FirstOrDefault(found => found is not null),
        (JsonValueKind.Array, JsonTypeInfoKind.Enumerable) => value.EnumerateArray()
            .Select((element, index) => element.ValueKind == JsonValueKind.Null
                ? throw Malformed($"{pointer}/{index}") // no list has holes, and the serializer would let them through
                : UnknownMember(element, type.Options.GetTypeInfo(type.ElementType!), $"{pointer}/{index}"))
            .FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static string? UnknownMember(JsonProperty member, JsonTypeInfo type, string pointer) =>
        type.Properties.FirstOrDefault(known => known.Name == member.Name) is { } property
            ? UnknownMember(member.Value, type.Options.GetTypeInfo(property.PropertyType), pointer)
            : pointer;

    private static ProblemException Malformed(string pointer) =>
        new Problem(StatusCodes.Status400BadRequest, "body.malformed", pointer).With("field", pointer == "" ? "/" : pointer).ToException();

    /// <summary>The same content has the same hash, whatever the order of its members and the white space between them.</summary>
    private static byte[] Canonical(JsonElement root)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, root);
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                hash.AppendData("{"u8);
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    AppendText(hash, member.Name);
                    Append(hash, member.Value);
                }

                hash.AppendData("}"u8);
                break;
            case JsonValueKind.Array:
                hash.AppendData("["u8);
                foreach (var element in value.EnumerateArray())
                {
                    Append(hash, element);
                }

                hash.AppendData("]"u8);
                break;
            case JsonValueKind.String:
                AppendText(hash, value.GetString()!);
                break;
            default:
                hash.AppendData(Encoding.UTF8.GetBytes(value.GetRawText()));
                hash.AppendData(","u8);
                break;
        }
    }

    private static void AppendText(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
