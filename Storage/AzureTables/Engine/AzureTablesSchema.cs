using Azure.Data.Tables;
using SalesGrains.Entities;

namespace SalesGrains.AzureTables.Engine;

/// <summary>
/// The tables, and the version of what is in them. Tables have no columns; a version says which rows there are and what they mean. A
/// released version is never changed.
/// </summary>
internal static class AzureTablesSchema
{
    private const string Partition = "schema";
    private const string Row = "version";

    /// <summary>The version that this program writes.</summary>
    public const int Newest = 1;

    /// <summary>Makes the tables that are missing and checks the version.</summary>
    /// <exception cref="NewerSchemaException">A newer program wrote it.</exception>
    public static async Task Migrate(AzureTablesDatabase database, CancellationToken cancellation)
    {
        await database.Common.Create(cancellation).ConfigureAwait(false);
        var stored = (await database.Common.Find(Partition, Row).ConfigureAwait(false))?.Long("Version") ?? 0;
        if (stored > Newest)
        {
            throw new NewerSchemaException(stored, Newest);
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
