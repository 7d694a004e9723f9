using System.Collections.Immutable;
using SalesGrains.Boards;
using SalesGrains.Portfolios.Duties;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Teams;

/// <summary>
/// A team at a glance: what went wrong and which first contacts run, by rep. Counted by the boards' own expression, so that each number is
/// what the board shows when it is cut to that rep, and opens that list (M1). Pure.
/// </summary>
public static class TeamRules
{
    private static readonly ImmutableArray<string> Shown = [BoardTopic.Exceptions, BoardTopic.FirstContacts];

    /// <summary>The numbers of a shard, of the query's scope and tier.</summary>
    public static ImmutableArray<TeamCount> Count(PortfolioIndex index, ListQuery query, PortfolioMoment moment) =>
        Sum(Shown.SelectMany(board => Count(index, new DutyFilter(query with { Board = board }, moment), board)));

    /// <summary>The numbers that some duties make.</summary>
    public static ImmutableArray<TeamCount> Count(IReadOnlyCollection<DutyRow> duties, ListQuery query, PortfolioMoment moment) =>
        Sum(Shown.SelectMany(board => Count(duties, new DutyFilter(query with { Board = board }, moment), board)));

    /// <summary>The numbers of all shards.</summary>
    public static ImmutableArray<TeamCount> Merge(IEnumerable<ImmutableArray<TeamCount>> shards) => Sum(shards.SelectMany(shard => shard));

    private static IEnumerable<TeamCount> Count(PortfolioIndex index, DutyFilter filter, string board) => Count(filter.Candidates(index), filter, board);

    private static IEnumerable<TeamCount> Count(IEnumerable<DutyRow> duties, DutyFilter filter, string board) =>
        duties.Where(filter.Matches)
            .Select(duty => new TeamCount(duty.RepId, board, DutyFilter.BucketsOf(board)[filter.BucketOf(duty)], 1, DutyLists.AmountOf(duty)));

    private static ImmutableArray<TeamCount> Sum(IEnumerable<TeamCount> counts) =>
    [
        .. counts.GroupBy(count => (count.RepId, count.Board, count.Metric))
            .Select(group => new TeamCount(group.Key.RepId, group.Key.Board, group.Key.Metric, group.Sum(one => one.Count), group.Sum(one => one.AmountFen)))
            .OrderBy(count => count.RepId, StringComparer.Ordinal).ThenBy(count => count.Board, StringComparer.Ordinal).ThenBy(count => count.Metric, StringComparer.Ordinal),
    ];
}
