using System.Collections.Immutable;
using SalesGrains.Boards;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Boards;

/// <summary>What each entity adds to a board that has only numbers, at one moment. Pure.</summary>
public interface ITally
{
    /// <summary>What one entity adds.</summary>
    IEnumerable<BoardTotal> Of(EntityRow entity);

    /// <summary>What all entities add: the sum of <see cref="Of"/> over the index, found in a shorter way where there is one.</summary>
    IEnumerable<BoardTotal> All(PortfolioIndex index);
}

/// <summary>The feed of a board that has only numbers: as many as there are reps with something to count.</summary>
internal sealed class TallyFeed : BoardFeed
{
    private readonly PortfolioIndex index;
    private readonly Func<PortfolioMoment, ITally> tallyAt;
    private readonly SortedDictionary<string, (long Count, long AmountFen)> sums = new(StringComparer.Ordinal);
    private ITally tally = null!;
    private ImmutableArray<BoardTotal> totals = [];
    private PortfolioMoment moment;
    private DateOnly asOf;
    private bool isStale;
    private long number;

    public TallyFeed(PortfolioIndex index, PortfolioMoment moment, Func<PortfolioMoment, ITally> tallyAt)
    {
        (this.index, this.tallyAt, this.moment) = (index, tallyAt, moment);
        MoveTo(moment);
    }

    public override long Number => number;

    public override bool IsStale => isStale;

    public override void Fold(EntityRow? old, EntityRow? next)
    {
        Add(old is null ? [] : tally.Of(old), -1);
        Add(next is null ? [] : tally.Of(next), 1);
    }

    public override void MoveTo(PortfolioMoment moment)
    {
        this.moment = moment;
        tally = tallyAt(moment);
        sums.Clear();
        Add(tally.All(index), 1);
        isStale = true;
    }

    public override BoardPartial? Change(string shard, long epoch)
    {
        if (!isStale)
        {
            return null;
        }

        isStale = false;
        ImmutableArray<BoardTotal> now = [.. sums.Select(sum => new BoardTotal(sum.Key, sum.Value.Count, sum.Value.AmountFen))];
        if (number > 0 && asOf == moment.Today && now.AsSpan().SequenceEqual(totals.AsSpan()))
        {
            return null;
        }

        (totals, asOf) = (now, moment.Today);
        number++;
        return new(shard, epoch, number - 1, number, asOf, [], [], totals);
    }

    public override BoardPartial Whole(string shard, long epoch)
    {
        if (number == 0)
        {
            Change(shard, epoch);
        }

        return new(shard, epoch, -1, number, asOf, [], [], totals);
    }

    private void Add(IEnumerable<BoardTotal> added, int sign)
    {
        foreach (var (bucket, count, fen) in added)
        {
            var sum = sums.GetValueOrDefault(bucket);
            var next = (sum.Count + (sign * count), sum.AmountFen + (sign * fen));
            isStale = true;
            if (next is (0, 0))
            {
                sums.Remove(bucket);
            }
            else
            {
                sums[bucket] = next;
            }
        }
    }
}
