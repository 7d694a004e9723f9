using System.Collections.Immutable;
using SalesGrains.Boards;

namespace SalesGrains.Portfolios.Lists;

/// <summary>The numbers of a payment board: count and open amount per ageing bucket and in all. Adding and taking away are exact inverses.</summary>
/// <param name="buckets">The keys of the ageing buckets.</param>
public sealed class NodeNumbers(ImmutableArray<string> buckets)
{
    /// <summary>The metric that counts every node of scope and filter.</summary>
    public const string Total = "total";

    private readonly long[] counts = new long[buckets.Length];
    private readonly long[] amounts = new long[buckets.Length];
    private long count;
    private long amount;

    /// <summary>All of them, the buckets in order and then the total.</summary>
    public ImmutableArray<BoardTotal> All =>
        [.. buckets.Select((key, at) => new BoardTotal(key, counts[at], amounts[at])), new BoardTotal(Total, count, amount)];

    /// <summary>Adds a row (+1) or takes it away (−1).</summary>
    /// <param name="bucket">Its bucket's place, or −1 when it is in none.</param>
    /// <param name="fen">Its open amount.</param>
    /// <param name="sign">+1 or −1.</param>
    public void Add(int bucket, long fen, int sign)
    {
        count += sign;
        amount += sign * fen;
        if (bucket >= 0)
        {
            counts[bucket] += sign;
            amounts[bucket] += sign * fen;
        }
    }
}
