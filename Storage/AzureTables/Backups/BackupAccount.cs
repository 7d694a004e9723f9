using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using SalesGrains.AzureTables.Engine;
using SalesGrains.AzureTables.Server;
using SalesGrains.Backups;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.AzureTables.Backups;

/// <summary>
/// The account as a backup reads it, beside whoever has it open: the one that is named, the emulator that a running program has started,
/// or one started for this. It makes nothing in it but the row that asks for a pause.
/// </summary>
internal sealed class BackupAccount : IAsyncDisposable
{
    private readonly Azurite? started;
    private readonly WriteGate gate = new(1, NullLogger.Instance);

    private BackupAccount(Azurite? started, string connection, AzureTablesStorageOptions options)
    {
        this.started = started;
        var service = new TableServiceClient(connection, AzureTablesDatabase.Client(options, retries: 3));
        Uri = service.Uri;
        Common = Open(AzureTablesSchema.Common);
        Entities = Open(AzureTablesSchema.Entities);
        Documents = Open(AzureTablesSchema.Documents);

        Table Open(string name) => new(service.GetTableClient(name), service.GetTableClient(name), gate);
    }

    public Table Common { get; }

    public Table Entities { get; }

    public Table Documents { get; }

    private Uri Uri { get; }

    /// <exception cref="BackupRefusedException">There is no store of this program's version.</exception>
    public static async Task<BackupAccount> Reach(AzureTablesStorageOptions options)
    {
        var (started, connection) = options.ConnectionString is { } named ? (null, named) : await Emulator(options.Folder!).ConfigureAwait(false);
        var account = new BackupAccount(started, connection, options);
        try
        {
            await account.RefuseOtherSchema().ConfigureAwait(false);
            return account;
        }
        catch
        {
            await account.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Asks everybody who writes to wait, until <see cref="Resume"/>.</summary>
    public async Task Pause()
    {
        await Common.Write(new TableTransactionAction(TableTransactionActionType.UpsertReplace, new TableEntity(WritePause.Partition, WritePause.Row)))
            .ConfigureAwait(false);
        await Task.Delay(WritePause.Notice).ConfigureAwait(false);
    }

    /// <summary>Lets everybody go on. If that fails, they do by themselves after <see cref="WritePause.Longest"/>.</summary>
    public async Task Resume()
    {
        try
        {
            await Common.Write(new TableTransactionAction(
                TableTransactionActionType.Delete, new TableEntity(WritePause.Partition, WritePause.Row), ETag.All)).ConfigureAwait(false);
        }
        catch (StoreOutcomeUnknownException)
        {
            // The copy, if it was taken, is good all the same.
        }
    }

    public async ValueTask DisposeAsync()
    {
        gate.Dispose();
        if (started is not null)
        {
            await started.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<(Azurite? Started, string Connection)> Emulator(string folder)
    {
        if (!Azurite.IsIn(folder))
        {
            throw new BackupRefusedException($"There is no store in {folder}.");
        }

        try
        {
            var started = await Azurite.Start(folder).ConfigureAwait(false);
            return (started, started.ConnectionString);
        }
        catch (DataFolderInUseException) when (Azurite.Running(folder) is not null)
        {
            return (null, Azurite.Running(folder)!);
        }
    }

    private async Task RefuseOtherSchema()
    {
        try
        {
            var stored = await AzureTablesSchema.Stored(Common).ConfigureAwait(false);
            if (stored > AzureTablesSchema.Newest)
            {
                throw new NewerSchemaException(stored, AzureTablesSchema.Newest);
            }

            if (stored == 0 || await Common.Find(AzureTablesSchema.Partition, AzureTablesSchema.Restoring).ConfigureAwait(false) is not null)
            {
                throw new BackupRefusedException($"There is no whole store in the storage account at {Uri}.");
            }

            if (stored < AzureTablesSchema.Newest)
            {
                throw new BackupRefusedException($"The store in the storage account at {Uri} was last open in an older program. Start this one on it once, then back up.");
            }
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            throw new BackupRefusedException($"There is no store in the storage account at {Uri}.", missing);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException)
        {
            throw new StoreUnavailableException($"The storage account at {Uri} cannot be read: {error.Message}", error);
        }
    }
}
