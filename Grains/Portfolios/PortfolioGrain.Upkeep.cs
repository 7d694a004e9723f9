using Orleans.Runtime;
using Microsoft.Extensions.DependencyInjection;
using SalesGrains.Entities;
using SalesGrains.Entities.Delivery;
using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Portfolios;

/// <content>Upkeep: the durable reminder, and comparisons with the store.</content>
internal sealed partial class PortfolioGrain
{
    private const string ReminderName = "alarm";

    private DateTimeOffset rescanAt;
    private int members = -1;
    private bool isRescanning;

    /// <inheritdoc/>
    public async Task<int> Rescan()
    {
        var (org, _, number) = Partitioning.ParseShardKey(shard);
        var behind = new List<FactsHead>();
        foreach (var partition in Partitioning.PartitionsOf(organization.Stored, number))
        {
            await foreach (var head in store.ScanHeads(org, partition, stop.Token))
            {
                if (!Holds(head))
                {
                    behind.Add(head);
                }
            }
        }

        var holes = 0;
        foreach (var head in behind)
        {
            // What was just committed is on its way here: only what is still missing after another read is a hole.
            if (await store.Load(head.Key) is { } stored && !Holds(head))
            {
                Fold(stored.Facts with { Key = stored.Key, Version = stored.Version });
                holes++;
            }
        }

        if (holes > 0)
        {
            PortfolioMetrics.Holes.Add(holes);
            PortfolioLog.Mended(log, shard, holes);
            Work();
        }

        return holes;
    }

    private bool Holds(FactsHead head) => index.Find(head.Key)?.Version >= head.Version;

    private void StartUpkeep()
    {
        if (HaveMembersChanged())
        {
            rescanAt = time.GetUtcNow();
        }

        if (!isRescanning && time.GetUtcNow() >= rescanAt)
        {
            isRescanning = true;
            older.Revive();
            Start("A rescan", RescanOnce);
        }
    }

    private async Task RescanOnce()
    {
        try
        {
            await Rescan();
            triggers.Fired(TriggerNames.Rescan, time.GetUtcNow());
            rescanAt = time.GetUtcNow() + options.RescanEvery;
        }
        catch
        {
            rescanAt = time.GetUtcNow() + options.BackoffLongest;
            throw;
        }
        finally
        {
            isRescanning = false;
        }
    }

    private bool HaveMembersChanged()
    {
        if (ServiceProvider.GetService<ISiloStatusOracle>() is not { } oracle)
        {
            return false;
        }

        var now = new HashCode();
        foreach (var silo in oracle.GetApproximateSiloStatuses(onlyActive: true).Keys.Order())
        {
            now.Add(silo);
        }

        var (before, after) = (members, now.ToHashCode());
        members = after;
        return before != -1 && before != after;
    }

    /// <summary>Registers the durable reminder; its first tick is offset by the key, so that shards do not wake together.</summary>
    private async Task Remind()
    {
        for (var attempt = 1; options.UseReminder && !isOld; attempt++)
        {
            try
            {
                var period = options.ReminderEvery;
                var offset = TimeSpan.FromTicks((long)(BackoffRules.Salt(shard) % (ulong)period.Ticks));
                await this.RegisterOrUpdateReminder(ReminderName, offset, period);
                return;
            }
            catch (Exception error) when (!stop.IsCancellationRequested)
            {
                PortfolioLog.WorkFailed(log, "The reminder", shard, error);
                await Task.Delay(BackoffRules.Delay(attempt, options.BackoffFirst, options.BackoffLongest, BackoffRules.Salt(shard)), stop.Token);
            }
        }
    }

    private async Task Forget()
    {
        if (options.UseReminder && await this.GetReminder(ReminderName) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }
}
