using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using SalesGrains.AzureTables.Engine;
using SalesGrains.AzureTables.Entities;
using SalesGrains.AzureTables.Marks;
using SalesGrains.AzureTables.Server;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.AzureTables;

/// <summary>The open storage account: its tables, and the emulator when this process runs one.</summary>
public sealed class AzureTablesDatabase : IAsyncDisposable, IDisposable
{
    private readonly Azurite? emulator;
    private readonly WriteGate gate;
    private readonly TableServiceClient reading;
    private readonly TableServiceClient writing;
    private readonly KeyPurge purge;

    private AzureTablesDatabase(Azurite? emulator, string connection, AzureTablesStorageOptions options, TimeProvider time, ILogger log)
    {
        this.emulator = emulator;
        gate = new(options.Writes, log);
        reading = new(connection, Client(options, retries: 3));
        writing = new(connection, Client(options, retries: 0));
        Restores = options.Restores;
        var pause = new WritePause(
            () => Common!.Find(WritePause.Partition, WritePause.Row),
            row => Common!.Write(new TableTransactionAction(TableTransactionActionType.Delete, row, row.ETag)));
        Common = Open(AzureTablesSchema.Common, pause);
        Entities = Open(AzureTablesSchema.Entities, pause);
        Documents = Open(AzureTablesSchema.Documents, pause);
        Reminders = Open("OrleansReminders");
        Silos = Open("OrleansSiloInstances");
        Marks = new(Entities);
        purge = new(new ExpiredKeys(this).Delete, () => gate.Idle, time, log);
    }

    /// <summary>Organisations, counters, dead letters, the schema's version.</summary>
    internal Table Common { get; }

    /// <summary>Entities with history, command keys and marks.</summary>
    internal Table Entities { get; }

    internal Table Documents { get; }

    /// <summary>True for a restore: the only one who may open an account that an earlier one has left half filled.</summary>
    internal bool Restores { get; }

    internal Table Reminders { get; }

    internal Table Silos { get; }

    internal IEnumerable<Table> Tables => [Common, Entities, Documents, Reminders, Silos];

    internal PendingMarks Marks { get; }

    internal PartitionTurns Turns { get; } = new();

    /// <summary>One counter is taken at a time: two at once would only be in each other's way.</summary>
    internal SemaphoreSlim Counting { get; } = new(1, 1);

    /// <summary>Connects, starting an emulator of this process's own if there is no connection string, and makes the tables.</summary>
    /// <exception cref="StoreUnavailableException">No account, or one that this program cannot use.</exception>
    /// <exception cref="NewerSchemaException">A newer program wrote it.</exception>
    public static async Task<AzureTablesDatabase> Open(AzureTablesStorageOptions options, TimeProvider time, ILogger<AzureTablesDatabase> log)
    {
        var emulator = options.ConnectionString is null
            ? await Azurite.Start(options.Folder ?? throw new ArgumentException("A connection string or a folder is needed.", nameof(options))).ConfigureAwait(false)
            : null;
        AzureTablesDatabase? database = null;
        try
        {
            database = new(emulator, options.ConnectionString ?? emulator!.ConnectionString, options, time, log);
            await database.Prepare(options.Patience).ConfigureAwait(false);
            return database;
        }
        catch (Exception error)
        {
            database?.Forget();
            if (emulator is not null)
            {
                await emulator.DisposeAsync().ConfigureAwait(false);
            }

            throw error is FormatException or InvalidOperationException or ArgumentException && database is null
                ? new StoreUnavailableException("The connection string is none of a storage account: AccountName, AccountKey and TableEndpoint or EndpointSuffix.", error)
                : error;
        }
    }

    /// <summary>Lets go of the account; stops the emulator that it started, which saves then.</summary>
    public async ValueTask DisposeAsync()
    {
        Forget();
        if (emulator is not null)
        {
            await emulator.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => Task.Run(async () => await DisposeAsync().ConfigureAwait(false)).GetAwaiter().GetResult();

    private void Forget()
    {
        purge.Dispose();
        gate.Dispose();
        Counting.Dispose();
    }

    private Table Open(string name, WritePause? pause = null) => new(reading.GetTableClient(name), writing.GetTableClient(name), gate, pause);

    private async Task Prepare(TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience);
        while (true)
        {
            try
            {
                await AzureTablesSchema.Migrate(this, timeout.Token).ConfigureAwait(false);
                return;
            }
            catch (RequestFailedException refused) when (refused.Status is 401 or 403)
            {
                throw new StoreUnavailableException($"The storage account does not let this program in: {refused.Message}", refused);
            }
            catch (Exception error) when (error is RequestFailedException or OperationCanceledException or AggregateException or StoreOutcomeUnknownException)
            {
                if (timeout.IsCancellationRequested)
                {
                    throw new StoreUnavailableException($"The storage account at {reading.Uri} cannot be reached: {error.Message}", error);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(250), timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    internal static TableClientOptions Client(AzureTablesStorageOptions options, int retries)
    {
        var client = new TableClientOptions
        {
            Retry = { MaxRetries = retries, Delay = TimeSpan.FromMilliseconds(200), MaxDelay = TimeSpan.FromSeconds(5), Mode = RetryMode.Exponential, NetworkTimeout = options.Timeout },
            Diagnostics = { IsLoggingEnabled = false },
        };
        options.Configure?.Invoke(client);
        return client;
    }
}
