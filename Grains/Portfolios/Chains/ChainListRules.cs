using System.Collections.Immutable;
using SalesGrains.Customers;
using SalesGrains.Portfolios.Lists;
using SalesGrains.Portfolios.Rows;
using SalesGrains.Portfolios.SpotChecks;

namespace SalesGrains.Portfolios.Chains;

/// <summary>Chains across the customers of a scope (P08): what was done about an objection, and what came of it. Pure.</summary>
public static class ChainListRules
{
    /// <summary>The chains of a query's scope, customer, text and chain query; a customer's are its rep's.</summary>
    public static IEnumerable<ChainItem> Items(PortfolioIndex index, ListQuery query, PortfolioMoment moment)
    {
        var asked = query.Chain ?? new();
        var scope = new ScopeRules(query.Scope, moment.Tree);
        var (text, industry) = (SearchText.Of(query.Filter.Text), SearchText.Of(asked.Industry));
        var (rep, tier) = (query.Filter.Rep, query.Filter.Tier);
        return from row in index.Customers
            where row.Chains.Length > 0 && (query.CustomerId is null || query.CustomerId == row.Key.Id)
                && (rep is null || row.RepId == rep) && (tier is null || row.Tier == tier) && scope.Contains(row.RepId)
                && (industry is null || industry.IsIn(row.Industry)) && (text is null || text.IsIn(row.Name) || text.IsIn(row.ExternalNo))
            from chain in row.Chains
            where (asked.Objection is null || chain.Objection == asked.Objection)
                && (asked.Solution is null || (chain.Solution ?? ChainQuery.NoSolution) == asked.Solution)
                && (asked.Result is null || chain.Result == asked.Result)
            select new ChainItem(row.Key.Id, row.Name, row.Industry, row.RepId, chain, row.Version);
    }

    /// <summary>The list: the latest objection first.</summary>
    public static ShardPage<ChainItem> List(PortfolioIndex index, ListQuery query, PageRequest page, PortfolioMoment moment) =>
        SpotCheckRules.Page(Items(index, query, moment), page);

    /// <summary>What came of each solution.</summary>
    public static ImmutableArray<ChainCount> Count(PortfolioIndex index, ListQuery query, PortfolioMoment moment) =>
        Merge(Items(index, query, moment).Select(item => new ChainCount(
            item.Chain.Solution, [.. ChainResults.All.Select(result => result == item.Chain.Result ? 1L : 0L)])));

    /// <summary>One row a solution, what was done most often first, nothing done last.</summary>
    public static ImmutableArray<ChainCount> Merge(IEnumerable<ChainCount> parts) =>
    [
        .. parts.GroupBy(part => part.Solution)
            .Select(group => new ChainCount(group.Key, [.. ChainResults.All.Select((_, i) => group.Sum(part => part.Results[i]))]))
            .OrderBy(count => count.Solution is null).ThenByDescending(count => count.Total).ThenBy(count => count.Solution, StringComparer.Ordinal),
    ];
}
