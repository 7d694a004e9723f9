using System.Collections;

namespace SalesGrains.Portfolios.Rows;

/// <summary>
/// Rows in an order, for walking from any place on: sorted blocks, 8 bytes a row. Two rows that compare equal are one. Not for several threads.
/// </summary>
/// <param name="comparer">The order.</param>
public sealed class OrderedRows<T>(IComparer<T> comparer) : IEnumerable<T>
    where T : class
{
    private const int BlockSize = 512;

    private readonly List<List<T>> blocks = [];

    /// <summary>How many rows.</summary>
    public int Count { get; private set; }

    /// <summary>The first row, or null.</summary>
    public T? First => Count == 0 ? null : blocks[0][0];

    /// <summary>Puts a row at its place; one that compares equal is replaced.</summary>
    public void Add(T row)
    {
        if (blocks.Count == 0)
        {
            blocks.Add([row]);
            Count = 1;
            return;
        }

        var at = BlockOf(row);
        var block = blocks[at];
        var index = block.BinarySearch(row, comparer);
        if (index >= 0)
        {
            block[index] = row;
            return;
        }

        block.Insert(~index, row);
        Count++;
        if (block.Count > BlockSize)
        {
            // Rows often come in order: a split at the end keeps the blocks full.
            var keep = ~index == block.Count - 1 && at == blocks.Count - 1 ? BlockSize : BlockSize / 2;
            blocks.Insert(at + 1, block.GetRange(keep, block.Count - keep));
            block.RemoveRange(keep, block.Count - keep);
        }
    }

    /// <summary>Takes a row out; false when none compares equal.</summary>
    public bool Remove(T row)
    {
        if (blocks.Count == 0)
        {
            return false;
        }

        var at = BlockOf(row);
        var index = blocks[at].BinarySearch(row, comparer);
        if (index < 0)
        {
            return false;
        }

        blocks[at].RemoveAt(index);
        Count--;
        if (blocks[at].Count == 0)
        {
            blocks.RemoveAt(at);
        }

        return true;
    }

    /// <summary>Walks in order from the first row of which <paramref name="isBehind"/> is true; it must be true of all rows after that one.</summary>
    public IEnumerable<T> From(Func<T, bool> isBehind)
    {
        var at = Partition(blocks.Count, index => isBehind(blocks[index][^1]));
        if (at == blocks.Count)
        {
            yield break;
        }

        var first = blocks[at];
        for (var i = Partition(first.Count, index => isBehind(first[index])); i < first.Count; i++)
        {
            yield return first[i];
        }

        for (var b = at + 1; b < blocks.Count; b++)
        {
            foreach (var row in blocks[b])
            {
                yield return row;
            }
        }
    }

    /// <summary>Puts a row in another's place, which may be another place.</summary>
    public void Swap(T? old, T? next)
    {
        if (old is not null && (next is null || comparer.Compare(old, next) != 0))
        {
            Remove(old);
        }

        if (next is not null)
        {
            Add(next);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        foreach (var block in blocks)
        {
            foreach (var row in block)
            {
                yield return row;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The first block whose last row is not before the row; the last block when all are before it.</summary>
    private int BlockOf(T row)
    {
        var (low, high) = (0, blocks.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = comparer.Compare(blocks[middle][^1], row) >= 0 ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>The first index of which the predicate is true, or the count.</summary>
    private static int Partition(int count, Func<int, bool> isTrue)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = isTrue(middle) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
