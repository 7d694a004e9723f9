using SalesGrains.Entities;
using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;

namespace SalesGrains.Sandboxes;

/// <summary>
/// Moves the clock of one sandbox (沙盘). During a jump the clock stands at each due moment in turn until everything that it calls for
/// is committed and delivered, so two runs of the same jump are the same, and one jump is the same as many small ones.
/// </summary>
[GrainType("sandbox")]
internal sealed class SandboxGrain(IEntityStore store, IOrganizationDirectory organizations, TimeProvider time) : Grain, ISandboxGrain
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);

    private readonly Dictionary<string, SandboxView> answered = [];

    private bool? driven;

    private string Org => this.GetPrimaryKeyString().Split('|')[0];

    public async Task<SandboxView> Get() => await View((await organizations.Get(Org)).Stored.Clock, 0);

    public Task<SandboxView> SetRate(decimal rate) => Change(clock => ClockRules.WithRate(clock, time.GetUtcNow(), rate));

    public Task<SandboxView> Pause() => Change(clock => ClockRules.Pause(clock, time.GetUtcNow()));

    public Task<SandboxView> Resume() => Change(clock => ClockRules.Resume(clock, time.GetUtcNow()));

    public Task<SandboxView> Wake() => Change(clock => ClockRules.Wake(clock, time.GetUtcNow()));

    public async Task Checkpoint() => await Write(clock => ClockRules.Checkpoint(clock, time.GetUtcNow()));

    public Task<SandboxView> Jump(int days, string key) => Once(key, now => Task.FromResult(now.AddDays(days)));

    public Task<SandboxView> NextEvent(string key) => Once(key, async now => (await Earliest())?.Entry.At ?? now);

    // Not kept: whoever drives says so again where nobody has.
    public Task Drive(bool running)
    {
        driven = running;
        return Task.CompletedTask;
    }

    public Task<bool?> Driven() => Task.FromResult(driven);

    /// <summary>A repeated key gets the first answer; a jump is not a command of an entity, so the key lives as long as this activation.</summary>
    private async Task<SandboxView> Once(string key, Func<DateTimeOffset, Task<DateTimeOffset>> targetOf)
    {
        if (answered.TryGetValue(key, out var first))
        {
            return first;
        }

        var goOn = (await organizations.Get(Org)).Stored.Clock.Rate > 0;
        var clock = await Write(clock => ClockRules.BeginJump(clock, time.GetUtcNow()));
        return answered[key] = await Through(await targetOf(clock.AnchorVirtual), goOn);
    }

    /// <summary>Steps through every due moment up to the target, then lets the clock go on from there, or from where it failed.</summary>
    private async Task<SandboxView> Through(DateTimeOffset target, bool goOn)
    {
        var (steps, reached) = (0, DateTimeOffset.MinValue);
        try
        {
            await Settled();
            while (await Earliest() is { } due && due.Entry.At <= target)
            {
                await Write(clock => ClockRules.Step(clock, time.GetUtcNow(), due.Entry.At));
                steps++;
                await due.Shard.DispatchDue(due.Entry);
                await Settled();
            }

            reached = target;
        }
        finally
        {
            await Write(clock => ClockRules.EndJump(clock, time.GetUtcNow(), reached, goOn));
        }

        return await View((await organizations.Get(Org)).Stored.Clock, steps);
    }

    /// <summary>The first due entity over all shards: by moment, then by key.</summary>
    private async Task<(IPortfolioGrain Shard, DueEntry Entry)?> Earliest()
    {
        (IPortfolioGrain Shard, DueEntry Entry)? first = null;
        foreach (var key in Partitioning.ShardKeys((await organizations.Get(Org)).Stored))
        {
            var shard = GrainFactory.GetGrain<IPortfolioGrain>(key);
            if (await shard.NextDue() is { } entry && (first is null || entry.CompareTo(first.Value.Entry) < 0))
            {
                first = (shard, entry);
            }
        }

        return first;
    }

    /// <summary>Waits until nothing of this organisation is undelivered; during a jump marks fall as soon as they may.</summary>
    private async Task Settled()
    {
        while ((await store.ReadPending(int.MaxValue)).Any(mark => mark.Key.Org == Org))
        {
            await Task.Delay(Look);
        }
    }

    private async Task<SandboxView> Change(Func<OrganizationClock, OrganizationClock> change) => await View(await Write(change), 0);

    private async Task<OrganizationClock> Write(Func<OrganizationClock, OrganizationClock> change)
    {
        while (true)
        {
            var stored = (await organizations.Get(Org)).Stored;
            var changed = stored with { Clock = change(stored.Clock) };
            try
            {
                await store.PutOrganization(changed, stored.Etag);
                await organizations.Publish(Org);
                return changed.Clock;
            }
            catch (EtagConflictException)
            {
                // Somebody else wrote the organisation; what is here is old.
                await organizations.Refresh(Org);
            }
        }
    }

    private async Task<SandboxView> View(OrganizationClock clock, int steps) => new(
        clock.At(time.GetUtcNow()), clock.ResumeRate, clock.Rate == 0, clock.Jumping, (await Earliest())?.Entry.At, steps);
}
