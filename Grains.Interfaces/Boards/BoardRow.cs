using System.Collections.Immutable;

namespace SalesGrains.Boards;

/// <summary>One row of a board, absolute: repeating it changes nothing.</summary>
/// <param name="Key"><c>n/{contractId}/{nodeNo}</c> for a payment node, <c>g/{contractId}/{nudgeId}</c> for a nudge.</param>
/// <param name="Order">Most urgent first when compared ordinally; ties by <paramref name="Key"/>. Not shown.</param>
/// <param name="Cells">In the order that the board's columns have.</param>
[GenerateSerializer, Immutable, Alias("board-row")]
public sealed record BoardRow(
    [property: Id(0)] string Key,
    [property: Id(1)] string Order,
    [property: Id(2)] ImmutableArray<BoardCell> Cells)
{
    /// <summary>Most urgent first.</summary>
    public static int Compare(BoardRow left, BoardRow right)
    {
        var byOrder = string.CompareOrdinal(left.Order, right.Order);
        return byOrder != 0 ? byOrder : string.CompareOrdinal(left.Key, right.Key);
    }

    /// <summary>True when the other row shows the same.</summary>
    public bool Same(BoardRow other) => Key == other.Key && Order == other.Order && Cells.AsSpan().SequenceEqual(other.Cells.AsSpan());
}

/// <summary>A cell: a string, a whole number, or null.</summary>
/// <param name="Text">The string, or null.</param>
/// <param name="Number">The number when <paramref name="IsNumber"/>.</param>
/// <param name="IsNumber">True for a number; then <paramref name="Text"/> is null.</param>
[GenerateSerializer, Immutable, Alias("board-cell")]
public readonly record struct BoardCell(
    [property: Id(0)] string? Text,
    [property: Id(1)] long Number = 0,
    [property: Id(2)] bool IsNumber = false)
{
    /// <summary>A string or null.</summary>
    public static implicit operator BoardCell(string? text) => new(text);

    /// <summary>A number.</summary>
    public static implicit operator BoardCell(long number) => new(null, number, true);

    /// <summary>0 or 1.</summary>
    public static implicit operator BoardCell(bool flag) => new(null, flag ? 1 : 0, true);
}

/// <summary>One number of a board: how many rows and how much money.</summary>
/// <param name="Bucket">An ageing bucket key, or <c>total</c>.</param>
/// <param name="Count">Rows.</param>
/// <param name="AmountFen">What is open in them, in fen.</param>
[GenerateSerializer, Immutable, Alias("board-total")]
public sealed record BoardTotal([property: Id(0)] string Bucket, [property: Id(1)] long Count, [property: Id(2)] long AmountFen);
