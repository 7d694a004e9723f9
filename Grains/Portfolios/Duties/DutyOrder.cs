using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Duties;

/// <summary>Makes one order of several. Pure.</summary>
public static class DutyOrder
{
    /// <summary>The rows of all sources, each of which is in the order of <see cref="RowOrders.Duties"/>, in that order; walks no further than it is asked to.</summary>
    public static IEnumerable<DutyRow> Merge(params IEnumerable<DutyRow>[] sources)
    {
        var walks = sources.Select(source => source.GetEnumerator()).ToList();
        try
        {
            walks.RemoveAll(walk => !walk.MoveNext());
            while (walks.Count > 0)
            {
                var first = walks.MinBy(walk => walk.Current, RowOrders.Duties)!;
                yield return first.Current;
                if (!first.MoveNext())
                {
                    walks.Remove(first);
                }
            }
        }
        finally
        {
            walks.ForEach(walk => walk.Dispose());
        }
    }
}
