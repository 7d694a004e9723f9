using Azure.Data.Tables;
using SalesGrains.AzureTables.Engine;

namespace SalesGrains.AzureTables.Entities;

/// <summary>The rows of counters.</summary>
internal static class CounterRows
{
    /// <summary>Where they stand.</summary>
    public const string Partition = "counter";

    public static async Task<long> Next(AzureTablesDatabase database, string name)
    {
        await database.Counting.WaitAsync().ConfigureAwait(false);
        try
        {
            // Again while another silo was first.
            while (true)
            {
                var stored = await database.Common.Find(Partition, TableKeys.Part(name)).ConfigureAwait(false);
                var row = new TableEntity(Partition, TableKeys.Part(name)) { ["Name"] = name, ["Value"] = (stored?.Long("Value") ?? 0) + 1 };
                if (await database.Common.Write(stored is null
                    ? new TableTransactionAction(TableTransactionActionType.Add, row)
                    : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, stored.ETag)).ConfigureAwait(false) is not null)
                {
                    return row.Long("Value");
                }
            }
        }
        finally
        {
            database.Counting.Release();
        }
    }
}
