using SalesGrains.Entities.Stores;

namespace SalesGrains.Entities.Delivery;

/// <summary>
/// The stored row of "delivered up to": one write at a time, each with the etag of the last. After a conflict or an unknown outcome
/// it is read again before the next write.
/// </summary>
internal sealed class LaneRow(EntityKey key, EntityRuntime runtime, Outbox outbox)
{
    private readonly SemaphoreSlim writing = new(1);
    private string? etag;
    private bool uncertain;
    private int unsaved;

    /// <summary>Takes in what was read with the entity.</summary>
    public void Loaded(StoredEntity? stored)
    {
        etag = stored?.DeliveredEtag;
        uncertain = false;
        outbox.Merge(DeliveredLanes.Read(stored?.Delivered ?? default));
    }

    /// <summary>Counts effects that have passed since the last write; true when it is time to write.</summary>
    public bool Passed(long effects)
    {
        unsaved += (int)effects;
        return unsaved >= runtime.Options.SaveLanesEvery;
    }

    /// <summary>Writes the positions; in the same step the pending mark falls if it still bears <paramref name="clearMarkAt"/>.</summary>
    /// <returns>True when the mark fell.</returns>
    public async Task<bool> Save(long? clearMarkAt)
    {
        await writing.WaitAsync();
        try
        {
            if (uncertain)
            {
                Loaded(await runtime.Ask("The lanes", key, store => store.Load(key)));
            }

            uncertain = true;
            var advance = new LaneAdvance(key, etag, outbox.Row().Write(), clearMarkAt);
            var advanced = await runtime.Ask("The lanes", key, store => store.AdvanceLanes(advance));
            (etag, uncertain, unsaved) = (advanced.Etag, false, 0);
            return advanced.MarkCleared;
        }
        finally
        {
            writing.Release();
        }
    }
}
