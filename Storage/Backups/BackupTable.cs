using System.Collections.Immutable;

namespace SalesGrains.Backups;

/// <summary>What a value of a column is, in every engine and in a backup file.</summary>
internal enum ColumnKind
{
    /// <summary>64 bits.</summary>
    Whole,

    /// <summary>32 bits.</summary>
    Small,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>Text.</summary>
    Text,

    /// <summary>An exact decimal number.</summary>
    Exact,

    /// <summary>Bytes that are UTF-8 JSON: readable in the file.</summary>
    Json,

    /// <summary>Other bytes.</summary>
    Bytes,
}

/// <summary>A column.</summary>
internal sealed record BackupColumn(string Name, ColumnKind Kind, bool MayBeNull = false);

/// <summary>A table as all engines have it, and the column or columns that its rows are in the order of.</summary>
internal sealed record BackupTable(string Name, string Order, ImmutableArray<BackupColumn> Columns)
{
    /// <summary>Names of the columns, with commas.</summary>
    public string ColumnNames => string.Join(", ", Columns.Select(column => column.Name));

    /// <summary>Where a column stands.</summary>
    public int IndexOf(string column) => Columns.IndexOf(Columns.First(one => one.Name == column));
}

/// <summary>
/// All that a backup holds. An entity's number binds its rows together; numbers, versions and bytes are kept as they are, so etags, history
/// and its chain are the same in the restored store, on whatever engine. Reminders are not in it: portfolios set theirs anew.
/// </summary>
internal static class BackupTables
{
    /// <summary>Organisations.</summary>
    public static BackupTable Organizations { get; } = new("organization", "org",
    [
        new("org", ColumnKind.Text), new("etag", ColumnKind.Whole), new("name", ColumnKind.Text), new("sandbox", ColumnKind.Flag),
        new("generation", ColumnKind.Small), new("parts", ColumnKind.Small), new("shards", ColumnKind.Small), new("zone", ColumnKind.Text),
        new("clock_real", ColumnKind.Whole), new("clock_virtual", ColumnKind.Whole), new("clock_rate", ColumnKind.Exact),
        new("clock_version", ColumnKind.Whole), new("clock_jumping", ColumnKind.Flag), new("clock_resume_rate", ColumnKind.Exact),
        new("restored_at", ColumnKind.Whole, MayBeNull: true),
    ]);

    /// <summary>Pending marks.</summary>
    public static BackupTable Pending { get; } = new("pending", "entity",
        [new("entity", ColumnKind.Whole), new("version", ColumnKind.Whole), new("since", ColumnKind.Whole)]);

    /// <summary>Every table, in the order of the file.</summary>
    public static ImmutableArray<BackupTable> All { get; } =
    [
        Organizations,
        new("entity", "row",
        [
            new("row", ColumnKind.Whole), new("org", ColumnKind.Text), new("part", ColumnKind.Small), new("kind", ColumnKind.Text),
            new("id", ColumnKind.Text), new("version", ColumnKind.Whole), new("last_seq", ColumnKind.Whole),
            new("next_due", ColumnKind.Whole, MayBeNull: true), new("recorded_at", ColumnKind.Whole), new("evolve", ColumnKind.Small),
            new("min_reader", ColumnKind.Small), new("hash", ColumnKind.Bytes), new("facts", ColumnKind.Json),
            new("lanes", ColumnKind.Json), new("state", ColumnKind.Json),
        ]),
        new("history", "at",
        [
            new("at", ColumnKind.Whole), new("first_seq", ColumnKind.Whole), new("last_seq", ColumnKind.Whole),
            new("recorded_at", ColumnKind.Whole), new("hash", ColumnKind.Bytes), new("content", ColumnKind.Json),
        ]),
        new("command", "stored_at, entity, key",
        [
            new("entity", ColumnKind.Whole), new("key", ColumnKind.Text), new("fingerprint", ColumnKind.Text),
            new("recorded_at", ColumnKind.Whole), new("stored_at", ColumnKind.Whole), new("outcome", ColumnKind.Json),
        ]),
        Pending,
        new("delivered", "entity", [new("entity", ColumnKind.Whole), new("etag", ColumnKind.Whole), new("lanes", ColumnKind.Json)]),
        new("counter", "name", [new("name", ColumnKind.Text), new("value", ColumnKind.Whole)]),
        new("dead_letter", "row",
        [
            new("org", ColumnKind.Text), new("id", ColumnKind.Text), new("source", ColumnKind.Text), new("target", ColumnKind.Text),
            new("payload", ColumnKind.Text, MayBeNull: true), new("error", ColumnKind.Text), new("at", ColumnKind.Whole),
            new("closed", ColumnKind.Flag),
        ]),
        new("document", "name, grain",
        [
            new("name", ColumnKind.Text), new("grain", ColumnKind.Text), new("etag", ColumnKind.Whole),
            new("data", ColumnKind.Bytes, MayBeNull: true),
        ]),
    ];
}
