using SalesGrains.Entities;
using SalesGrains.Portfolios.Alarms;

namespace SalesGrains.Machine;

/// <summary>A sandbox's clock jumps: from due moment to due moment, in order of ids, one at a time.</summary>
public sealed class SimJump(World world)
{
    public async Task To(long target)
    {
        while (world.Store.Organization.Jumping)
        {
            await world.Delay(world.Outside, 100);
        }

        world.Store.Change(o => o with { Jumping = true });
        await LanesAreEmpty();
        while (Due().Select(f => f.NextDue).Min() is { } next && next <= target)
        {
            world.Store.Change(o => o with { VirtualNow = Math.Max(next, o.VirtualNow), ClockVersion = o.ClockVersion + 1 });
            var (now, clock) = (world.Store.Organization.VirtualNow, world.Store.Organization.ClockVersion);
            var due = Due().Where(f => f.NextDue <= now).OrderBy(f => f.Entity).Select(f => f.Entity).ToArray();
            if (world.Is(Mutant.JumpWakesAllAtOnce))
            {
                await Task.WhenAll(due.Select(entity => Wake(entity, now, clock)));
            }

            foreach (var entity in due)
            {
                await Wake(entity, now, clock);
            }

            await LanesAreEmpty();
        }

        world.Store.Change(o => o with { VirtualNow = Math.Max(target, o.VirtualNow), ClockVersion = o.ClockVersion + 1, Jumping = false });
    }

    private IEnumerable<SimFacts> Due() =>
        Enumerable.Range(0, SimStore.Entities).Select(e => world.Store.Peek(e).Facts).Where(f => f.NextDue is not null);

    private async Task Wake(int entity, long now, long clock)
    {
        for (var (failures, version) = (0, -1L); ;)
        {
            var hopeless = failures >= AlarmQueue.MaxFailures && !world.Is(Mutant.DueNeverGivenUp);
            var reply = await world.Network.Call<SimEntity, SimDueReply>(
                world.Outside, Address.Entity(entity), e => e.OnDue(now, clock, hopeless ? version : null));
            if (reply is { Failed: null } && !(reply.Facts.NextDue <= now))
            {
                return;
            }

            if (reply is { Failed: not null })
            {
                (failures, version) = (reply.Facts.Version == version ? failures + 1 : 1, reply.Facts.Version);
            }

            await world.Delay(world.Outside, 100);
        }
    }

    private async Task LanesAreEmpty()
    {
        while (world.Store.AnyPending)
        {
            await world.Delay(world.Outside, 50);
        }
    }
}
