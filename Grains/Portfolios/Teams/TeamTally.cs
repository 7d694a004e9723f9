using SalesGrains.Boards;
using SalesGrains.Portfolios.Boards;
using SalesGrains.Portfolios.Lists;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Teams;

/// <summary>A team at a glance as it is pushed: each number under <c>{rep}/{board}/{metric}</c>, from the boards' own expression. Pure.</summary>
public sealed class TeamTally(BoardTopic topic, PortfolioMoment moment) : ITally
{
    private readonly ListQuery query = new(topic.Scope) { Filter = BoardFilter.Parse(topic.Filter) ?? throw new ArgumentException("No filter.", nameof(topic)) };

    /// <inheritdoc/>
    public IEnumerable<BoardTotal> Of(EntityRow entity) => TeamRules.Count(DutyRows.Of(entity), query, moment).Select(Total);

    /// <inheritdoc/>
    public IEnumerable<BoardTotal> All(PortfolioIndex index) => TeamRules.Count(index, query, moment).Select(Total);

    private static BoardTotal Total(TeamCount count) => new($"{count.RepId}/{count.Board}/{count.Metric}", count.Count, count.AmountFen);
}
