using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using SalesGrains.AzureTables.Engine;
using SalesGrains.AzureTables.Entities;
using SalesGrains.Backups;
using SalesGrains.Entities;
using SalesGrains.Entities.Protocol;

namespace SalesGrains.AzureTables.Backups;

/// <summary>Rows of a backup as rows of an account, exactly as the store itself writes them. Entities come before what is of them.</summary>
internal sealed class FilledRows(string service)
{
    private readonly Dictionary<string, int> partitions = [];
    private readonly Dictionary<long, EntityPlace> places = [];

    /// <summary>The row that a row of a table becomes.</summary>
    public TableEntity Of(BackupTable table, object?[] row)
    {
        var from = new Reader(table, row);
        return table.Name switch
        {
            "organization" => Organization(from),
            "entity" => Head(from),
            "history" => History(from),
            "command" => Command(from),
            "pending" => Mark(from),
            "delivered" => Row(PlaceOf(from.Long("entity")), place => place.Delivered).With("Lanes", from.Bytes("lanes")),
            "counter" => new(CounterRows.Partition, TableKeys.Part(from.Text("name"))) { ["Name"] = from.Text("name"), ["Value"] = from.Long("value") },
            "dead_letter" => Letter(from),
            "document" => Document(from),
            _ => throw new NotSupportedException($"No row of an account is of the table {table.Name}."),
        };
    }

    private TableEntity Organization(Reader from)
    {
        partitions[from.Text("org")] = (int)from.Long("parts");
        var row = new TableEntity(OrganizationRows.Partition, TableKeys.Part(from.Text("org")))
        {
            ["Org"] = from.Text("org"),
            ["Name"] = from.Text("name"),
            ["Sandbox"] = from["sandbox"],
            ["Generation"] = from.Long("generation"),
            ["Partitions"] = from.Long("parts"),
            ["Shards"] = from.Long("shards"),
            ["Zone"] = from.Text("zone"),
            ["ClockReal"] = from.Long("clock_real"),
            ["ClockVirtual"] = from.Long("clock_virtual"),
            ["ClockRate"] = from.Number("clock_rate"),
            ["ClockVersion"] = from.Long("clock_version"),
            ["ClockJumping"] = from["clock_jumping"],
            ["ClockResumeRate"] = from.Number("clock_resume_rate"),
        };
        return from["restored_at"] is long restored ? With(row, "RestoredAt", restored) : row;
    }

    private TableEntity Head(Reader from)
    {
        var key = new EntityKey(from.Text("kind"), from.Text("org"), from.Text("id"));
        if (!partitions.TryGetValue(key.Org, out var parts))
        {
            throw new BackupRefusedException($"The backup has {key}, and not its organization.");
        }

        // The store finds an entity by its partition, so it is worked out as the store does.
        var place = places[from.Long("row")] = new(key, Partitioning.PartitionOf(key, parts));
        var row = new TableEntity(place.Partition, place.Head)
        {
            ["Kind"] = key.Kind,
            ["Id"] = key.Id,
            ["Version"] = from.Long("version"),
            ["LastSeq"] = from.Long("last_seq"),
            ["RecordedAt"] = from.Long("recorded_at"),
            ["Evolve"] = from.Long("evolve"),
            ["MinReader"] = from.Long("min_reader"),
            ["Hash"] = from.Bytes("hash"),
        }.With("Facts", from.Bytes("facts")).With("Lanes", from.Bytes("lanes")).With("State", from.Bytes("state"));
        return from["next_due"] is long due ? With(row, "NextDue", due) : row;
    }

    private TableEntity History(Reader from)
    {
        var at = from.Long("at");
        var version = at & EntityRow.MaxVersion;
        var row = Row(PlaceOf(at / (EntityRow.MaxVersion + 1)), place => place.Commit(version)).With("Content", from.Bytes("content"));
        row["Version"] = version;
        row["FirstSeq"] = from.Long("first_seq");
        row["LastSeq"] = from.Long("last_seq");
        row["RecordedAt"] = from.Long("recorded_at");
        row["Hash"] = from.Bytes("hash");
        return row;
    }

    private TableEntity Command(Reader from)
    {
        var key = from.Text("key");
        var row = Row(PlaceOf(from.Long("entity")), place => place.Command(key)).With("Outcome", from.Bytes("outcome"));
        row["Key"] = key;
        row["Fingerprint"] = from.Text("fingerprint");
        row["RecordedAt"] = from.Long("recorded_at");
        row["StoredAt"] = from.Long("stored_at");
        return row;
    }

    private TableEntity Mark(Reader from)
    {
        var place = PlaceOf(from.Long("entity"));
        return new(place.Partition, place.Mark)
        {
            ["Kind"] = place.Key.Kind,
            ["Id"] = place.Key.Id,
            ["Version"] = from.Long("version"),
            ["Since"] = from.Long("since"),
        };
    }

    private static TableEntity Letter(Reader from)
    {
        var row = new TableEntity(DeadLetterRows.Partition(from.Text("org")), TableKeys.Part(from.Text("id")))
        {
            ["Id"] = from.Text("id"),
            ["Source"] = from.Text("source"),
            ["Target"] = from.Text("target"),
            ["At"] = from.Long("at"),
            ["Closed"] = from["closed"],
        }.With("Error", Encoding.UTF8.GetBytes(from.Text("error")));
        return from["payload"] is string payload ? row.With("Payload", Encoding.UTF8.GetBytes(payload)) : row;
    }

    private TableEntity Document(Reader from)
    {
        var row = OrleansKeys.Document(service, from.Text("grain"), from.Text("name"));
        return from["data"] is byte[] { Length: > 0 } data
            ? data.Length <= AzureTablesDocumentStorage.Longest ? row.With("Data", data)
                : throw new BackupRefusedException($"The document {from.Text("name")} of {from.Text("grain")} is larger than a row of an account.")
            : row;
    }

    private static TableEntity Row(EntityPlace place, Func<EntityPlace, string> row) => new(place.Partition, row(place));

    private static TableEntity With(TableEntity row, string name, long value)
    {
        row[name] = value;
        return row;
    }

    private EntityPlace PlaceOf(long number) => places.TryGetValue(number, out var place)
        ? place
        : throw new BackupRefusedException($"The backup has rows of an entity {number}, which is not in it.");

    private readonly struct Reader(BackupTable table, object?[] row)
    {
        public object? this[string column] => row[table.IndexOf(column)];

        public string Text(string column) => (string)this[column]!;

        public long Long(string column) => Convert.ToInt64(this[column], CultureInfo.InvariantCulture);

        public byte[] Bytes(string column) => (byte[])this[column]!;

        public string Number(string column) => ((decimal)this[column]!).ToString(CultureInfo.InvariantCulture);
    }
}
