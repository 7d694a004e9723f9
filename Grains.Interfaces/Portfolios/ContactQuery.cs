namespace SalesGrains.Portfolios;

/// <summary>First contacts of a period, and which of them (C08): what a number of the misses counts.</summary>
/// <param name="From">The first local day on which they began.</param>
/// <param name="To">The last one.</param>
/// <param name="Source">Who said when they began; null: any.</param>
/// <param name="Device">mobile or pc; unknown: nobody said; null: any.</param>
/// <param name="Missed">Only those that were missed.</param>
[GenerateSerializer, Immutable, Alias("contact-query")]
public sealed record ContactQuery(
    [property: Id(0)] DateOnly From,
    [property: Id(1)] DateOnly To,
    [property: Id(2)] string? Source,
    [property: Id(3)] string? Device,
    [property: Id(4)] bool Missed)
{
    /// <summary>The device of those of which nobody said it.</summary>
    public const string UnknownDevice = "unknown";
}
