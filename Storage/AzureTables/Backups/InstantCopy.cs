using System.Diagnostics;
using Azure.Data.Tables;
using SalesGrains.AzureTables.Engine;
using SalesGrains.AzureTables.Entities;
using SalesGrains.Backups;

namespace SalesGrains.AzureTables.Backups;

/// <summary>
/// A copy of all rows that are ever rewritten, as they stood at one instant. Tables have no snapshot, so it is read and then compared, over
/// and over, until a comparison finds nothing new: each row was copied before that comparison began and was the same when it came by, so all
/// stood as copied at the moment it began. Where writes never leave such a moment, they are asked to wait for one.
/// Rows that are only ever added (histories, command keys) are not in it: which of them were there at that moment follows from it.
/// </summary>
internal sealed class InstantCopy(BackupAccount account, string service)
{
    private const int TriesBeside = 3;
    private const int Pauses = 5;
    private static readonly TimeSpan rest = TimeSpan.FromSeconds(5);

    private readonly RangeCopy common = new(account.Common, TableClient.CreateQueryFilter(
        $"PartitionKey ne {AzureTablesSchema.Partition} and PartitionKey ne {WritePause.Partition}"));

    // The first key of the service, and one behind the last: a grave accent comes after an underscore.
    private readonly RangeCopy documents = new(account.Documents, DocumentsOf(service));

    private readonly SortedDictionary<string, PartitionCopy> partitions = new(StringComparer.Ordinal);

    /// <summary>Organisations, counters, dead letters.</summary>
    public IEnumerable<TableEntity> Common => common.Rows;

    public IEnumerable<TableEntity> Documents => documents.Rows;

    /// <summary>The partitions of entities.</summary>
    public IEnumerable<PartitionCopy> Partitions => partitions.Values;

    /// <summary>The filter for the documents of a service.</summary>
    public static string DocumentsOf(string service) => TableClient.CreateQueryFilter(
        $"PartitionKey ge {OrleansKeys.Name(service) + "_"} and PartitionKey lt {OrleansKeys.Name(service) + "`"}");

    /// <summary>Takes the copy.</summary>
    /// <exception cref="BackupRefusedException">Writes did not stop although they were asked to.</exception>
    public async Task Take()
    {
        await Refresh().ConfigureAwait(false);
        for (var n = 0; n < TriesBeside; n++)
        {
            if (await Refresh().ConfigureAwait(false) == 0)
            {
                return;
            }
        }

        for (var n = 0; n < Pauses; n++)
        {
            if (await TakeInPause().ConfigureAwait(false))
            {
                return;
            }

            await Task.Delay(rest).ConfigureAwait(false);
        }

        throw new BackupRefusedException("The storage account was written to without a break, although this program asks for one. Is another one at work in it?");
    }

    private async Task<bool> TakeInPause()
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await account.Pause().ConfigureAwait(false);
            do
            {
                if (await Refresh().ConfigureAwait(false) == 0)
                {
                    return true;
                }
            }
            while (Stopwatch.GetElapsedTime(began) < WritePause.Longest);
            return false;
        }
        finally
        {
            await account.Resume().ConfigureAwait(false);
        }
    }

    /// <summary>How many rows were not as they had been copied.</summary>
    private async Task<int> Refresh()
    {
        // Organisations first: they say which partitions there are.
        var changed = await common.Refresh().ConfigureAwait(false) + await documents.Refresh().ConfigureAwait(false);
        foreach (var row in Common.Where(row => row.PartitionKey == OrganizationRows.Partition))
        {
            var org = row.GetString("Org");
            for (var part = 0; part < row.Long("Partitions"); part++)
            {
                partitions.TryAdd(EntityPlace.PartitionOf(org, part), new(account.Entities, org, part));
            }
        }

        await Parallel.ForEachAsync(partitions.Values, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (partition, _) =>
            Interlocked.Add(ref changed, await partition.Refresh().ConfigureAwait(false))).ConfigureAwait(false);
        return changed;
    }
}

/// <summary>What is rewritten in one partition of entities.</summary>
internal sealed class PartitionCopy
{
    private readonly RangeCopy heads;
    private readonly RangeCopy marks;

    public PartitionCopy(Table table, string org, int part)
    {
        (Org, Part, Name) = (org, part, EntityPlace.PartitionOf(org, part));

        // Lanes and heads stand side by side, and are one range.
        heads = new(table, TableClient.CreateQueryFilter(
            $"PartitionKey eq {Name} and RowKey ge {EntityPlace.Lanes} and RowKey lt {EntityPlace.Heads[..1] + TableKeys.AfterBar}"));
        marks = new(table, Rows.Beginning(Name, EntityPlace.Marks));
    }

    public string Org { get; }

    public int Part { get; }

    /// <summary>The partition's key.</summary>
    public string Name { get; }

    public IEnumerable<TableEntity> Heads => Of(heads, EntityPlace.Heads);

    public IEnumerable<TableEntity> Lanes => Of(heads, EntityPlace.Lanes);

    public IEnumerable<TableEntity> Marks => Of(marks, EntityPlace.Marks);

    public async Task<int> Refresh() => await heads.Refresh().ConfigureAwait(false) + await marks.Refresh().ConfigureAwait(false);

    private static IEnumerable<TableEntity> Of(RangeCopy range, string beginning) =>
        range.Rows.Where(row => row.RowKey.StartsWith(beginning, StringComparison.Ordinal));
}
