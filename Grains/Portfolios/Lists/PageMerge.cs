using System.Collections.Immutable;

namespace SalesGrains.Portfolios.Lists;

/// <summary>Makes one page of the pages of several shards. Pure.</summary>
public static class PageMerge
{
    /// <summary>The first <paramref name="limit"/> rows of all, in order; counts and amounts added up.</summary>
    public static ShardPage<T> Merge<T>(IReadOnlyCollection<ShardPage<T>> pages, int limit)
        where T : IPageItem
    {
        // Each shard gave its own first rows behind the same place, so the first rows of all are among them.
        ImmutableArray<T> all = [.. pages.SelectMany(static page => page.Items).OrderBy(static item => item.Place)];
        return new(
            all.Length > limit ? all[..limit] : all,
            all.Length > limit || pages.Any(static page => page.More),
            pages.Sum(static page => page.Count),
            pages.Sum(static page => page.AmountFen),
            pages.Any(static page => page.ViewPending));
    }
}
