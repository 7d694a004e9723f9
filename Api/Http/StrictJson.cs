using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace SalesGrains.Http;

/// <summary>
/// JSON as the API speaks it: camelCase, numbers are numbers, what is not known is refused, instants in UTC with milliseconds.
/// </summary>
internal static class StrictJson
{
    // Chinese as it is; what a page could take for markup never, whoever puts an answer into one.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>The options of every body that goes in or out.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Sets the same on options that somebody else made.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.Encoder = Encoder;
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.ReadCommentHandling = JsonCommentHandling.Disallow;
        options.AllowTrailingCommas = false;
        options.MaxDepth = 32;
        options.Converters.Add(new InstantConverter());
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        Configure(options);
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Instants: UTC, milliseconds, <c>Z</c>.</summary>
    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
        {
            Span<byte> text = stackalloc byte[24];
            value.UtcDateTime.TryFormat(text, out var written, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            writer.WriteStringValue(text[..written]);
        }
    }
}

/// <summary>Where in a body something is wrong, as a JSON pointer.</summary>
internal static class JsonPointer
{
    /// <summary>The serializer's path (<c>$.terms[0].share</c>, <c>$['a b']</c>) as a pointer (<c>/terms/0/share</c>).</summary>
    public static string Of(string? path)
    {
        var pointer = new StringBuilder();
        var rest = path.AsSpan();
        rest = rest.StartsWith("$") ? rest[1..] : rest;
        while (!rest.IsEmpty)
        {
            var quoted = rest.StartsWith("['");
            var start = quoted ? 2 : 1;
            var length = quoted ? rest[start..].IndexOf("']") : rest[start..].IndexOfAny(rest[0] == '[' ? "]" : ".[");
            length = length < 0 ? rest.Length - start : length;
            Append(pointer, rest.Slice(start, length));
            rest = rest[Math.Min(rest.Length, start + length + (quoted ? 2 : rest[0] == '[' ? 1 : 0))..];
        }

        return pointer.ToString();
    }

    /// <summary>A pointer with one more step.</summary>
    public static string Append(string pointer, string step) => Append(new StringBuilder(pointer), step).ToString();

    private static StringBuilder Append(StringBuilder pointer, ReadOnlySpan<char> step) =>
        pointer.Append('/').Append(step.ToString().Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
}
