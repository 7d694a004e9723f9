using System.Collections.Immutable;
using System.Globalization;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Portfolios.Rows;
using SalesGrains.Reps;

namespace SalesGrains.Portfolios.Lists;

/// <summary>
/// The pages of all lists. A page is what follows a place in an order: a row whose place does not change while somebody walks is seen once,
/// never twice, never not at all. Pure.
/// </summary>
public static class PortfolioLists
{
    /// <summary>Payment nodes, with count and amount of all that match.</summary>
    public static ShardPage<NodeItem> Nodes(PortfolioIndex index, ListQuery query, PageRequest page, PortfolioMoment moment)
    {
        var filter = new NodeFilter(query, moment);
        var (count, amount) = (0L, 0L);
        foreach (var node in Candidates(index, filter).Where(filter.Matches))
        {
            count++;
            amount += node.OpenFen;
        }

        var matching = OrderOf(index, filter).From(Behind(page.After)).Where(filter.Matches);
        var (items, more) = Cut(matching, page.Limit, node => NodeItems.Of(node, filter));
        return new(items, more, count, amount);
    }

    /// <summary>Contracts by number.</summary>
    public static ShardPage<ContractItem> Contracts(PortfolioIndex index, ListQuery query, PageRequest page, PortfolioMoment moment)
    {
        var scope = new ScopeRules(query.Scope, moment.Tree);
        var text = SearchText.Of(query.Filter.Text);
        var filter = query.Filter;
        var matching = index.Contracts
            .From(row => page.After is not { } after || new PageKey(row.Number, row.Key.Id).CompareTo(after) > 0)
            .Where(row => scope.Contains(row.RepId)
                && (query.Stage is null || row.Stage == query.Stage)
                && (query.CustomerId is null || row.CustomerId == query.CustomerId)
                && (filter.Rep is null || row.RepId == filter.Rep)
                && (filter.Tier is null || row.Tier == filter.Tier)
                && (filter.Status is null || ContractItems.StatusOf(row, moment)?.Name() == filter.Status)
                && (text is null || text.IsIn(row)));
        var (items, more) = Cut(matching, page.Limit, row => ContractItems.Of(row, moment));
        return new(items, more);
    }

    /// <summary>Reps by name.</summary>
    public static ShardPage<RepItem> Reps(PortfolioIndex index, ListQuery query, PageRequest page, PortfolioMoment moment)
    {
        var scope = new ScopeRules(query.Scope, moment.Tree);
        var text = SearchText.Of(query.Filter.Text);
        var matching = index.Reps
            .From(row => IsBehind(row.Name, row.Key, page.After))
            .Where(row => scope.Contains(row.Key.Id) && (text is null || text.IsIn(row.Name) || text.IsIn(row.ExternalNo)));
        var (items, more) = Cut(matching, page.Limit, row => new RepItem(
            row.Key.Id, row.Name, row.UnitId, moment.Tree.Units.GetValueOrDefault(row.UnitId)?.Name ?? "",
            moment.Tree.RegionOf(row.Key.Id)?.Name ?? "", row.ExternalNo, row.Active, row.Version));
        return new(items, more);
    }

    /// <summary>Nudges by deadline.</summary>
    public static ShardPage<NudgeItem> Nudges(PortfolioIndex index, ListQuery query, PageRequest page, PortfolioMoment moment)
    {
        var filter = new NudgeFilter(query, moment);
        var matching = index.Nudges
            .From(row => page.After is not { } after || NudgeFilter.Item(row).Place.CompareTo(after) > 0)
            .Where(filter.Matches);
        var (items, more) = Cut(matching, page.Limit, NudgeFilter.Item);
        return new(items, more, query.Held ? index.Nudges.Count(filter.Matches) : 0);
    }

    /// <summary>The payment nodes that a filter can match, most urgent first.</summary>
    public static IEnumerable<NodeRow> Candidates(PortfolioIndex index, NodeFilter filter) => OrderOf(index, filter);

    private static OrderedRows<NodeRow> OrderOf(PortfolioIndex index, NodeFilter filter) =>
        filter.WantsClosed ? index.ClosedNodes
        : filter.OnlyRep is { } rep ? index.OpenNodesOf(rep)
        : index.OpenNodes;

    private static Func<NodeRow, bool> Behind(PageKey? after)
    {
        if (after is not { } key)
        {
            return static _ => true;
        }

        var due = key.First == NodeItem.NoDate || !DateOnly.TryParseExact(key.First, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? int.MaxValue
            : day.DayNumber;
        return node => (node.DueNumber.CompareTo(due), string.CompareOrdinal(node.Contract.Key.Id, key.Second), node.No.CompareTo(key.Third)) switch
        {
            ( > 0, _, _) or (0, > 0, _) or (0, 0, > 0) => true,
            _ => false,
        };
    }

    internal static bool IsBehind(string name, EntityKey row, PageKey? after) =>
        after is not { } key || new PageKey(name, row.Id).CompareTo(key) > 0;

    internal static (ImmutableArray<TItem> Items, bool More) Cut<TRow, TItem>(IEnumerable<TRow> rows, int limit, Func<TRow, TItem> item)
    {
        var items = ImmutableArray.CreateBuilder<TItem>(Math.Min(limit, 64));
        foreach (var row in rows)
        {
            if (items.Count == limit)
            {
                return (items.ToImmutable(), true);
            }

            items.Add(item(row));
        }

        return (items.ToImmutable(), false);
    }
}
