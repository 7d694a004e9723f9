using Azure.Data.Tables;
using SalesGrains.AzureTables.Engine;
using SalesGrains.Entities;

namespace SalesGrains.AzureTables.Entities;

/// <summary>
/// Deletes rows of command keys that expired long ago. No index leads to them: a walk goes through the keys of all partitions, a page at
/// a time, over and over. It may take days; rows that stay longer do no harm.
/// </summary>
internal sealed class ExpiredKeys(AzureTablesDatabase database)
{
    private string? partition;
    private string? continuation;

    /// <summary>Looks at one page, and deletes what was stored before a moment, in ticks; says how many that were.</summary>
    public async Task<int> Delete(long before)
    {
        partition ??= await Next("").ConfigureAwait(false);
        if (partition is null)
        {
            return 0;
        }

        var filter = $"{Rows.Beginning(partition, EntityPlace.Commands)} and {TableClient.CreateQueryFilter($"StoredAt lt {before}")}";
        var (rows, next) = await database.Entities.Page(filter, KeyPurge.Slice, ["PartitionKey", "RowKey"], continuation).ConfigureAwait(false);
        foreach (var batch in rows.Chunk(100))
        {
            // Refused when another silo was first.
            await database.Entities.Write([.. batch.Select(row => new TableTransactionAction(
                TableTransactionActionType.Delete, new TableEntity(row.PartitionKey, row.RowKey), row.ETag))]).ConfigureAwait(false);
        }

        continuation = next;
        if (next is null)
        {
            partition = await Next(partition).ConfigureAwait(false);
        }

        return rows.Count;
    }

    // The partition after one, in the order of their keys; null after the last.
    private async Task<string?> Next(string after) => (await OrganizationRows.All(database.Common).ConfigureAwait(false))
        .SelectMany(one => Enumerable.Range(0, one.Partitions).Select(part => EntityPlace.PartitionOf(one.Org, part)))
        .Order(StringComparer.Ordinal).FirstOrDefault(one => string.CompareOrdinal(one, after) > 0);
}
