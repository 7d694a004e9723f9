using Azure;
using Azure.Data.Tables;
using SalesGrains.AzureTables.Engine;
using SalesGrains.Backups;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.AzureTables.Backups;

/// <summary>
/// Fills an empty account. No transaction goes through it all; so a row says that it is going on, nobody opens the account while that row is
/// there, and the next restore begins with an empty account again.
/// </summary>
internal sealed class AccountFilling(AzureTablesDatabase database, string service)
{
    // A transaction takes 100 rows and 4 MiB, a row of which may have 1 MiB.
    private const int MostRows = 100;
    private const long MostBytes = 2L << 20;
    private const int AtOnce = 8;
    private const int Tries = 5;

    private readonly FilledRows shapes = new(service);
    private readonly Dictionary<(Table Table, string Partition), Batch> open = [];
    private readonly List<Task> sending = [];
    private long filled;
    private ETag mark;

    /// <summary>Says that it begins.</summary>
    /// <exception cref="BackupRefusedException">There is a store in the account.</exception>
    public async Task Begin()
    {
        var broken = await database.Common.Find(AzureTablesSchema.Partition, AzureTablesSchema.Restoring).ConfigureAwait(false);
        if (broken is null && await Keys().AnyAsync().ConfigureAwait(false))
        {
            throw new BackupRefusedException("There is a store in the storage account already. Restore into an empty one.");
        }

        var row = new TableEntity(AzureTablesSchema.Partition, AzureTablesSchema.Restoring);
        mark = await database.Common.Write(broken is null
            ? new TableTransactionAction(TableTransactionActionType.Add, row)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, broken.ETag)).ConfigureAwait(false) is [var etag]
                ? new(etag)
                : throw new BackupRefusedException("Another restore into the storage account has begun at this moment.");
        if (broken is not null)
        {
            await Empty().ConfigureAwait(false);
        }
    }

    /// <summary>Writes a table's rows.</summary>
    public async Task Add(BackupTable table, IEnumerable<object?[]> rows)
    {
        foreach (var row in rows)
        {
            var shape = shapes.Of(table, row);
            var to = table.Name switch
            {
                "organization" or "counter" or "dead_letter" => database.Common,
                "document" => database.Documents,
                _ => database.Entities,
            };
            var key = (to, shape.PartitionKey);
            var batch = open.TryGetValue(key, out var begun) ? begun : open[key] = new();
            batch.Add(shape);
            if (batch.Rows.Count >= MostRows || batch.Bytes >= MostBytes)
            {
                open.Remove(key);
                await Send(to, batch).ConfigureAwait(false);
            }
        }

        foreach (var ((to, _), batch) in open)
        {
            await Send(to, batch).ConfigureAwait(false);
        }

        open.Clear();
        await Task.WhenAll(sending).ConfigureAwait(false);
        sending.Clear();
    }

    /// <summary>Compares what is there with what was written, and says that it is whole.</summary>
    public async Task End()
    {
        var stored = await Keys().LongCountAsync().ConfigureAwait(false);
        if (stored != filled || await database.Common.Write(new TableTransactionAction(
            TableTransactionActionType.Delete, new TableEntity(AzureTablesSchema.Partition, AzureTablesSchema.Restoring), mark)).ConfigureAwait(false) is null)
        {
            throw new BackupRefusedException($"Somebody else has written to the storage account: {stored} rows are in it, {filled} were restored.");
        }
    }

    /// <summary>Leaves the account as empty as it was; when even that fails, the row stays and the next restore does it.</summary>
    public async Task Undo()
    {
        try
        {
            await Task.WhenAll(sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Empty().ConfigureAwait(false);
            await database.Common.Write(new TableTransactionAction(
                TableTransactionActionType.Delete, new TableEntity(AzureTablesSchema.Partition, AzureTablesSchema.Restoring), mark)).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException or StoreOutcomeUnknownException)
        {
            // Whoever called is told why the restore failed, which says more.
        }
    }

    private async Task Send(Table to, Batch batch)
    {
        filled += batch.Rows.Count;
        while (sending.Count >= AtOnce)
        {
            var sent = await Task.WhenAny(sending).ConfigureAwait(false);
            sending.Remove(sent);
            await sent.ConfigureAwait(false);
        }

        sending.Add(Put(to, batch));
    }

    // The same row twice is one, so a write whose outcome is unknown is repeated.
    private static async Task Put(Table to, Batch batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await to.Write([.. batch.Rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row))]).ConfigureAwait(false);
                return;
            }
            catch (RowTooLargeException)
            {
                throw new BackupRefusedException("The backup has an entity that is larger than the 1 MiB that a row of a storage account takes.");
            }
            catch (StoreOutcomeUnknownException) when (attempt < Tries)
            {
                await Task.Delay(TimeSpan.FromSeconds(attempt)).ConfigureAwait(false);
            }
        }
    }

    private async IAsyncEnumerable<(Table Table, TableEntity Key)> Keys()
    {
        var common = TableClient.CreateQueryFilter($"PartitionKey ne {AzureTablesSchema.Partition} and PartitionKey ne {Engine.WritePause.Partition}");
        foreach (var (table, filter) in ((Table, string?)[])
            [(database.Common, common), (database.Entities, null), (database.Documents, InstantCopy.DocumentsOf(service))])
        {
            await foreach (var row in table.Read(filter, select: ["PartitionKey", "RowKey"]).ConfigureAwait(false))
            {
                yield return (table, row);
            }
        }
    }

    private async Task Empty()
    {
        foreach (var rows in (await Keys().ToListAsync().ConfigureAwait(false)).GroupBy(row => (row.Table, row.Key.PartitionKey)))
        {
            foreach (var some in rows.Chunk(MostRows))
            {
                await rows.Key.Table.Write([.. some.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row.Key, ETag.All))])
                    .ConfigureAwait(false);
            }
        }
    }

    private sealed class Batch
    {
        public List<TableEntity> Rows { get; } = [];

        public long Bytes { get; private set; }

        public void Add(TableEntity row)
        {
            Rows.Add(row);
            Bytes += row.Sum(property => property.Value switch { byte[] bytes => bytes.Length * 4L / 3, string text => text.Length * 3L, _ => 32L });
        }
    }
}
