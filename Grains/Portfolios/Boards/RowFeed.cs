using System.Collections.Immutable;
using SalesGrains.Boards;
using SalesGrains.Portfolios.Lists;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Boards;

/// <inheritdoc/>
internal sealed class RowFeed<TRow> : BoardFeed
    where TRow : class
{
    /// <summary>Twice what a board shows: so many rows may leave before the set has to be filled anew.</summary>
    private const int Kept = 2 * BoardTopic.MostRows;

    private readonly PortfolioIndex index;
    private readonly Func<PortfolioMoment, IBoardRows<TRow>> rowsAt;
    private readonly SortedSet<TRow> first;
    private readonly Dictionary<string, (TRow Row, BoardRow Shown)> shown = new(StringComparer.Ordinal);
    private IBoardRows<TRow> rows = null!;
    private NodeNumbers numbers = null!;
    private ImmutableArray<BoardTotal> totals = [];
    private PortfolioMoment moment;
    private DateOnly asOf;
    private bool isCut;
    private bool isStale;
    private bool mustRender;
    private long number;

    public RowFeed(PortfolioIndex index, PortfolioMoment moment, Func<PortfolioMoment, IBoardRows<TRow>> rowsAt)
    {
        (this.index, this.rowsAt, this.moment) = (index, rowsAt, moment);
        first = new(rowsAt(moment).Urgency);
        MoveTo(moment);
    }

    public override long Number => number;

    public override bool IsStale => isStale;

    public override void Fold(EntityRow? old, EntityRow? next)
    {
        foreach (var row in old is null ? [] : rows.RowsOf(old))
        {
            if (rows.Matches(row))
            {
                numbers.Add(rows.BucketOf(row), rows.AmountOf(row), -1);
                first.Remove(row);
                isStale = true;
            }
        }

        foreach (var row in next is null ? [] : rows.RowsOf(next))
        {
            if (rows.Matches(row))
            {
                numbers.Add(rows.BucketOf(row), rows.AmountOf(row), 1);
                Keep(row);
                isStale = true;
            }
        }
    }

    public override void MoveTo(PortfolioMoment moment)
    {
        this.moment = moment;
        rows = rowsAt(moment);
        numbers = new(rows.Buckets);
        first.Clear();
        isCut = false;
        foreach (var row in rows.Walk(index).Where(rows.Matches))
        {
            numbers.Add(rows.BucketOf(row), rows.AmountOf(row), 1);
            isCut = first.Count == Kept;
            if (!isCut)
            {
                first.Add(row);
            }
        }

        isStale = mustRender = true;
    }

    public override BoardPartial? Change(string shard, long epoch)
    {
        if (!isStale)
        {
            return null;
        }

        Refill();
        var changed = ImmutableArray.CreateBuilder<BoardRow>();
        var gone = new HashSet<string>(shown.Keys, StringComparer.Ordinal);
        var known = new Dictionary<TRow, BoardRow>(ReferenceEqualityComparer.Instance);
        foreach (var (row, render) in shown.Values)
        {
            known.Add(row, render);
        }

        foreach (var row in first.Take(BoardTopic.MostRows))
        {
            var render = !mustRender && known.TryGetValue(row, out var same) ? same : rows.Render(row);
            if (!shown.TryGetValue(render.Key, out var before) || !before.Shown.Same(render))
            {
                changed.Add(render);
            }

            shown[render.Key] = (row, render);
            gone.Remove(render.Key);
        }

        foreach (var key in gone)
        {
            shown.Remove(key);
        }

        var now = numbers.All;
        isStale = mustRender = false;
        if (changed.Count == 0 && gone.Count == 0 && number > 0 && asOf == moment.Today && now.AsSpan().SequenceEqual(totals.AsSpan()))
        {
            return null;
        }

        (totals, asOf) = (now, moment.Today);
        number++;
        return new(shard, epoch, number - 1, number, asOf, changed.ToImmutable(), [.. gone], totals);
    }

    public override BoardPartial Whole(string shard, long epoch)
    {
        if (number == 0)
        {
            Change(shard, epoch);
        }

        return new(shard, epoch, -1, number, asOf, [.. shown.Values.Select(static pair => pair.Shown)], [], totals);
    }

    private void Keep(TRow row)
    {
        if (first.Count >= Kept)
        {
            isCut = true;
            if (rows.Urgency.Compare(row, first.Max!) >= 0)
            {
                return;
            }
        }
        else if (isCut && (first.Count == 0 || rows.Urgency.Compare(row, first.Max!) > 0))
        {
            // What lies behind the last kept row is not known, so nothing may be kept there.
            return;
        }

        first.Add(row);
        if (first.Count > Kept)
        {
            first.Remove(first.Max!);
        }
    }

    private void Refill()
    {
        if (!isCut || first.Count >= BoardTopic.MostRows)
        {
            return;
        }

        first.Clear();
        isCut = false;
        foreach (var row in rows.Walk(index).Where(rows.Matches))
        {
            if (first.Count == Kept)
            {
                isCut = true;
                break;
            }

            first.Add(row);
        }
    }
}
