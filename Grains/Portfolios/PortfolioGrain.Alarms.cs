using SalesGrains.Entities;
using SalesGrains.Entities.Delivery;
using SalesGrains.Portfolios.Alarms;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios;

/// <content>Wakes what is due: at most 32 at once, each failure alone, in a sandbox's jump only what the jump asks for.</content>
internal sealed partial class PortfolioGrain
{
    private bool MayWake => !isOld && !organization.Stored.Clock.Jumping && !stop.IsCancellationRequested;

    /// <inheritdoc/>
    public async Task<DueEntry?> NextDue()
    {
        RefuseIfOld();
        if (!organization.Stored.Clock.Jumping)
        {
            // Whoever asks has just begun a jump: until this silo knows, it would go on waking by itself.
            await directory.Refresh(Org);
            Look();
        }

        while (alarms.InFlight + older.InFlight > 0)
        {
            await Task.Delay(1, stop.Token);
        }

        if (organization.Stored.Clock.Jumping)
        {
            await ReevaluateInTurn();
        }

        return First();
    }

    /// <inheritdoc/>
    public async Task<DueEntry?> DispatchDue(DueEntry entry)
    {
        RefuseIfOld();
        while (index.Find(entry.Key) is { } row && row.NextDue == entry.At && alarms.TryTake(row))
        {
            await WakeOne(row);
            if (index.Find(entry.Key)!.NextDue == entry.At && !alarms.IsBuried(entry.Key))
            {
                await Task.Delay(options.BackoffFirst, stop.Token);
            }
        }

        Work();
        return First();
    }

    private DueEntry? First() =>
        index.Alarms.FirstOrDefault(row => !alarms.IsBuried(row.Key)) is { } row ? new(row.NextDue!.Value, row.Key) : null;

    private void SetTimer()
    {
        if (timer is null)
        {
            return;
        }

        var real = time.GetUtcNow();
        var wait = options.LookEvery;
        var rate = organization.Stored.Clock.Rate;
        if (rate > 0 && !organization.Stored.Clock.Jumping)
        {
            var flip = index.DeadlineAfter(moment.Now) is { } deadline && deadline < moment.NextFlip ? deadline : moment.NextFlip;
            var due = alarms.FirstDue is { } first && alarms.InFlight < AlarmQueue.Slots && first < flip ? first : flip;
            wait = Shorter(wait, ((double)((due - organization.At(real)).Ticks / rate)));
            wait = alarms.FirstRepeat is { } repeat ? Shorter(wait, (repeat - real).Ticks) : wait;
        }

        timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    // A timer may fire a little early, so it aims a little late.
    private static TimeSpan Shorter(TimeSpan wait, double ticks) =>
        ticks >= wait.Ticks ? wait : TimeSpan.FromTicks((long)Math.Max(ticks, 0)) + TimeSpan.FromMilliseconds(1);

    private void Wake()
    {
        while (MayWake && alarms.Next(index, Now, time.GetUtcNow()) is { } row)
        {
            Start("Waking", async () =>
            {
                await WakeOne(row);
                Work();
            });
        }
    }

    /// <summary>Wakes one entity and folds its answer; whatever happens, the queue knows it when this returns.</summary>
    private async Task WakeOne(EntityRow row)
    {
        var due = row.NextDue!.Value;
        triggers.Fired(TriggerNames.Waking, time.GetUtcNow());
        PortfolioMetrics.Woken.Add(1);
        PortfolioMetrics.Lateness.Record((Now - due).TotalSeconds);
        var (definite, reason) = (true, "it did nothing");
        try
        {
            reason = await Ask(row.Key, due) ?? reason;
        }
        catch (Exception error)
        {
            (definite, reason) = (error is EntityFaultException, $"{error.GetType().Name}: {error.Message}");
        }

        var current = index.Find(row.Key)!;
        if (current.NextDue != due)
        {
            alarms.Done(current);
            return;
        }

        PortfolioMetrics.Failed.Add(1);
        var dead = alarms.Failed(current, definite, attempt =>
        {
            PortfolioLog.NotWoken(log, row.Key, due, attempt, reason);
            return time.GetUtcNow() + BackoffRules.Delay(attempt, options.BackoffFirst, options.BackoffLongest, BackoffRules.Salt(row.Key.ToString()));
        });
        if (dead)
        {
            await GiveUp(row.Key, due, current.Version, reason);
        }
    }

    /// <summary>Folds the entity's answer; an error of its own code, or null.</summary>
    private async Task<string?> Ask(EntityKey key, DateTimeOffset due, bool giveUp = false, long failedAt = 0)
    {
        var reply = await GrainFactory.GetEntity(key).OnDue(due, organization.Stored.Clock.Version, giveUp, failedAt);
        if (reply.Facts is { } facts)
        {
            Fold(facts);
        }

        return reply.Failed;
    }
}
