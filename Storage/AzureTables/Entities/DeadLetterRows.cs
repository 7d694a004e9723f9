using System.Collections.Immutable;
using System.Text;
using Azure.Data.Tables;
using SalesGrains.AzureTables.Engine;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.AzureTables.Entities;

/// <summary>The rows of dead letters.</summary>
internal static class DeadLetterRows
{
    public static Task Put(Table table, DeadLetter letter)
    {
        var row = new TableEntity(Partition(letter.Org), TableKeys.Part(letter.Id))
        {
            ["Id"] = letter.Id,
            ["Source"] = letter.Source.ToString(),
            ["Target"] = letter.Target.ToString(),
            ["At"] = letter.At.UtcTicks,
            ["Closed"] = false,
        }.With("Error", Encoding.UTF8.GetBytes(letter.Error));

        // Refused when it is there already.
        return table.Write(new TableTransactionAction(
            TableTransactionActionType.Add, letter.Payload is { } payload ? row.With("Payload", Encoding.UTF8.GetBytes(payload)) : row));
    }

    public static async Task<ImmutableArray<DeadLetter>> Open(Table table, string org)
    {
        var letters = new List<DeadLetter>();
        await foreach (var row in table.Read(TableClient.CreateQueryFilter($"PartitionKey eq {Partition(org)} and Closed eq {false}")).ConfigureAwait(false))
        {
            letters.Add(new(
                org, row.GetString("Id"), EntityKey.Parse(row.GetString("Source")), EntityKey.Parse(row.GetString("Target")),
                row.BytesOrNull("Payload") is { } payload ? Encoding.UTF8.GetString(payload) : null,
                Encoding.UTF8.GetString(row.Bytes("Error")), row.Instant("At")));
        }

        return [.. letters.OrderBy(letter => letter.At).ThenBy(letter => letter.Id, StringComparer.Ordinal)];
    }

    /// <summary>Nothing of a letter changes but this, so it matters not who does it.</summary>
    public static async Task Close(Table table, string org, string id)
    {
        if (await table.Find(Partition(org), TableKeys.Part(id), "RowKey").ConfigureAwait(false) is { } row)
        {
            await table.Write(new TableTransactionAction(
                TableTransactionActionType.UpdateMerge, new TableEntity(Partition(org), TableKeys.Part(id)) { ["Closed"] = true }, row.ETag))
                .ConfigureAwait(false);
        }
    }

    /// <summary>How the partitions of letters begin.</summary>
    public const string Partitions = "letter|";

    /// <summary>Where the letters of an organisation stand.</summary>
    public static string Partition(string org) => Partitions + TableKeys.Part(org);
}
