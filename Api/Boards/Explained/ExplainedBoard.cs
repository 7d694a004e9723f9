using System.Collections.Immutable;
using SalesGrains.Portfolios;

namespace SalesGrains.Boards.Explained;

/// <summary>
/// A board whose numbers say what they are made of (M1). A board that stands in <see cref="All"/> is explained; there is no other place to change.
/// </summary>
/// <param name="Board">Its name, see <see cref="BoardTopic.Boards"/>.</param>
/// <param name="Formula">How a metric of it is counted, in Chinese (true) or English.</param>
/// <param name="Inputs">What the metric counts, from the expression that made the number: organisation, metric, scope and filter.</param>
internal sealed record ExplainedBoard(
    string Board, Func<string, bool, string> Formula, Func<PortfolioReader, string, string, ListQuery, Task<ListAnswer<ExplainInput>>> Inputs)
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<ExplainedBoard> All { get; } =
    [
        new(BoardTopic.Payments, PaymentWords.Of, static (portfolio, org, metric, query) => portfolio.Explain(org, metric, query)),
        Duties(BoardTopic.Exceptions),
        Duties(BoardTopic.FirstContacts),
        Duties(BoardTopic.Today),
    ];

    private static ExplainedBoard Duties(string board) => new(
        board,
        (metric, chinese) => DutyWords.Of(board, metric, chinese),
        (portfolio, org, metric, query) => portfolio.Explain(org, metric, query with { Board = board }));
}
