using System.Collections.Immutable;

namespace SalesGrains.Boards;

/// <summary>One row as a portfolio shard tells it to a board: absolute, so that a repeat changes nothing.</summary>
/// <param name="Key"><c>n/{contractId}/{nodeNo}</c> for a payment node, <c>g/{contractId}/{nudgeId}</c> for a nudge.</param>
/// <param name="Order">Most urgent first when compared ordinally; ties by <paramref name="Key"/>. Not shown.</param>
/// <param name="Cells">In the order that the board's columns have.</param>
[GenerateSerializer, Immutable, Alias("partial-row")]
public sealed record PartialRow(
    [property: Id(0)] string Key,
    [property: Id(1)] string Order,
    [property: Id(2)] ImmutableArray<BoardCell> Cells)
{
    /// <summary>Most urgent first.</summary>
    public static int Compare(PartialRow left, PartialRow right)
    {
        var byOrder = string.CompareOrdinal(left.Order, right.Order);
        return byOrder != 0 ? byOrder : string.CompareOrdinal(left.Key, right.Key);
    }

    /// <summary>True when the other row shows the same at the same place.</summary>
    public bool Same(PartialRow other) =>
        Key == other.Key && Order == other.Order && Cells.AsSpan().SequenceEqual(other.Cells.AsSpan());
}

/// <summary>One number of a board: how many rows and how much money.</summary>
/// <param name="Bucket">An ageing bucket key, or <c>total</c>.</param>
/// <param name="Count">Rows.</param>
/// <param name="AmountFen">What is open in them, in fen.</param>
[GenerateSerializer, Immutable, Alias("board-total")]
public sealed record BoardTotal([property: Id(0)] string Bucket, [property: Id(1)] long Count, [property: Id(2)] long AmountFen);
