namespace SalesGrains.Portfolios;

/// <summary>One number of a board of the field, of one rep.</summary>
/// <param name="RepId">The rep.</param>
/// <param name="Board">The board, see <see cref="Boards.BoardTopic"/>.</param>
/// <param name="Metric">The board's number.</param>
/// <param name="Count">How many it counts.</param>
/// <param name="AmountFen">What is open in all of them, in fen.</param>
[GenerateSerializer, Immutable, Alias("team-count")]
public sealed record TeamCount(
    [property: Id(0)] string RepId,
    [property: Id(1)] string Board,
    [property: Id(2)] string Metric,
    [property: Id(3)] long Count,
    [property: Id(4)] long AmountFen);
