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
        new(BoardTopic.Process, ProcessWords.Of, static (portfolio, org, metric, query) => portfolio.ExplainProcess(org, metric, query)),
        new(
            BoardTopic.Team,
            static (metric, chinese) => DutyWords.Of(TeamBoard(metric), TeamMetric(metric), chinese),
            static (portfolio, org, metric, query) => portfolio.Explain(org, TeamMetric(metric), query with { Board = TeamBoard(metric) })),
    ];

    /// <summary>A team's numbers are those of the boards of the field: <c>{board}/{metric}</c>.</summary>
    private static string TeamBoard(string metric) => metric.StartsWith($"{BoardTopic.FirstContacts}/", StringComparison.Ordinal) ? BoardTopic.FirstContacts : BoardTopic.Exceptions;

    private static string TeamMetric(string metric) => metric[(metric.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static ExplainedBoard Duties(string board) => new(
        board,
        (metric, chinese) => DutyWords.Of(board, metric, chinese),
        (portfolio, org, metric, query) => portfolio.Explain(org, metric, query with { Board = board }));
}
