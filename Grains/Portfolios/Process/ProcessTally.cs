using System.Collections.Immutable;
using SalesGrains.Boards;
using SalesGrains.Portfolios.Boards;
using SalesGrains.Portfolios.Lists;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Process;

/// <summary>The process board as it is pushed: this week's numbers, each under <c>{rep}/{number}</c>, from the expression of its lists. Pure.</summary>
public sealed class ProcessTally(BoardTopic topic, PortfolioMoment moment) : ITally
{
    private readonly ListQuery query = new(topic.Scope) { Filter = BoardFilter.Parse(topic.Filter) ?? throw new ArgumentException("No filter.", nameof(topic)) };

    /// <inheritdoc/>
    public IEnumerable<BoardTotal> Of(EntityRow entity) =>
        entity is CustomerRow customer ? Totals(ProcessRules.Count(ProcessRules.Items([customer], query, moment))) : [];

    /// <inheritdoc/>
    public IEnumerable<BoardTotal> All(PortfolioIndex index) => Totals(ProcessRules.Count(index, query, moment));

    private static IEnumerable<BoardTotal> Totals(ImmutableArray<ProcessCount> counts) =>
        counts.SelectMany(Numbers).Where(number => number.Count != 0);

    private static IEnumerable<BoardTotal> Numbers(ProcessCount count) =>
    [
        new($"{count.RepId}/visits", count.Visits, 0),
        new($"{count.RepId}/filled", count.Filled, 0),
        new($"{count.RepId}/expected", count.Expected, 0),
        new($"{count.RepId}/scoreSum", count.ScoreSum, 0),
        new($"{count.RepId}/scored", count.Scored, 0),
        new($"{count.RepId}/unverified", count.Unverified, 0),
        new($"{count.RepId}/followUps", count.FollowUps, 0),
        new($"{count.RepId}/overdue", count.Overdue, 0),
    ];
}
