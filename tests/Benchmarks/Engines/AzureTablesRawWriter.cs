using System.Collections.Immutable;
using Azure.Data.Tables;
using SalesGrains.Benchmarks.Commands;

namespace SalesGrains.Benchmarks.Engines;

/// <summary>One group transaction for each row that was noted: there is no larger unit in which different entities could be written.</summary>
internal sealed class AzureTablesRawWriter(string connection) : RawEngineWriter
{
    private const string Partition = "raw";
    private const int LongestProperty = 64 * 1024;
    private readonly TableClient table = new(connection, "Raw");
    private long at;

    /// <inheritdoc/>
    public override async Task Prepare(ImmutableArray<WrittenRow> rows)
    {
        await table.DeleteAsync();
        await table.CreateIfNotExistsAsync();
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    protected override Task Put(WrittenRow row) => table.SubmitTransactionAsync(row.Content > 0 ? Commit(row) : Lanes(row));

    private TableTransactionAction[] Commit(WrittenRow row) =>
    [
        Upsert($"{Key(row)}|head", ("Facts", row.Facts), ("Lanes", row.Lanes), ("State", row.State)),
        Add($"{Key(row)}|h{Interlocked.Increment(ref at)}", ("Hash", 32), ("Content", row.Content)),
        Upsert($"{Key(row)}|mark"),
        .. row.Key is { } key ? [Add($"{Key(row)}|k{key}", ("Outcome", 40))] : Array.Empty<TableTransactionAction>(),
    ];

    // A mark that falls is deleted; written once more costs the same and needs no look at whether it is there.
    private TableTransactionAction[] Lanes(WrittenRow row) =>
        [Upsert($"{Key(row)}|lanes", ("Lanes", row.Lanes)), .. row.Clears ? [Upsert($"{Key(row)}|mark")] : Array.Empty<TableTransactionAction>()];

    private static string Key(WrittenRow row) => row.Entity.Replace('/', '|');

    private static TableTransactionAction Upsert(string key, params ReadOnlySpan<(string Name, int Bytes)> columns) =>
        new(TableTransactionActionType.UpsertReplace, Row(key, columns));

    private static TableTransactionAction Add(string key, params ReadOnlySpan<(string Name, int Bytes)> columns) =>
        new(TableTransactionActionType.Add, Row(key, columns));

    private static TableEntity Row(string key, ReadOnlySpan<(string Name, int Bytes)> columns)
    {
        var row = new TableEntity(Partition, key) { ["Version"] = 1L };
        foreach (var (name, bytes) in columns)
        {
            row[name] = new byte[Math.Min(bytes, LongestProperty)];
        }

        return row;
    }
}
