using System.Collections.Immutable;
using SalesGrains.Calendars;
using SalesGrains.Customers;
using SalesGrains.Portfolios.Lists;
using SalesGrains.Portfolios.Rows;
using SalesGrains.RuleSets;

namespace SalesGrains.Portfolios.Process;

/// <summary>
/// The numbers of how reps work, by ISO week (T10, P09, P11). A number is the sum over the very items that its list shows (M1). A follow-up
/// counts for the rep whose customer it was. What was due in the week, and is not recorded when its day has passed, counts with nothing filled.
/// Pure.
/// </summary>
public static class ProcessRules
{
    /// <summary>The Monday of a day's week.</summary>
    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>Effective visits that a week asks for: so many of five workdays, fewer in a week with fewer, rounded half up.</summary>
    public static int TargetOf(DateOnly monday, BusinessCalendar calendar, FollowUpRuleSet rules) =>
        ((rules.VisitsPerWeek * calendar.WorkdaysBetween(monday.AddDays(-1), monday.AddDays(6)) * 2) + 5) / 10;

    /// <summary>The items of a query's week, scope, rep and tier.</summary>
    public static IEnumerable<ProcessItem> Items(PortfolioIndex index, ListQuery query, PortfolioMoment moment) => Items(index.Customers, query, moment);

    /// <summary>The items of some customers.</summary>
    public static IEnumerable<ProcessItem> Items(IEnumerable<CustomerRow> customers, ListQuery query, PortfolioMoment moment)
    {
        var monday = query.Week ?? MondayOf(moment.Today);
        var scope = new ScopeRules(query.Scope, moment.Tree);
        var (rep, tier) = (query.Filter.Rep, query.Filter.Tier);
        return customers
            .Where(row => tier is null || row.Tier == tier)
            .SelectMany(row => Items(row, monday, moment))
            .Where(item => scope.Contains(item.RepId) && (rep is null || item.RepId == rep));
    }

    /// <summary>Whether a metric's number counts an item.</summary>
    public static bool Counts(string metric, ProcessItem item) => metric switch
    {
        ProcessMetrics.Visits => item.IsVisit,
        ProcessMetrics.Completeness => item.Expected > 0,
        ProcessMetrics.Quality => item.Score is not null,
        ProcessMetrics.Unverified => item.Verdict == Verdicts.Unverified,
        ProcessMetrics.Overdue => item.FollowUpId is null,
        _ => false,
    };

    /// <summary>The numbers of each rep that has any item.</summary>
    public static ImmutableArray<ProcessCount> Count(PortfolioIndex index, ListQuery query, PortfolioMoment moment) => Count(Items(index, query, moment));

    /// <summary>The numbers that some items make, by rep.</summary>
    public static ImmutableArray<ProcessCount> Count(IEnumerable<ProcessItem> all) =>
    [
        .. all.GroupBy(item => item.RepId).Select(items => new ProcessCount(
            items.Key,
            items.Count(item => Counts(ProcessMetrics.Visits, item)),
            items.Where(item => Counts(ProcessMetrics.Completeness, item)).Sum(item => item.Filled),
            items.Where(item => Counts(ProcessMetrics.Completeness, item)).Sum(item => item.Expected),
            items.Count(item => item.FollowUpId is not null),
            items.Count(item => Counts(ProcessMetrics.Unverified, item)),
            items.Count(item => Counts(ProcessMetrics.Quality, item)),
            items.Where(item => Counts(ProcessMetrics.Quality, item)).Sum(item => item.Score!.Value),
            items.Count(item => Counts(ProcessMetrics.Overdue, item)))),
    ];

    /// <summary>One count a rep of the counts of all shards, in the order of the reps' ids.</summary>
    public static ImmutableArray<ProcessCount> Merge(IEnumerable<ImmutableArray<ProcessCount>> shards) =>
    [
        .. shards.SelectMany(shard => shard).GroupBy(count => count.RepId).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Aggregate((sum, one) => new(
                sum.RepId, sum.Visits + one.Visits, sum.Filled + one.Filled, sum.Expected + one.Expected, sum.FollowUps + one.FollowUps,
                sum.Unverified + one.Unverified, sum.Scored + one.Scored, sum.ScoreSum + one.ScoreSum, sum.Overdue + one.Overdue))),
    ];

    /// <summary>The list behind a number: the query's metric, the earliest first.</summary>
    public static ShardPage<ProcessItem> List(PortfolioIndex index, ListQuery query, PageRequest page, PortfolioMoment moment)
    {
        var counted = Items(index, query, moment).Where(item => Counts(query.Metric ?? "", item)).OrderBy(item => item.Place).ToList();
        var behind = counted.Where(item => page.After is not { } after || item.Place.CompareTo(after) > 0).Take(page.Limit + 1).ToList();
        return new([.. behind.Take(page.Limit)], behind.Count > page.Limit, counted.Count);
    }

    private static IEnumerable<ProcessItem> Items(CustomerRow row, DateOnly monday, PortfolioMoment moment)
    {
        var visited = new HashSet<(string RepId, DateOnly Day)>();
        foreach (var one in row.Recent)
        {
            var day = LocalTime.DayOf(one.At, moment.Zone);
            if (MondayOf(day) == monday)
            {
                yield return new(row.Key.Id, row.Name, one.RepId, day, row.Version)
                {
                    FollowUpId = one.Id,
                    At = one.At,
                    Filled = one.Filled,
                    Expected = FollowUp.ExpectedSlots,
                    Verdict = one.Verdict,
                    Score = one.Score,
                    IsVisit = one.Verdict is Verdicts.Verified or Verdicts.Plausible && visited.Add((one.RepId, day)),
                };
            }
        }

        if (row.FollowUp is { } due && MondayOf(due.DueOn) == monday && moment.Today > due.DueOn)
        {
            yield return new(row.Key.Id, row.Name, row.RepId, due.DueOn, row.Version) { Expected = FollowUp.ExpectedSlots };
        }
    }
}
