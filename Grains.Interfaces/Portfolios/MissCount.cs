namespace SalesGrains.Portfolios;

/// <summary>First contacts of a period, and how many of them were missed (漏录, C08), of one source and device.</summary>
/// <param name="Source">Who says when it began.</param>
/// <param name="Device">mobile or pc; null: the source did not know.</param>
/// <param name="Contacts">First contacts that began in the period.</param>
/// <param name="Missed">Those without an opportunity at their deadline, whatever became of them later.</param>
/// <param name="Due">Those that ran until a nudge was due (R14).</param>
/// <param name="Reached">Of these, those with a nudge that reached the rep before the deadline.</param>
[GenerateSerializer, Immutable, Alias("miss-count")]
public sealed record MissCount(
    [property: Id(0)] string Source,
    [property: Id(1)] string? Device,
    [property: Id(2)] long Contacts,
    [property: Id(3)] long Missed,
    [property: Id(4)] long Due = 0,
    [property: Id(5)] long Reached = 0);
