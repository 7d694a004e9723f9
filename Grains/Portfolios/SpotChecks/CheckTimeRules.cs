using System.Collections.Immutable;
using SalesGrains.Calendars;
using SalesGrains.Portfolios.Lists;
using SalesGrains.Portfolios.Process;

namespace SalesGrains.Portfolios.SpotChecks;

/// <summary>How long a manager's checks take (主管抽查效率, P10): by ISO week and manager, so that weeks can be compared. Pure.</summary>
public static class CheckTimeRules
{
    /// <summary>The metric of checks whose time is known.</summary>
    public const string Timed = "timed";

    /// <summary>
    /// The checks of a query's week, scope, rep and tier, by its checker and, with metric <see cref="Timed"/>, those alone whose time is known.
    /// </summary>
    public static IEnumerable<CheckItem> Items(PortfolioIndex index, ListQuery query, PortfolioMoment moment)
    {
        var monday = query.Week ?? ProcessRules.MondayOf(moment.Today);
        var scope = new ScopeRules(query.Scope, moment.Tree);
        var (rep, tier) = (query.Filter.Rep, query.Filter.Tier);
        return from row in index.Customers
            where tier is null || row.Tier == tier
            from one in row.Recent
            let check = one.Check
            where check is not null && (rep is null || one.RepId == rep) && scope.Contains(one.RepId)
                && (query.Checker is null || query.Checker == check.ById)
                && (query.Metric != Timed || check.Seconds is not null)
                && ProcessRules.MondayOf(LocalTime.DayOf(check.At, moment.Zone)) == monday
            select new CheckItem(row.Key.Id, row.Name, one.Id, one.RepId, check.ById, check.By, check.Outcome, check.At, check.Seconds, row.Version);
    }

    /// <summary>The list behind a manager's number: the latest first.</summary>
    public static ShardPage<CheckItem> List(PortfolioIndex index, ListQuery query, PageRequest page, PortfolioMoment moment) =>
        SpotCheckRules.Page(Items(index, query, moment), page);

    /// <summary>The checks of each manager.</summary>
    public static ImmutableArray<CheckerTimes> Count(PortfolioIndex index, ListQuery query, PortfolioMoment moment) =>
        Merge(Items(index, query with { Metric = null, Checker = null }, moment)
            .Select(item => new CheckerTimes(item.CheckerId, item.Checker, 1, item.Seconds is { } seconds ? [seconds] : [])));

    /// <summary>One row a manager, by id.</summary>
    public static ImmutableArray<CheckerTimes> Merge(IEnumerable<CheckerTimes> parts) =>
    [
        .. parts.GroupBy(part => part.CheckerId).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new CheckerTimes(
            group.Key, group.First().Checker, group.Sum(part => part.Checks), [.. group.SelectMany(part => part.Seconds).Order()])),
    ];

    /// <summary>The middle of rising numbers, of an even count the mean of both in the middle; null: there is none.</summary>
    public static decimal? Median(IReadOnlyList<int> rising) =>
        rising.Count == 0 ? null : (rising[(rising.Count - 1) / 2] + rising[rising.Count / 2]) / 2m;
}
