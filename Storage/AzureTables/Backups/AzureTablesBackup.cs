using System.Collections.Immutable;
using Azure;
using Microsoft.Extensions.Logging.Abstractions;
using SalesGrains.AzureTables.Engine;
using SalesGrains.AzureTables.Entities;
using SalesGrains.Backups;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.AzureTables.Backups;

/// <summary>
/// Reads a storage account as of one instant (<see cref="InstantCopy"/>), and fills an empty one. A row of entities has no number there, so
/// the backup counts them; etags are the account's own, so the backup begins them anew.
/// </summary>
internal sealed class AzureTablesBackup(AzureTablesStorageOptions options, TimeProvider time) : IBackupEngine
{
    /// <summary>Which rows of the account are which table of a backup: by the account's table and how partition and row begin.</summary>
    public static ImmutableArray<(string Table, string Partition, string Row, string? Backup)> Kinds { get; } =
    [
        (AzureTablesSchema.Common, OrganizationRows.Partition, "", "organization"),
        (AzureTablesSchema.Common, CounterRows.Partition, "", "counter"),
        (AzureTablesSchema.Common, DeadLetterRows.Partitions, "", "dead_letter"),
        (AzureTablesSchema.Entities, "", EntityPlace.Heads, "entity"),
        (AzureTablesSchema.Entities, "", EntityPlace.Histories, "history"),
        (AzureTablesSchema.Entities, "", EntityPlace.Commands, "command"),
        (AzureTablesSchema.Entities, "", EntityPlace.Marks, "pending"),
        (AzureTablesSchema.Entities, "", EntityPlace.Lanes, "delivered"),
        (AzureTablesSchema.Documents, "", "", "document"),

        // Left out: they are of the place and of the silos in it.
        (AzureTablesSchema.Common, AzureTablesSchema.Partition, "", null),
        (AzureTablesSchema.Common, WritePause.Partition, "", null),
        ("OrleansReminders", "", "", null),
        ("OrleansSiloInstances", "", "", null),
    ];

    /// <inheritdoc/>
    public Task Read(Action<BackupTable, object?[]> take) => Reached(async () =>
    {
        var account = await BackupAccount.Reach(options).ConfigureAwait(false);
        await using (account.ConfigureAwait(false))
        {
            var copy = new InstantCopy(account, options.ServiceId);
            await copy.Take().ConfigureAwait(false);
            var reading = new AccountReading(account, copy, options.ServiceId);
            foreach (var table in BackupTables.All)
            {
                await foreach (var row in reading.Rows(table).ConfigureAwait(false))
                {
                    take(table, row);
                }
            }
        }
    });

    /// <inheritdoc/>
    public Task Write(Func<BackupTable, IEnumerable<object?[]>> rows) => Reached(async () =>
    {
        var database = await AzureTablesDatabase.Open(options with { Restores = true }, time, NullLogger<AzureTablesDatabase>.Instance).ConfigureAwait(false);
        await using (database.ConfigureAwait(false))
        {
            var filling = new AccountFilling(database, options.ServiceId);
            await filling.Begin().ConfigureAwait(false);
            try
            {
                foreach (var table in BackupTables.All)
                {
                    await filling.Add(table, rows(table)).ConfigureAwait(false);
                }

                await filling.End().ConfigureAwait(false);
            }
            catch
            {
                await filling.Undo().ConfigureAwait(false);
                throw;
            }
        }
    });

    private static async Task Reached(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException or StoreOutcomeUnknownException)
        {
            throw new StoreUnavailableException($"The storage account cannot be reached any more: {error.Message}", error);
        }
    }
}
