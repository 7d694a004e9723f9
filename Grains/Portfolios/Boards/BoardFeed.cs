using System.Collections.Immutable;
using SalesGrains.Boards;
using SalesGrains.Portfolios.Lists;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Boards;

/// <summary>
/// What a shard tells one board: its numbers, kept by adding and taking away, and its most urgent rows, kept in a bounded set that is
/// filled anew only when it runs short. Each answer is numbered; a change of the moment folds everything anew.
/// </summary>
public abstract class BoardFeed
{
    /// <summary>The feed of a topic.</summary>
    public static BoardFeed Of(BoardTopic topic, PortfolioIndex index, PortfolioMoment moment) => topic.Board switch
    {
        BoardTopic.Inbox => new BoardFeed<NudgeRow>(index, moment, at => new InboxRows(topic, at)),
        _ => new BoardFeed<NodeRow>(index, moment, at => new PaymentRows(topic, at)),
    };

    /// <summary>The number of the last answer.</summary>
    public abstract long Number { get; }

    /// <summary>True when there may be something to tell.</summary>
    public abstract bool IsStale { get; }

    /// <summary>A contract changed in the index.</summary>
    public abstract void Fold(ContractRow? old, ContractRow? next);

    /// <summary>Time, rules or tree have changed what rows mean.</summary>
    public abstract void MoveTo(PortfolioMoment moment);

    /// <summary>What has changed since the last answer, or null when nothing has.</summary>
    public abstract BoardPartial? Change(string shard, long epoch);

    /// <summary>Everything, as of the last answer.</summary>
    public abstract BoardPartial Whole(string shard, long epoch);
}

/// <inheritdoc/>
internal sealed class BoardFeed<TRow> : BoardFeed
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

    public BoardFeed(PortfolioIndex index, PortfolioMoment moment, Func<PortfolioMoment, IBoardRows<TRow>> rowsAt)
    {
        (this.index, this.rowsAt, this.moment) = (index, rowsAt, moment);
        first = new(rowsAt(moment).Urgency);
        MoveTo(moment);
    }

    public override long Number => number;

    public override bool IsStale => isStale;

    public override void Fold(ContractRow? old, ContractRow? next)
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
            Keep(row);
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
