using System.Collections.Immutable;

namespace SalesGrains.Boards;

/// <summary>One row as a table holds it and as a frame carries it: absolute, so that a repeat does no harm.</summary>
/// <param name="Key">Unique in its table, for example <c>n/{contractId}/{nodeNo}</c>.</param>
/// <param name="Seq">The table's version at which the row last changed; 0 to 2^53.</param>
/// <param name="Cells">The cells, or null for a row that was removed (a tombstone, 墓碑).</param>
[GenerateSerializer, Immutable, Alias("frame-row")]
public sealed record FrameRow(
    [property: Id(0)] string Key,
    [property: Id(1)] long Seq,
    [property: Id(2)] ImmutableArray<BoardCell>? Cells);

/// <summary>
/// Moves a copy of a table (帧) from version <paramref name="From"/> to version <paramref name="To"/> of one epoch.
/// </summary>
/// <param name="Epoch">Which activation of the owner made it; a higher one wins. Below 2^53.</param>
/// <param name="From">The oldest version it fits, or −1 when it carries the whole table.</param>
/// <param name="To">The version after it.</param>
/// <param name="Check">Checksum of the whole table at <paramref name="To"/>, so that a copy can verify itself.</param>
/// <param name="Rows">What changed, tombstones included; without tombstones when it is the whole table.</param>
[GenerateSerializer, Immutable, Alias("board-frame")]
public sealed record BoardFrame(
    [property: Id(0)] long Epoch,
    [property: Id(1)] long From,
    [property: Id(2)] long To,
    [property: Id(3)] uint Check,
    [property: Id(4)] ImmutableArray<FrameRow> Rows)
{
    /// <summary>True when it carries the whole table.</summary>
    public bool IsWhole => From < 0;
}
