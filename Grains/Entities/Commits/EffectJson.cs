using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SalesGrains.Entities.Commits;

/// <summary>An effect type that another assembly brings, with its stored name.</summary>
/// <param name="Type">Derived from <see cref="EffectBody"/>.</param>
/// <param name="Name">Its stored name.</param>
/// <param name="Json">Describes it.</param>
public sealed record EffectKind(Type Type, string Name, IJsonTypeInfoResolver Json);

/// <summary>How effects are stored and travel: JSON with an <c>effect</c> name.</summary>
public sealed class EffectJson
{
    private readonly JsonTypeInfo<EffectBody> body;

    /// <summary>Knows the product's effects and those added.</summary>
    public EffectJson(IEnumerable<EffectKind> more)
    {
        var added = more.ToArray();
        var options = new JsonSerializerOptions(ProtocolJson.Stored.Options)
        {
            TypeInfoResolver = JsonTypeInfoResolver.Combine([ProtocolJson.Default, .. added.Select(kind => kind.Json)])
                .WithAddedModifier(info => Add(info, added)),
        };
        body = (JsonTypeInfo<EffectBody>)options.GetTypeInfo(typeof(EffectBody));
    }

    /// <summary>Writes an effect into a commit's content.</summary>
    public void Write(Utf8JsonWriter writer, EffectBody effect) => JsonSerializer.Serialize(writer, effect, body);

    /// <summary>An effect as it travels.</summary>
    public string Write(EffectBody effect) => JsonSerializer.Serialize(effect, body);

    /// <summary>Reads an effect.</summary>
    /// <exception cref="NewerRecordException">This program does not know it: no error of the consumer's, so it is never given up for that.</exception>
    public EffectBody Read(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, body)!;
        }
        catch (Exception unknown) when (unknown is JsonException or NotSupportedException)
        {
            throw new NewerRecordException($"An effect that this program does not know: {unknown.Message}");
        }
    }

    private static void Add(JsonTypeInfo info, EffectKind[] added)
    {
        if (info.Type != typeof(EffectBody))
        {
            return;
        }

        info.PolymorphismOptions ??= new() { TypeDiscriminatorPropertyName = "effect" };
        foreach (var kind in added)
        {
            info.PolymorphismOptions.DerivedTypes.Add(new(kind.Type, kind.Name));
        }
    }
}
