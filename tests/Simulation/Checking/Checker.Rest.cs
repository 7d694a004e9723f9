using SalesGrains.Boards;
using SalesGrains.Entities;
using SalesGrains.Machine;

namespace SalesGrains.Checking;

/// <content>The state of rest: what must be so when faults have ended.</content>
public sealed partial class Checker
{
    private readonly HashSet<(int Entity, string EffectId)> _applied = [];

    // Kept apart from the entity's own record: it may forget a lane.
    private readonly Dictionary<(int Source, int Entity), long> _lastTaken = [];

    /// <summary>Null when everything has come to rest; else what has not.</summary>
    public string? Unrest()
    {
        if (world.Store.AnyPending)
        {
            return "a pending mark is left";
        }

        var organization = world.Store.Organization;
        for (var entity = 0; entity < SimStore.Entities; entity++)
        {
            var row = world.Store.Peek(entity);
            if (row.Version == 0)
            {
                continue;
            }

            var shard = world.Network.Find(Address.Shard(organization.Generation, Names.ShardOf(entity, organization.Shards))) as SimPortfolio;
            if (shard is not { Serves: true } || shard.Row(entity) != row.Facts)
            {
                return $"the portfolio has {shard?.Row(entity)}, the store {row.Facts}";
            }

            if (row.Facts.RulesVersion < organization.RulesVersion)
            {
                return $"{entity} has facts of rules {row.Facts.RulesVersion}, {organization.RulesVersion} is active";
            }

            var now = world.Faults.Sandbox ? organization.VirtualNow : world.TimeOfDay - SimSilo.MaxSkew;
            if (!row.State.Deleted && row.State.Nodes.FirstOrDefault(n => n.Open && n.DueAt <= now && !row.Lanes.GivenUp.Contains(n.Moment)) is { } open)
            {
                return $"{entity} has not done node {open}";
            }
        }

        return null;
    }

    /// <summary>Everything that only the whole history can show.</summary>
    public void AtRest()
    {
        var total = 0L;
        for (var entity = 0; entity < SimStore.Entities; entity++)
        {
            var row = world.Store.Peek(entity);
            var state = SimState.Empty;
            foreach (var e in world.Store.Commits(entity).SelectMany(c => c.Events))
            {
                state = SimRules.Evolve(state, e);
                total += e.Type == SimEventType.Deposited ? e.Amount : 0;
            }

            total -= row.State.Balance;
            Must(state.Describe() == row.State.Describe(), $"{entity} is {row.State.Describe()}, its events say {state.Describe()}");
            Must(row.Version == world.Store.Commits(entity).Count, $"{entity} is at v{row.Version} after {world.Store.Commits(entity).Count} commits");
            Delivered(entity);
            Must(row.Lanes.GivenUp.All(moment => _dueLetters.Contains((entity, moment))), $"{entity} has given up a moment without a dead letter");
            NoCircle(entity);
        }

        Must(total == 0, $"money is not conserved: {total} of it is gone");
    }

    private void Delivered(int entity)
    {
        for (var to = 0; to < SimStore.Entities; to++)
        {
            foreach (var item in world.Store.Lane(entity, to))
            {
                if (!_outcomes.TryGetValue((entity, to, item.Number), out var outcome))
                {
                    world.Fail($"{item.Id} was never delivered");
                    return;
                }

                var recorded = _recorded.TryGetValue(item.Id, out var at) ? at : LaneOutcome.Applied;
                Must(recorded == outcome, $"{item.Id} was {outcome} at its consumer, {recorded} for its source");
                Must(_deadLetters.Contains(item.Id) == (outcome == LaneOutcome.Skipped), $"{item.Id} was {outcome}, dead letter: {_deadLetters.Contains(item.Id)}");
            }
        }
    }

    private void NoCircle(int entity)
    {
        var hops = 0;
        for (var at = entity; world.Store.Peek(at).State.MergedInto is >= 0 and var next; at = next)
        {
            if (++hops > SimStore.Entities)
            {
                world.Fail($"{entity} is merged in a circle");
                return;
            }
        }
    }
}
