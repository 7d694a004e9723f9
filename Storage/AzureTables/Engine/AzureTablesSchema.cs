using Azure.Data.Tables;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.AzureTables.Engine;

/// <summary>
/// The tables, and the version of what is in them. Tables have no columns; a version says which rows there are and what they mean. A
/// released version is never changed.
/// </summary>
internal static class AzureTablesSchema
{
    /// <summary>The table of organisations, counters, dead letters and the schema's version.</summary>
    public const string Common = "SalesGrainsStore";

    /// <summary>The table of entities with history, command keys and marks.</summary>
    public const string Entities = "SalesGrainsEntities";

    /// <summary>The table of small grains' documents.</summary>
    public const string Documents = "OrleansGrainState";

    /// <summary>Where the version stands, and that a restore goes on.</summary>
    public const string Partition = "schema";

    /// <summary>The row that is there while a restore fills the account.</summary>
    public const string Restoring = "restoring";

    private const string Row = "version";

    /// <summary>The version that this program writes.</summary>
    public const int Newest = 1;

    /// <summary>The stored version of an account whose tables are there; 0 when nothing is.</summary>
    public static async Task<long> Stored(Table common) => (await common.Find(Partition, Row).ConfigureAwait(false))?.Long("Version") ?? 0;

    /// <summary>Makes the tables that are missing and checks the version.</summary>
    /// <exception cref="NewerSchemaException">A newer program wrote it.</exception>
    /// <exception cref="StoreUnavailableException">A restore has left it half filled.</exception>
    public static async Task Migrate(AzureTablesDatabase database, CancellationToken cancellation)
    {
        await database.Common.Create(cancellation).ConfigureAwait(false);
        var stored = await Stored(database.Common).ConfigureAwait(false);
        if (stored > Newest)
        {
            throw new NewerSchemaException(stored, Newest);
        }

        if (!database.Restores && await database.Common.Find(Partition, Restoring).ConfigureAwait(false) is not null)
        {
            throw new StoreUnavailableException("A restore into this storage account goes on, or has broken off. In that case, restore once more.");
        }

        if (stored == Newest)
        {
            return;
        }

        await Task.WhenAll(database.Tables.Select(table => table.Create(cancellation))).ConfigureAwait(false);

        // Refused when another silo was first.
        await database.Common.Write(new TableTransactionAction(
            TableTransactionActionType.Add, new TableEntity(Partition, Row) { ["Version"] = (long)Newest })).ConfigureAwait(false);
    }
}
