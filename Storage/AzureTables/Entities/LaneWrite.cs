using Azure.Data.Tables;
using SalesGrains.AzureTables.Engine;
using SalesGrains.AzureTables.Marks;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.AzureTables.Entities;

/// <summary>Moves an entity's lanes forward and, if the mark still bears the version that was drained, lets it fall, in one transaction.</summary>
internal sealed class LaneWrite(AzureTablesDatabase database, LaneAdvance advance, EntityPlace place)
{
    private const int Tries = 20;

    /// <summary>The lane row's new etag and whether the mark fell; null when the lane row is not at the expected etag.</summary>
    public async Task<LaneAdvanced?> Execute()
    {
        // Entities are never deleted, so one that is there now will be.
        if (advance.ExpectedEtag is { } etag ? !TableKeys.IsEtag(etag) : await Missing(place.Head).ConfigureAwait(false))
        {
            return null;
        }

        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var mark = attempt == 0 ? database.Marks.Of(place.Key) : null;
            if (advance.ClearMarkAt is { } at && mark?.Version != at)
            {
                mark = await database.Marks.Read(place).ConfigureAwait(false);
            }

            var falls = mark is not null && mark.Version == advance.ClearMarkAt;
            if (await Send(falls ? mark : null).ConfigureAwait(false) is { } etags)
            {
                if (falls)
                {
                    database.Marks.Fell(place.Key, mark!);
                }

                return new(etags[0], falls);
            }

            if (await Moved().ConfigureAwait(false))
            {
                return null;
            }
        }

        throw new StoreOutcomeUnknownException($"The mark of {place.Key} kept changing.");
    }

    private async Task<string[]?> Send(Mark? falling)
    {
        var lanes = new TableEntity(place.Partition, place.Delivered).With("Lanes", advance.Delivered);
        TableTransactionAction put = advance.ExpectedEtag is { } etag
            ? new(TableTransactionActionType.UpdateReplace, lanes, new(etag))
            : new(TableTransactionActionType.Add, lanes);
        try
        {
            return await database.Entities.Write(falling is null ? [put] : [put, PendingMarks.Clear(place, falling)]).ConfigureAwait(false);
        }
        catch (StoreOutcomeUnknownException)
        {
            database.Marks.Forget(place.Key);
            throw;
        }
    }

    private async Task<bool> Moved()
    {
        var row = await database.Entities.Find(place.Partition, place.Delivered, "RowKey").ConfigureAwait(false);
        return row?.ETag.ToString() != advance.ExpectedEtag;
    }

    private async Task<bool> Missing(string row) =>
        await database.Entities.Find(place.Partition, row, "RowKey").ConfigureAwait(false) is null;
}
