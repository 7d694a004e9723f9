using SalesGrains.Entities;

namespace SalesGrains.Backups;

/// <summary>All rows of a store in words, for comparing two stores.</summary>
/// <param name="numbers">
/// With the numbers of entities, etags and partitions as they are; else entities go by their names and the rest is left out: a released
/// store that was written by hand may have an entity in any partition.
/// </param>
internal sealed class StoreDump(bool numbers)
{
    private readonly Dictionary<long, string> entities = [];
    private readonly List<string> rows = [];

    /// <summary>The rows; without numbers there is no order in common.</summary>
    public List<string> Rows => numbers ? rows : [.. rows.Order(StringComparer.Ordinal)];

    /// <summary>Takes a row.</summary>
    public void Add(BackupTable table, object?[] row)
    {
        if (table.Name == "entity")
        {
            entities.Add((long)row[0]!, $"{row[1]}/{row[3]}/{row[4]}");
        }

        rows.Add($"{table.Name} {string.Join(" | ", table.Columns.Zip(row).Select(one => Text(table.Name, one.First.Name, one.Second)))}");
    }

    private string? Text(string table, string column, object? value) => (table, column, value) switch
    {
        (_, "etag" or "part", _) when !numbers => null,
        ("entity", "row", long number) when !numbers => entities[number],
        ("command" or "pending" or "delivered", "entity", long number) when !numbers => entities[number],
        ("history", "at", long at) when !numbers => $"{entities[at / (EntityRow.MaxVersion + 1)]} {at & EntityRow.MaxVersion}",
        (_, _, byte[] bytes) => $"{bytes.Length}:{Convert.ToHexString(bytes)}",
        _ => value?.ToString(),
    };
}
