using System.Collections.Immutable;
using SalesGrains.Boards;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Boards;

/// <summary>What one kind of board shows of one kind of row at one moment: the expression, the numbers and the cells. Pure.</summary>
public interface IBoardRows<TRow>
    where TRow : class
{
    /// <summary>Most urgent first.</summary>
    IComparer<TRow> Urgency { get; }

    /// <summary>The keys of the numbers besides the total.</summary>
    ImmutableArray<string> Buckets { get; }

    /// <summary>The rows of an entity; none when the board shows nothing of its kind.</summary>
    ImmutableArray<TRow> RowsOf(EntityRow entity);

    /// <summary>True when the board counts the row.</summary>
    bool Matches(TRow row);

    /// <summary>The bucket that counts it, or −1.</summary>
    int BucketOf(TRow row);

    /// <summary>The amount it counts with, in fen.</summary>
    long AmountOf(TRow row);

    /// <summary>The rows that can match, most urgent first.</summary>
    IEnumerable<TRow> Walk(PortfolioIndex index);

    /// <summary>The row as the board shows it.</summary>
    BoardRow Render(TRow row);
}
