using System.Collections.Concurrent;
using System.Collections.Immutable;
using SalesGrains.AzureTables.Engine;
using SalesGrains.AzureTables.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.AzureTables.Marks;

/// <summary>Reads of marks: in full when everything is asked for, else of the partitions whose turn it is.</summary>
internal static class PendingReads
{
    private const int AtOnce = 8;

    public static async Task<ImmutableArray<PendingMark>> Read(AzureTablesDatabase database, int take)
    {
        var all = (await OrganizationRows.All(database.Common).ConfigureAwait(false))
            .SelectMany(one => Enumerable.Range(0, one.Partitions).Select(part => (one.Org, Part: part))).ToArray();
        var marks = new ConcurrentBag<PendingMark>();
        var due = take == int.MaxValue ? all : database.Turns.Take(all);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (one, cancellation) =>
        {
            var rows = database.Entities.Read(Rows.Beginning(EntityPlace.PartitionOf(one.Org, one.Part), EntityPlace.Marks), cancellation: cancellation);
            await foreach (var row in rows.ConfigureAwait(false))
            {
                marks.Add(new(EntityPlace.KeyOf(row, one.Org), row.Long("Version"), row.Instant("Since")));
            }
        }).ConfigureAwait(false);
        return [.. marks.OrderBy(mark => mark.Since).ThenBy(mark => mark.Key).Take(Math.Max(take, 0))];
    }
}
