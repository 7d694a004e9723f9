using System.Collections.Immutable;
using SalesGrains.Customers;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Lists;

/// <summary>Customers by name: those that somebody has, or the public pool (公海, X13). Pure.</summary>
public static class CustomerLists
{
    /// <summary>A page of them.</summary>
    public static ShardPage<CustomerItem> Customers(PortfolioIndex index, ListQuery query, PageRequest page, PortfolioMoment moment)
    {
        var matches = Matching(query, moment);
        var (items, more) = PortfolioLists.Cut(
            index.Customers.From(row => PortfolioLists.IsBehind(row.Name, row.Key, page.After)).Where(matches), page.Limit, row => Item(row, query, moment));
        return new(items, more, query.Pooled is null ? 0 : index.Customers.Count(matches));
    }

    private static Func<CustomerRow, bool> Matching(ListQuery query, PortfolioMoment moment)
    {
        var scope = new ScopeRules(query.Scope, moment.Tree);
        var text = SearchText.Of(query.Filter.Text);
        var filter = query.Filter;
        if (query.Alike is { } alike)
        {
            return row => row.MergedInto is null && Reasons(row, alike, moment) is { IsEmpty: false };
        }

        return row => scope.Contains(row.RepId)
            && row.MergedInto is null
            && row.PooledAt is not null == (query.Pooled ?? false)
            && (!query.Stale || row.StaleOn <= moment.Today)
            && (filter.Rep is null || row.RepId == filter.Rep)
            && (filter.Tier is null || row.Tier == filter.Tier)
            && (text is null || text.IsIn(row.Name) || text.IsIn(row.ExternalNo));
    }

    /// <summary>In which ways a customer may be the same as another one (X10): code, identity, name, name-like; empty: in none.</summary>
    private static ImmutableArray<string> Reasons(CustomerRow row, AlikeQuery alike, PortfolioMoment moment) => row.Key.Id == alike.ExceptId ? [] :
    [
        .. alike.CreditCode is { } code && row.CreditCode == code ? ["code"] : ImmutableArray<string>.Empty,
        .. row.IdentityIds.Any(alike.IdentityIds.Contains) ? ["identity"] : ImmutableArray<string>.Empty,
        .. alike.NameKey is not { } name ? ImmutableArray<string>.Empty
            : row.NameKey == name ? ["name"]
            : CompanyNames.Likeness(row.NameKey, name) >= moment.Rules.Pool.LikeNamePercent ? ["name-like"] : [],
    ];

    private static CustomerItem Item(CustomerRow row, ListQuery query, PortfolioMoment moment) => new(
        row.Key.Id, row.Name, row.Tier, row.RepId, moment.Tree.RepName(row.RepId), row.CreditFen, row.Industry, row.ExternalNo, row.Version,
        row.PooledAt, row.LastActivityAt, row.StaleOn)
    {
        Alike = query.Alike is { } alike ? Reasons(row, alike, moment) : [],
    };
}
