using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using SalesGrains.AzureTables.Engine;
using SalesGrains.AzureTables.Entities;
using SalesGrains.Backups;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.AzureTables.Backups;

/// <summary>The rows of an account as rows of a backup.</summary>
internal sealed class AccountReading
{
    // The account's own etags mean nothing elsewhere.
    private const long FirstEtag = 1;

    private readonly BackupAccount account;
    private readonly InstantCopy copy;
    private readonly string service;
    private readonly Dictionary<(string Partition, string Name), Place> places = [];

    public AccountReading(BackupAccount account, InstantCopy copy, string service)
    {
        (this.account, this.copy, this.service) = (account, copy, service);
        foreach (var partition in copy.Partitions)
        {
            foreach (var head in partition.Heads)
            {
                places.Add((partition.Name, NameOf(head)), new(places.Count + 1, head.Long("Version")));
            }
        }
    }

    /// <summary>A table's rows.</summary>
    public IAsyncEnumerable<object?[]> Rows(BackupTable table) => table.Name switch
    {
        "organization" => copy.Common.Where(row => row.PartitionKey == OrganizationRows.Partition).Select(Organization).ToAsyncEnumerable(),
        "entity" => copy.Partitions.SelectMany(part => part.Heads.Select(row => Entity(part, row))).ToAsyncEnumerable(),
        "history" => History(),
        "command" => Commands(),
        "pending" => copy.Partitions.SelectMany(part => part.Marks.Select(row => Values(PlaceOf(row).Number, row.Long("Version"), row.Long("Since")))).ToAsyncEnumerable(),
        "delivered" => copy.Partitions.SelectMany(part => part.Lanes.Select(row => Values(PlaceOf(row).Number, FirstEtag, row.Bytes("Lanes")))).ToAsyncEnumerable(),
        "counter" => copy.Common.Where(row => row.PartitionKey == CounterRows.Partition)
            .Select(row => Values(row.GetString("Name"), row.Long("Value"))).ToAsyncEnumerable(),
        "dead_letter" => Letters().ToAsyncEnumerable(),
        "document" => copy.Documents.Select(Document).ToAsyncEnumerable(),
        _ => throw new NotSupportedException($"No row of an account is of the table {table.Name}."),
    };

    private static object?[] Values(params object?[] values) => values;

    private static string NameOf(TableEntity row) => row.RowKey[EntityPlace.Heads.Length..];

    private static object?[] Organization(TableEntity row) => Values(
        row.GetString("Org"), FirstEtag, row.GetString("Name"), row.GetBoolean("Sandbox") == true, (int)row.Long("Generation"),
        (int)row.Long("Partitions"), (int)row.Long("Shards"), row.GetString("Zone"), row.Long("ClockReal"), row.Long("ClockVirtual"),
        Decimal(row, "ClockRate"), row.Long("ClockVersion"), row.GetBoolean("ClockJumping") == true, Decimal(row, "ClockResumeRate"), row.GetInt64("RestoredAt"));

    private static object Decimal(TableEntity row, string name) => decimal.Parse(row.GetString(name), NumberStyles.Number, CultureInfo.InvariantCulture);

    private object?[] Entity(PartitionCopy part, TableEntity row) => Values(
        PlaceOf(row).Number, part.Org, part.Part, row.GetString("Kind"), row.GetString("Id"), row.Long("Version"), row.Long("LastSeq"),
        row.GetInt64("NextDue"), row.Long("RecordedAt"), (int)row.Long("Evolve"), (int)row.Long("MinReader"), row.Bytes("Hash"),
        row.Bytes("Facts"), row.Bytes("Lanes"), row.Bytes("State"));

    // A row of history or of a key is added with a commit and never changed, so the copy's versions tell which of them were there.
    private async IAsyncEnumerable<object?[]> History()
    {
        await foreach (var row in Added(EntityPlace.Histories).ConfigureAwait(false))
        {
            var version = row.Long("Version");
            if (places.TryGetValue((row.PartitionKey, Entity(row)), out var place) && version <= place.Version)
            {
                yield return Values(
                    new EntityRow(place.Number, version).HistoryAt, row.Long("FirstSeq"), row.Long("LastSeq"), row.Long("RecordedAt"),
                    row.Bytes("Hash"), row.Bytes("Content"));
            }
        }
    }

    private async IAsyncEnumerable<object?[]> Commands()
    {
        await foreach (var row in Added(EntityPlace.Commands).ConfigureAwait(false))
        {
            var outcome = row.Bytes("Outcome");
            if (places.TryGetValue((row.PartitionKey, Entity(row)), out var place) && FactsJson.ReadOutcome(outcome).Version <= place.Version)
            {
                yield return Values(
                    place.Number, row.GetString("Key"), row.GetString("Fingerprint"), row.Long("RecordedAt"), row.Long("StoredAt"), outcome);
            }
        }
    }

    private async IAsyncEnumerable<TableEntity> Added(string kind)
    {
        foreach (var partition in copy.Partitions)
        {
            await foreach (var row in account.Entities.Read(Engine.Rows.Beginning(partition.Name, kind)).ConfigureAwait(false))
            {
                yield return row;
            }
        }
    }

    private IEnumerable<object?[]> Letters()
    {
        var orgs = copy.Common.Where(row => row.PartitionKey == OrganizationRows.Partition).Select(row => row.GetString("Org"))
            .ToDictionary(DeadLetterRows.Partition);
        return copy.Common.Where(row => orgs.ContainsKey(row.PartitionKey)).OrderBy(row => row.Long("At")).Select(row => Values(
            orgs[row.PartitionKey], row.GetString("Id"), row.GetString("Source"), row.GetString("Target"),
            row.BytesOrNull("Payload") is { } payload ? Encoding.UTF8.GetString(payload) : null, Encoding.UTF8.GetString(row.Bytes("Error")),
            row.Long("At"), row.GetBoolean("Closed") == true));
    }

    private object?[] Document(TableEntity row) => OrleansKeys.ReadDocument(service, row) is var (grain, name)
        ? Values(name, grain, FirstEtag, AzureTablesDocumentStorage.Data(row))
        : throw new BackupRefusedException($"Nobody can tell whose the document {row.RowKey} of {row.PartitionKey} is: its keys are hashes, and another program wrote it.");

    private Place PlaceOf(TableEntity row) => places[(row.PartitionKey, NameOf(row))];

    // The entity's part of a key that goes on after it.
    private static string Entity(TableEntity row) => row.RowKey[EntityPlace.Heads.Length..row.RowKey.LastIndexOf(TableKeys.Bar)];

    /// <summary>An entity's number in the backup, and its version at the instant.</summary>
    private readonly record struct Place(long Number, long Version);
}
