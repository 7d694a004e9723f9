using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using SalesGrains.AzureTables.Engine;
using SalesGrains.AzureTables.Marks;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.AzureTables.Entities;

/// <summary>Reads of entities.</summary>
internal static class EntityReads
{
    private static readonly string[] factsColumns = ["Kind", "Id", "Version", .. Chunks.Names("Facts", StoreLimits.HardStateBytes)];
    private static readonly string[] headColumns = ["Kind", "Id", "Version", "NextDue"];

    /// <summary>
    /// Three reads, and somebody may write between them. Lanes come first, so they are never ahead of the state; the mark comes last, so it
    /// is missing only where the state that was read, or a later one, has been drained.
    /// </summary>
    public static async Task<StoredEntity?> Load(AzureTablesDatabase database, EntityPlace place)
    {
        var delivered = await database.Entities.Find(place.Partition, place.Delivered).ConfigureAwait(false);
        if (await database.Entities.Find(place.Partition, place.Head).ConfigureAwait(false) is not { } head)
        {
            return null;
        }

        var mark = await database.Marks.Read(place).ConfigureAwait(false);
        var version = head.Long("Version");
        return new StoredEntity
        {
            Key = place.Key,
            Etag = new HeadEtag(version, head.ETag.ToString()).Text,
            Version = version,
            LastSeq = head.Long("LastSeq"),
            LastRecordedAt = head.Instant("RecordedAt"),
            EvolveVersion = (int)head.Long("Evolve"),
            MinReader = (int)head.Long("MinReader"),
            LastHash = head.Bytes("Hash"),
            Facts = FactsJson.ReadFacts(head.Bytes("Facts"), place.Key, version),
            Lanes = head.Bytes("Lanes"),
            State = head.Bytes("State"),
            DeliveredEtag = delivered?.ETag.ToString(),
            Delivered = delivered is null ? default(ReadOnlyMemory<byte>) : delivered.Bytes("Lanes"),
            PendingAt = mark?.Version,
        };
    }

    public static async Task<StoredCommand?> FindCommand(Table table, EntityPlace place, string commandKey) =>
        await table.Find(place.Partition, place.Command(commandKey)).ConfigureAwait(false) is { } row && row.GetString("Key") == commandKey
            ? new(commandKey, row.GetString("Fingerprint"), FactsJson.ReadOutcome(row.Bytes("Outcome")), row.Instant("RecordedAt"))
            : null;

    public static async Task<ImmutableArray<StoredCommit>> ReadCommits(Table table, EntityPlace place, long afterVersion, int take)
    {
        var commits = ImmutableArray.CreateBuilder<StoredCommit>();
        if (take <= 0 || afterVersion >= EntityRow.MaxVersion)
        {
            return [];
        }

        var (from, to) = (place.Commit(Math.Max(afterVersion, 0)), place.Commit(EntityRow.MaxVersion));
        var rows = table.Read(
            TableClient.CreateQueryFilter($"PartitionKey eq {place.Partition} and RowKey gt {from} and RowKey le {to}"), Math.Min(take, 1000));
        await foreach (var row in rows.ConfigureAwait(false))
        {
            commits.Add(new(row.Long("Version"), row.Long("FirstSeq"), row.Long("LastSeq"), row.Instant("RecordedAt"), row.Bytes("Content"), row.Bytes("Hash")));
            if (commits.Count == take)
            {
                break;
            }
        }

        return commits.DrainToImmutable();
    }

    public static IAsyncEnumerable<EntityFacts> Facts(Table table, string org, int part, CancellationToken cancellation) => Scan(
        table, org, part, factsColumns, (row, key) => FactsJson.ReadFacts(row.Bytes("Facts"), key, row.Long("Version")), cancellation);

    public static IAsyncEnumerable<FactsHead> Heads(Table table, string org, int part, CancellationToken cancellation) => Scan(
        table, org, part, headColumns, (row, key) => new FactsHead(key, row.Long("Version"), row.InstantOrNull("NextDue")), cancellation);

    private static async IAsyncEnumerable<T> Scan<T>(
        Table table, string org, int part, string[] columns, Func<TableEntity, EntityKey, T> read, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = table.Read(Rows.Beginning(EntityPlace.PartitionOf(org, part), EntityPlace.Heads), select: columns, cancellation: cancellation);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            yield return read(row, EntityPlace.KeyOf(row, org));
        }
    }
}
