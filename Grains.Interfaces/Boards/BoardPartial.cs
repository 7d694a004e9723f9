using System.Collections.Immutable;

namespace SalesGrains.Boards;

/// <summary>
/// What one portfolio shard has to say about a topic. Values are absolute. Adding up the shards' totals and taking the
/// <see cref="BoardTopic.MostRows"/> first of their rows gives the board; it is true only when all shards speak of the same day.
/// </summary>
/// <param name="Shard">The shard's key, <c>{org}|p{generation}|{shard}</c>.</param>
/// <param name="Epoch">A durable counter's value taken when the shard was activated: the larger one is the newer.</param>
/// <param name="From">Number of the partial that this one changes, or −1 when it is the whole.</param>
/// <param name="To">Its own number; rises within an epoch.</param>
/// <param name="AsOf">The organisation's day it was computed for.</param>
/// <param name="Rows">The shard's most urgent rows (From −1), or those of them that are new or changed; no order.</param>
/// <param name="Removed">Keys that are no longer among the shard's most urgent rows; empty when From is −1.</param>
/// <param name="Totals">All numbers, always absolute and complete.</param>
[GenerateSerializer, Immutable, Alias("board-partial")]
public sealed record BoardPartial(
    [property: Id(0)] string Shard,
    [property: Id(1)] long Epoch,
    [property: Id(2)] long From,
    [property: Id(3)] long To,
    [property: Id(4)] DateOnly AsOf,
    [property: Id(5)] ImmutableArray<BoardRow> Rows,
    [property: Id(6)] ImmutableArray<string> Removed,
    [property: Id(7)] ImmutableArray<BoardTotal> Totals);
