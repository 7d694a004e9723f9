using System.Collections.Immutable;

namespace SalesGrains.Entities;

/// <summary>Events, or the reason why not.</summary>
public readonly record struct SimDecision(ImmutableArray<SimEvent> Events, string? Refused)
{
    public static implicit operator SimDecision(string refused) => new([], refused);

    public static implicit operator SimDecision(SimEvent one) => new([one], null);
}

/// <summary>The model's business: pure, as the product's rules are.</summary>
public static class SimRules
{
    /// <summary>Most events in a slice of what is due.</summary>
    public const int Slice = 2;

    /// <summary>Most slices in one call.</summary>
    public const int SlicesPerCall = 2;

    public static SimDecision Decide(SimState state, SimCommand command)
    {
        if (state.Deleted)
        {
            return "entity.deleted";
        }

        if (state.MergedInto >= 0)
        {
            return "entity.merged";
        }

        return command.Operation switch
        {
            SimOperation.Deposit => new SimEvent(SimEventType.Deposited, command.Amount),
            SimOperation.Transfer when state.Balance < command.Amount => "balance.short",
            SimOperation.Transfer => new SimEvent(SimEventType.Sent, command.Amount, command.Other),
            SimOperation.Plan => new SimEvent(SimEventType.Planned, command.Amount, Node: state.Nodes.Length, At: command.At),
            SimOperation.Freeze when state.Frozen => "entity.frozen",
            SimOperation.Freeze => new SimEvent(SimEventType.Froze),
            SimOperation.Thaw when !state.Frozen => "entity.not-frozen",
            SimOperation.Thaw => new SimEvent(SimEventType.Thawed),
            SimOperation.Delete when state.Absorbing >= 0 => "entity.absorbing",
            SimOperation.Delete => new SimEvent(SimEventType.Deleted),
            SimOperation.Absorb when state.Absorbing >= 0 => "entity.absorbing",
            _ => new SimEvent(SimEventType.Absorbing, Other: command.Other),
        };
    }

    public static SimDecision Receive(SimState state, SimItem item, bool mergeableWhileAbsorbing, bool mergedKeeps)
    {
        if (item.Type == SimEffectType.MergeDone)
        {
            return new SimEvent(SimEventType.Opened, item.Amount, item.From, EffectId: item.Id);
        }

        if (state.Deleted)
        {
            return "entity.deleted";
        }

        if (item.Type == SimEffectType.MergeRequest)
        {
            return state.MergedInto >= 0 ? "entity.merged"
                : state.Absorbing >= 0 && !mergeableWhileAbsorbing ? "entity.absorbing"
                : state.Nodes.Any(n => n.Open) ? "entity.has-open-nodes"
                : new SimEvent(SimEventType.Merged, state.Balance, item.From, EffectId: item.Id);
        }

        if (state.MergedInto >= 0 && !mergedKeeps)
        {
            return new SimEvent(SimEventType.Forwarded, item.Amount, state.MergedInto, EffectId: item.Id);
        }

        return state.Frozen && item.Type == SimEffectType.Transfer ? "entity.frozen"
            : new SimEvent(SimEventType.Received, item.Amount, item.From, EffectId: item.Id);
    }

    /// <summary>What the source does when an effect did not take place: the money comes back, an absorbing entity opens.</summary>
    public static SimEvent Undelivered(SimItem item) => item.Type == SimEffectType.MergeRequest
        ? new SimEvent(SimEventType.Opened, 0, item.To, EffectId: item.Id)
        : new SimEvent(SimEventType.Returned, item.Amount, item.To, EffectId: item.Id);

    /// <summary>The next slice of what is due by now, but for moments that were given up or have just failed.</summary>
    public static ImmutableArray<SimEvent> Due(SimState state, long now, Func<SimMoment, bool> leaveOut, bool whetherDoneOrNot = false)
    {
        if (state.Deleted)
        {
            return [];
        }

        var slice = ImmutableArray.CreateBuilder<SimEvent>();
        foreach (var node in state.Nodes.Where(n => n.DueAt <= now && (n.Open || whetherDoneOrNot) && !leaveOut(n.Moment)).OrderBy(n => n.DueAt).ThenBy(n => n.Id))
        {
            for (var index = node.Open ? node.Done : 0; index < node.Total && slice.Count < Slice; index++)
            {
                slice.Add(new SimEvent(SimEventType.Fired, 1, Node: node.Id, Index: index, At: node.DueAt));
            }
        }

        return slice.ToImmutable();
    }

    /// <summary>A newer rule set gives more time: open nodes that have not begun move.</summary>
    public static ImmutableArray<SimEvent> Reevaluate(SimState state, int rules) => state.Deleted ? [] :
    [
        .. state.Nodes.Where(n => n.Open && n.Done == 0 && n.DueAt != DueAt(n.PlannedAt, rules))
            .Select(n => new SimEvent(SimEventType.Moved, Node: n.Id, At: DueAt(n.PlannedAt, rules))),
    ];

    public static long DueAt(long plannedAt, int rules) => plannedAt + (rules - 1) * 150;

    public static SimState Evolve(SimState state, SimEvent e) => e.Type switch
    {
        SimEventType.Deposited or SimEventType.Received or SimEventType.Returned => state with { Balance = state.Balance + e.Amount },
        SimEventType.Sent => state with { Balance = state.Balance - e.Amount },
        SimEventType.Planned => state with { Nodes = state.Nodes.Add(new(e.Node, e.At, e.At, 0, (int)e.Amount)) },
        SimEventType.Fired => state with { Balance = state.Balance - e.Amount, Nodes = With(state, e.Node, n => n with { Done = e.Index + 1 }) },
        SimEventType.Moved => state with { Nodes = With(state, e.Node, n => n with { DueAt = e.At }) },
        SimEventType.Froze => state with { Frozen = true },
        SimEventType.Thawed => state with { Frozen = false },
        SimEventType.Deleted => state with { Deleted = true },
        SimEventType.Absorbing => state with { Absorbing = e.Other },
        SimEventType.Opened => state with { Absorbing = -1, Balance = state.Balance + e.Amount },
        SimEventType.Merged => state with { MergedInto = e.Other, Balance = state.Balance - e.Amount },
        _ => state,
    };

    /// <summary>The effect that an event calls for, or null.</summary>
    public static (int To, SimEffectType Type, long Amount)? Effect(int self, SimEvent e) => e.Type switch
    {
        SimEventType.Sent or SimEventType.Forwarded => (e.Other, SimEffectType.Transfer, e.Amount),
        SimEventType.Fired => ((self + 1 + e.Node % (SimStore.Entities - 1)) % SimStore.Entities, SimEffectType.Nudge, e.Amount),
        SimEventType.Absorbing => (e.Other, SimEffectType.MergeRequest, 0),
        SimEventType.Merged => (e.Other, SimEffectType.MergeDone, e.Amount),
        _ => null,
    };

    /// <summary>The earliest undone moment that was not given up.</summary>
    public static long? NextDue(SimState state, ImmutableHashSet<SimMoment> givenUp, long after = long.MinValue) => state.Deleted ? null
        : state.Nodes.Where(n => n.Open && n.DueAt > after && !givenUp.Contains(n.Moment)).Select(n => (long?)n.DueAt).Min();

    private static ImmutableArray<SimNode> With(SimState state, int node, Func<SimNode, SimNode> change) =>
        state.Nodes.SetItem(node, change(state.Nodes[node]));
}
