using Azure.Data.Tables;
using SalesGrains.AzureTables.Engine;

namespace SalesGrains.AzureTables.Backups;

/// <summary>A copy of the rows of one range of a table, brought up to date as often as need be.</summary>
/// <param name="table">The table.</param>
/// <param name="filter">The range.</param>
internal sealed class RangeCopy(Table table, string filter)
{
    private const int AtOnce = 16;
    private static readonly string[] keys = ["PartitionKey", "RowKey"];

    private Dictionary<(string Partition, string Row), TableEntity>? rows;

    /// <summary>The rows in the order of their keys.</summary>
    public IEnumerable<TableEntity> Rows => (rows ?? []).OrderBy(row => row.Key.Partition, StringComparer.Ordinal)
        .ThenBy(row => row.Key.Row, StringComparer.Ordinal).Select(row => row.Value);

    /// <summary>
    /// Reads all rows the first time; afterwards their etags only, and the rows whose etag is another. 0 says that each row of the copy was
    /// the stored one when this began, and still was when it was looked at.
    /// </summary>
    public async Task<int> Refresh()
    {
        if (rows is null)
        {
            rows = [];
            await foreach (var row in table.Read(filter).ConfigureAwait(false))
            {
                rows[(row.PartitionKey, row.RowKey)] = row;
            }

            return rows.Count;
        }

        var seen = new HashSet<(string, string)>();
        var changed = new List<(string Partition, string Row)>();
        await foreach (var row in table.Read(filter, select: keys).ConfigureAwait(false))
        {
            var key = (row.PartitionKey, row.RowKey);
            seen.Add(key);
            if (!rows.TryGetValue(key, out var copy) || copy.ETag != row.ETag)
            {
                changed.Add(key);
            }
        }

        var gone = rows.Keys.Where(key => !seen.Contains(key)).ToList();
        gone.ForEach(key => rows.Remove(key));
        foreach (var some in changed.Chunk(AtOnce))
        {
            var found = await Task.WhenAll(some.Select(key => table.Find(key.Partition, key.Row))).ConfigureAwait(false);
            foreach (var (key, row) in some.Zip(found))
            {
                _ = row is null ? rows.Remove(key) : (rows[key] = row) is not null;
            }
        }

        return changed.Count + gone.Count;
    }
}
