using System.Collections.Immutable;
using SalesGrains.Customers;
using SalesGrains.Portfolios.Lists;
using SalesGrains.Portfolios.Rows;
using SalesGrains.RuleSets;

namespace SalesGrains.Portfolios.SpotChecks;

/// <summary>
/// Which follow-ups a manager looks at first (主管抽查, P10): those that nobody has checked and that are copied, low, unlike their customer's
/// others, unverified or late. Each reason has the points of the rule set; their sum is the risk. Looks at the follow-ups that boards keep: five
/// weeks of each customer. Pure.
/// </summary>
public static class SpotCheckRules
{
    /// <summary>The reasons to check one of a customer's follow-ups, the heaviest first; none: there is nothing to see.</summary>
    public static ImmutableArray<SpotCheckReason> Reasons(FollowUpFacts one, ImmutableArray<FollowUpFacts> all, SpotCheckRuleSet rules) =>
    [
        .. new (string Code, bool Holds, int Points)[]
            {
                (SpotCheckReasons.Copy, one.Copied == true, rules.CopyWeight),
                (SpotCheckReasons.Low, one.Score < rules.LowBelow, rules.LowWeight),
                (SpotCheckReasons.Outlier, IsOutlier(one, all, rules), rules.OutlierWeight),
                (SpotCheckReasons.Unverified, one.Verdict == Verdicts.Unverified, rules.UnverifiedWeight),
                (SpotCheckReasons.Late, one.HoursLate >= rules.LateHours, rules.LateWeight),
            }
            .Where(reason => reason.Holds && reason.Points > 0).OrderByDescending(reason => reason.Points)
            .Select(reason => new SpotCheckReason(reason.Code, reason.Points)),
    ];

    /// <summary>What is to be checked of a query's scope, rep, tier and reason (its metric; null: any).</summary>
    public static IEnumerable<SpotCheckItem> Items(PortfolioIndex index, ListQuery query, PortfolioMoment moment)
    {
        var scope = new ScopeRules(query.Scope, moment.Tree);
        var (rep, tier) = (query.Filter.Rep, query.Filter.Tier);
        return from row in index.Customers
            where tier is null || row.Tier == tier
            from one in row.Recent
            where one.Check is null && (rep is null || one.RepId == rep) && scope.Contains(one.RepId)
            let item = Item(row, one, moment.Rules.FollowUps.SpotChecks)
            where Counts(query.Metric, item)
            select item;
    }

    /// <summary>The queue: the highest risk first.</summary>
    public static ShardPage<SpotCheckItem> List(PortfolioIndex index, ListQuery query, PageRequest page, PortfolioMoment moment) =>
        Page(Items(index, query, moment), page);

    /// <summary>What there is to check, and how long the checks of the query's week took.</summary>
    public static SpotCheckNumbers Count(PortfolioIndex index, ListQuery query, PortfolioMoment moment)
    {
        var open = Items(index, query with { Metric = null }, moment).ToList();
        return new(
            open.Count,
            [.. SpotCheckReasons.All.Select(reason => (long)open.Count(item => Counts(reason, item)))],
            CheckTimeRules.Count(index, query, moment));
    }

    /// <summary>The numbers of all shards together.</summary>
    public static SpotCheckNumbers Merge(IReadOnlyList<SpotCheckNumbers> shards) => new(
        shards.Sum(shard => shard.Open),
        [.. SpotCheckReasons.All.Select((_, i) => shards.Sum(shard => shard.Reasons[i]))],
        CheckTimeRules.Merge(shards.SelectMany(shard => shard.Checkers)));

    /// <summary>A page of items in their order, with how many there are.</summary>
    internal static ShardPage<T> Page<T>(IEnumerable<T> items, PageRequest page)
        where T : IPageItem
    {
        var all = items.OrderBy(item => item.Place).ToList();
        var behind = all.Where(item => page.After is not { } after || item.Place.CompareTo(after) > 0).Take(page.Limit + 1).ToList();
        return new([.. behind.Take(page.Limit)], behind.Count > page.Limit, all.Count);
    }

    /// <summary>Whether the number of a reason counts an item; null: that of all.</summary>
    private static bool Counts(string? reason, SpotCheckItem item) =>
        !item.Reasons.IsEmpty && (reason is null || item.Reasons.Any(one => one.Code == reason));

    private static SpotCheckItem Item(CustomerRow row, FollowUpFacts one, SpotCheckRuleSet rules) =>
        new(row.Key.Id, row.Name, one.Id, one.RepId, one.At, row.Version)
        {
            Reasons = Reasons(one, row.Recent, rules), Verdict = one.Verdict, Score = one.Score, Industry = row.Industry,
        };

    private static bool IsOutlier(FollowUpFacts one, ImmutableArray<FollowUpFacts> all, SpotCheckRuleSet rules)
    {
        if (all.Length <= rules.OutlierOthers || one.Score is not { } score)
        {
            return false;
        }

        var others = all.Where(other => other.Id != one.Id && other.Score is not null).Select(other => other.Score!.Value).Order().ToList();
        return others.Count >= rules.OutlierOthers && Math.Abs(score - CheckTimeRules.Median(others)!.Value) >= rules.OutlierPoints;
    }
}
