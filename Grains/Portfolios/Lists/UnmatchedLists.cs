using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Lists;

/// <summary>
/// The tray of what is not matched (C04). Signals that name a rep are in the tray of that rep and of those above; what names none is in the
/// company's. Pure.
/// </summary>
public static class UnmatchedLists
{
    /// <summary>Unmatched identities, the one that has waited longest first, with their number.</summary>
    public static ShardPage<UnmatchedItem> Unmatched(PortfolioIndex index, ListQuery query, PageRequest page, PortfolioMoment moment)
    {
        var scope = new ScopeRules(query.Scope, moment.Tree);
        var text = SearchText.Of(query.Filter.Text);
        var matching = index.Unmatched
            .Where(row => scope.Contains(row.RepId)
                && (query.Filter.Rep is null || row.RepId == query.Filter.Rep)
                && (text is null || text.IsIn(row.Masked)))
            .ToList();
        var behind = matching
            .Where(row => page.After is not { } after || UnmatchedItem.PlaceOf(row.FirstAt, row.Key.Id).CompareTo(after) > 0)
            .Take(page.Limit + 1).ToList();
        return new(
            [.. behind.Take(page.Limit).Select(row => new UnmatchedItem(
                row.Key.Id, row.IdentityKind, row.Masked, row.RepId, row.RepId.Length > 0 ? moment.Tree.RepName(row.RepId) : "", row.Source,
                row.FirstAt, row.LastAt, row.Count, row.DeadlineAt, row.MissedAt, row.Version))],
            behind.Count > page.Limit,
            matching.Count);
    }
}
