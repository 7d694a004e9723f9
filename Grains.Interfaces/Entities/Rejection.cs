using System.Collections.Immutable;

namespace SalesGrains.Entities;

/// <summary>A refusal that is an answer, not a fault: nothing was changed. The edge turns the code into a sentence in the caller's language.</summary>
/// <param name="Code">Stable, <c>noun.reason</c>, for example <c>terms.shares-not-whole</c>.</param>
/// <param name="Field">JSON pointer to the field at fault in the command's body, or null when it is the command as a whole.</param>
/// <param name="Values">Named values that the sentence mentions, already formatted without language (numbers, ids, dates).</param>
[GenerateSerializer, Immutable, Alias("rejection")]
public sealed record Rejection(
    [property: Id(0)] string Code,
    [property: Id(1)] string? Field = null,
    [property: Id(2)] ImmutableDictionary<string, string>? Values = null)
{
    /// <summary>The same refusal with one more value for its sentence.</summary>
    public Rejection With(string name, string value) =>
        this with { Values = (Values ?? ImmutableDictionary<string, string>.Empty).SetItem(name, value) };
}
