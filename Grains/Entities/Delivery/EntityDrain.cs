using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Stores;
using SalesGrains.Entities.Telemetry;

namespace SalesGrains.Entities.Delivery;

/// <summary>
/// Delivers what an activation's confirmed commits call for: effects in lanes, which do not wait for each other, and facts to the
/// portfolio. Runs on the activation's scheduler, awaited by no command. When everything is acknowledged and the entity has been
/// quiet for a moment, the lane row is written and the pending mark falls in the same step.
/// </summary>
internal sealed partial class EntityDrain
{
    private readonly EntityKey self;
    private readonly EntityRuntime runtime;
    private readonly IGrainFactory grains;
    private readonly Func<UndeliveredEffect, LaneItem, Task> record;
    private readonly Outbox outbox = new();
    private readonly LaneRow row;
    private readonly FactsLane facts;
    private readonly CancellationTokenSource stop = new();
    private readonly ulong salt;
    private long target;
    private bool pending;
    private bool catchingUp;
    private bool closing;

    public EntityDrain(EntityKey self, EntityRuntime runtime, IGrainFactory grains, Func<UndeliveredEffect, LaneItem, Task> record)
    {
        (this.self, this.runtime, this.grains, this.record) = (self, runtime, grains, record);
        salt = BackoffRules.Salt(self.ToString());
        row = new(self, runtime, outbox);
        facts = new(self, runtime, salt, stop.Token);
    }

    /// <summary>Effects not yet passed.</summary>
    public int PendingEffects => outbox.Count;

    /// <summary>True when this activation knows of nothing undelivered.</summary>
    public bool IsIdle => !pending;

    private bool IsDrained => outbox.Known >= target && outbox.Count == 0 && facts.Acknowledged >= target;

    /// <summary>Takes in what was read: without a pending mark nothing of it is undelivered.</summary>
    public void Loaded(StoredEntity? stored)
    {
        row.Loaded(stored);
        target = Math.Max(target, stored?.Version ?? 0);
        if (stored?.PendingAt is null)
        {
            outbox.SkipTo(target);
            facts.Acknowledge(target);
            Done();
            return;
        }

        outbox.SkipTo(DeliveredLanes.Read(stored.Delivered).Version);
        facts.Offer(stored.Facts);
        pending = true;
        Kick();
    }

    /// <summary>Takes in a commit that the store has confirmed.</summary>
    public void Committed(long version, EntityFacts after, IReadOnlyList<PendingEffect> effects)
    {
        target = version;
        pending = true;
        if (outbox.Known == version - 1)
        {
            outbox.Add(version, effects);
        }

        facts.Offer(after);
        Kick();
    }

    /// <summary>Starts every loop that has something to do and does not run.</summary>
    public void Kick()
    {
        if (stop.IsCancellationRequested || !pending)
        {
            return;
        }

        runtime.Attend(self, TimeSpan.Zero);
        if (outbox.Known < target && !catchingUp)
        {
            catchingUp = true;
            Start(CatchUp);
        }

        foreach (var lane in outbox.Count == 0 ? [] : outbox.Busy.Where(lane => !lane.Running).ToArray())
        {
            lane.Running = true;
            Start(() => Run(lane));
        }

        if (facts.TryStart())
        {
            Start(facts.Run);
        }

        if (IsDrained && !closing)
        {
            closing = true;
            Start(Close);
        }
    }

    /// <summary>Waits until the portfolio has a version's facts or later ones.</summary>
    public Task<bool> FactsSeen(long version, TimeSpan wait) => facts.Seen(version, wait);

    /// <summary>Ends all loops: the activation goes, or has forgotten what it knew.</summary>
    public void Stop()
    {
        stop.Cancel();
        runtime.Pending.Abandon(self);
    }

    private void Done()
    {
        pending = false;
        runtime.Pending.Clear(self);
    }

    /// <summary>A loop of its own: it does not belong to the call that caused it.</summary>
    private async void Start(Func<Task> loop)
    {
        CallContext.Clear();
        try
        {
            await Task.Yield();
            await loop();
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // The activation is going; what it did not deliver, the next one does.
        }
        catch (Exception error)
        {
            EntityLog.DrainFailed(runtime.Log, self, error);
        }

        Kick();
    }

    /// <summary>Reads the effects of commits that this activation did not make itself.</summary>
    private async Task CatchUp()
    {
        try
        {
            for (var attempt = 1; outbox.Known < target && !stop.IsCancellationRequested;)
            {
                try
                {
                    var commits = await runtime.Ask("The outbox", self, store => store.ReadCommits(self, outbox.Known, 200));
                    foreach (var commit in commits)
                    {
                        outbox.Add(commit.Version, EffectsOf(commit));
                    }
                }
                catch (StoreUnknownException)
                {
                    await Wait(attempt++, "catch-up");
                }
            }
        }
        finally
        {
            catchingUp = false;
        }
    }

    private static IEnumerable<PendingEffect> EffectsOf(StoredCommit commit)
    {
        var content = CommitContent.Read(commit.Content);
        return content.Effects.Select(effect => new PendingEffect(EntityKey.Parse(effect.To), commit.Version, new(
            effect.Number, effect.Id, effect.Body.GetRawText(), effect.Actor ?? content.Actor, effect.OccurredAt ?? commit.RecordedAt,
            content.ClockVersion)));
    }
}
