using Azure.Data.Tables;

namespace SalesGrains.AzureTables.Engine;

/// <summary>How instants and numbers stand in rows.</summary>
internal static class Rows
{
    public static long Long(this TableEntity row, string name) => row.GetInt64(name) ?? 0;

    public static DateTimeOffset Instant(this TableEntity row, string name) => new(row.Long(name), TimeSpan.Zero);

    public static DateTimeOffset? InstantOrNull(this TableEntity row, string name) =>
        row.GetInt64(name) is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>The filter for rows of a partition whose key begins with a text that ends in a bar.</summary>
    public static string Beginning(string partition, string prefix) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {string.Concat(prefix.AsSpan(0, prefix.Length - 1), [TableKeys.AfterBar])}");
}
