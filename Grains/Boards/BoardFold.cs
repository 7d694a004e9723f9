using System.Collections.Immutable;
using SalesGrains.Money;

namespace SalesGrains.Boards;

/// <summary>
/// Adds up what the shards say of a topic. It is complete, and only then true, when every shard has been heard and all speak of the same day.
/// </summary>
public sealed class BoardFold
{
    private readonly Dictionary<string, Part> parts = new(StringComparer.Ordinal);

    /// <summary>True when the sum may be shown.</summary>
    public bool IsComplete =>
        parts.Count > 0 && parts.Values.All(part => part.Number >= 0) && parts.Values.Select(part => part.AsOf).Distinct().Count() == 1;

    /// <summary>The shards that make up the board.</summary>
    public IReadOnlyCollection<string> Shards => parts.Keys;

    /// <summary>Says which shards there are; what others said is forgotten.</summary>
    public void Expect(IReadOnlyCollection<string> shards)
    {
        foreach (var shard in parts.Keys.Except(shards).ToArray())
        {
            parts.Remove(shard);
        }

        foreach (var shard in shards)
        {
            parts.TryAdd(shard, new());
        }
    }

    /// <summary>What is held of a shard, as its <c>Watch</c> wants to know it.</summary>
    public (long Epoch, long Number) Held(string shard) =>
        parts.TryGetValue(shard, out var part) ? (part.Epoch, part.Number) : (0, -1);

    /// <summary>Takes what a shard says.</summary>
    /// <returns>False when it changes a partial that is not held.</returns>
    public bool Put(BoardPartial partial)
    {
        if (!parts.TryGetValue(partial.Shard, out var part)
            || partial.Epoch < part.Epoch
            || (partial.Epoch == part.Epoch && partial.To <= part.Number))
        {
            return true;
        }

        if (partial.From < 0)
        {
            part.Rows.Clear();
        }
        else if (partial.Epoch != part.Epoch || partial.From != part.Number)
        {
            return false;
        }

        foreach (var key in partial.Removed)
        {
            part.Rows.Remove(key);
        }

        foreach (var row in partial.Rows)
        {
            part.Rows[row.Key] = row;
        }

        (part.Epoch, part.Number, part.AsOf, part.Totals) = (partial.Epoch, partial.To, partial.AsOf, partial.Totals);
        return true;
    }

    /// <summary>
    /// The rows of the board: <c>m/asOf</c>, one <c>t/…</c> for each number, and the <see cref="BoardTopic.MostRows"/> most urgent rows of all shards.
    /// </summary>
    public Dictionary<string, ImmutableArray<BoardCell>> Rows()
    {
        var rows = new Dictionary<string, ImmutableArray<BoardCell>>(StringComparer.Ordinal)
        {
            ["m/asOf"] = [parts.Values.First().AsOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)],
        };
        foreach (var bucket in parts.Values.SelectMany(part => part.Totals).GroupBy(total => total.Bucket, StringComparer.Ordinal))
        {
            rows[$"t/{bucket.Key}"] = [bucket.Sum(total => total.Count), Yuan.Format(bucket.Sum(total => total.AmountFen))];
        }

        foreach (var row in parts.Values.SelectMany(part => part.Rows.Values).Order(Comparer<BoardRow>.Create(BoardRow.Compare)).Take(BoardTopic.MostRows))
        {
            rows[row.Key] = row.Cells;
        }

        return rows;
    }

    private sealed class Part
    {
        public long Epoch { get; set; }

        public long Number { get; set; } = -1;

        public DateOnly AsOf { get; set; }

        public Dictionary<string, BoardRow> Rows { get; } = new(StringComparer.Ordinal);

        public ImmutableArray<BoardTotal> Totals { get; set; } = [];
    }
}
