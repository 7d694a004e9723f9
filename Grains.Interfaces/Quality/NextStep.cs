namespace SalesGrains.Quality;

/// <summary>The next best step after a follow-up (P12): advice, shown at once, never stored.</summary>
/// <param name="Code">Which; pages have a sentence for each.</param>
/// <param name="TextZh">The advice in Chinese.</param>
[GenerateSerializer, Immutable, Alias("next-step")]
public sealed record NextStep([property: Id(0)] string Code, [property: Id(1)] string TextZh);
