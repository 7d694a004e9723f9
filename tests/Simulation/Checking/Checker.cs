using System.Collections.Immutable;
using SalesGrains.Boards;
using SalesGrains.Entities;
using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Stores;
using SalesGrains.Machine;
using SalesGrains.Portfolios.Alarms;

namespace SalesGrains.Checking;

/// <summary>Watches every step that the store takes, and says at once when a promise is broken. What only the end can show is in the other part.</summary>
public sealed partial class Checker(World world)
{
    private readonly Dictionary<(int From, int To, long Number), LaneOutcome> _outcomes = [];
    private readonly Dictionary<string, LaneOutcome> _recorded = [];
    private readonly Dictionary<string, int> _definiteErrors = [];
    private readonly HashSet<string> _deadLetters = [];
    private readonly Dictionary<(int Entity, SimMoment Moment), int> _dueErrors = [];
    private readonly HashSet<(int Entity, SimMoment Moment)> _dueLetters = [];
    private readonly HashSet<(int Entity, int Node, int Index)> _fired = [];
    private readonly long[] _acknowledged = new long[SimStore.Entities];
    private (long Clock, int Entity) _lastFired;

    public void DefiniteError(string effectId) => _definiteErrors[effectId] = _definiteErrors.GetValueOrDefault(effectId) + 1;

    public void DueFailed(int entity, IEnumerable<SimMoment> moments)
    {
        foreach (var moment in moments)
        {
            _dueErrors[(entity, moment)] = _dueErrors.GetValueOrDefault((entity, moment)) + 1;
        }
    }

    public void DueLetters(int entity, IEnumerable<SimMoment> moments) => _dueLetters.UnionWith(moments.Select(moment => (entity, moment)));

    /// <summary>A commit is about to become true.</summary>
    public void Committing(SimStored before, SimCommit commit)
    {
        var who = $"{commit.Entity} v{commit.Version}";
        Must(commit.Version == before.Version + 1, $"{who} overwrites v{before.Version}");
        Must(commit.RecordedAt > before.RecordedAt, $"{who} is recorded at {commit.RecordedAt}, not after {before.RecordedAt}");
        Must(commit.ClockVersion >= before.ClockVersion, $"{who} goes back to clock {commit.ClockVersion}");
        var state = before.State;
        foreach (var e in commit.Events)
        {
            state = SimRules.Evolve(state, e);
            Event(before, commit, e, who);
        }

        foreach (var item in commit.Effects)
        {
            Must(item.Number == world.Store.Lane(commit.Entity, item.To).Count + commit.Effects.TakeWhile(i => i != item).Count(i => i.To == item.To) + 1,
                $"{item.Id} bears number {item.Number} out of order");
        }

        Must(commit.State.Balance == state.Balance, $"{who} stores a state that is not the fold of its events");
        foreach (var moment in commit.Lanes.GivenUp.Except(before.Lanes.GivenUp))
        {
            var errors = _dueErrors.GetValueOrDefault((commit.Entity, moment));
            Must(errors >= AlarmQueue.MaxFailures, $"{who} gives up {moment} after {errors} definite errors");
        }

        Command(before, commit, who);
        Outcomes(before, commit, who);
    }

    /// <summary>The consumer has decided; it counts only when it is committed.</summary>
    public void Taking(SimItem item, LaneOutcome outcome) =>
        Must(outcome != LaneOutcome.Skipped || _definiteErrors.GetValueOrDefault(item.Id) >= OutboxRules.MaxFailures,
            $"{item.Id} is skipped after {_definiteErrors.GetValueOrDefault(item.Id)} definite errors");

    public void Advancing(SimStored before, ImmutableDictionary<string, OutboxLane> delivered)
    {
        foreach (var lane in Names.All)
        {
            Must(delivered.GetValueOrDefault(lane, OutboxLane.Empty).Passed >= before.Delivered.GetValueOrDefault(lane, OutboxLane.Empty).Passed,
                $"{before.Facts.Entity} moves lane {lane} back");
        }
    }

    /// <summary>A mark is about to fall.</summary>
    public void Clearing(SimStored before)
    {
        var entity = before.Facts.Entity;
        Must(_acknowledged[entity] >= before.Version, $"{entity} loses its mark at v{before.Version}, its facts are known at v{_acknowledged[entity]}");
        for (var to = 0; to < SimStore.Entities; to++)
        {
            foreach (var item in world.Store.Lane(entity, to))
            {
                Must(_outcomes.TryGetValue((entity, to, item.Number), out var outcome) && (outcome == LaneOutcome.Applied || _recorded.ContainsKey(item.Id)),
                    $"{entity} loses its mark before {item.Id} is delivered and its outcome recorded");
            }
        }
    }

    public void DeadLetter(SimItem item)
    {
        Must(_outcomes.TryGetValue((item.From, item.To, item.Number), out var outcome) && outcome == LaneOutcome.Skipped,
            $"dead letter for {item.Id}, which was {(_outcomes.ContainsKey((item.From, item.To, item.Number)) ? outcome : "not decided")}");
        _deadLetters.Add(item.Id);
    }

    /// <summary>A shard takes facts into its memory.</summary>
    public void Folding(SimPortfolio shard, SimFacts facts)
    {
        Must(!_folded.TryGetValue((shard, facts.Entity), out var known) || facts.Version >= known,
            $"shard {shard.Address.Number} goes back to v{facts.Version} of {facts.Entity}, it had v{known}");
        _folded[(shard, facts.Entity)] = facts.Version;
        _acknowledged[facts.Entity] = Math.Max(_acknowledged[facts.Entity], facts.Version);
    }

    /// <summary>What a shard was answered when it woke an entity.</summary>
    public void Woken(SimFacts before, SimFacts after) =>
        Must(after.Version >= before.Version && (after.Version > before.Version || after.NextDue is not { } next || next > before.NextDue),
            $"{after.Entity} v{before.Version} was woken for {before.NextDue} and answered v{after.Version} with {after.NextDue}");

    /// <summary>A rescan found what no post had told.</summary>
    public void Hole(SimPortfolio shard, SimStored row, bool first, long previous, long bornAt)
    {
        var disturbed = world.Network.Disturbed.GetValueOrDefault(shard.Address, -1);
        Must(first || shard.Address.Generation < world.Store.Organization.Generation || row.PendingAt is not null || disturbed >= bornAt || world.Now - bornAt < 3_000,
            $"shard {shard.Address.Number} has a hole at {row.Facts.Entity} v{row.Version}, unexplained since {previous}");
    }

    private readonly Dictionary<(SimPortfolio Shard, int Entity), long> _folded = [];

    private void Event(SimStored before, SimCommit commit, SimEvent e, string who)
    {
        if (e.Type == SimEventType.Fired)
        {
            var now = world.Faults.Sandbox ? world.Store.Organization.VirtualNow : world.TimeOfDay + SimSilo.MaxSkew + 100;
            Must(e.At <= now, $"{who} fires {e.At - now} ms early");
            Must(_fired.Add((commit.Entity, e.Node, e.Index)), $"{who} fires node {e.Node}.{e.Index} again");
            if (world.Faults.Sandbox)
            {
                Must(commit.ClockVersion == world.Store.Organization.ClockVersion, $"{who} fires by clock {commit.ClockVersion}");
                var order = (world.Store.Organization.ClockVersion, commit.Entity);
                Must(order.CompareTo(_lastFired) >= 0, $"{who} fires out of order in a jump");
                _lastFired = order;
            }
        }
        else if (e.Type is SimEventType.Returned || (e.Type is SimEventType.Opened && e.Amount == 0 && world.Store.Lane(commit.Entity, e.Other).Any(i => i.Id == e.EffectId)))
        {
            var item = world.Store.Lane(commit.Entity, e.Other).First(i => i.Id == e.EffectId);
            Must(_outcomes.TryGetValue((commit.Entity, e.Other, item.Number), out var outcome) && outcome != LaneOutcome.Applied,
                $"{who} takes {item.Id} for undelivered, it was {outcome}");
            Must(_recorded.TryAdd(item.Id, outcome), $"{who} records the outcome of {item.Id} again");
        }

        Must(e.Type != SimEventType.Received || before.State.MergedInto < 0, $"{who} is merged and keeps {e.EffectId}");
    }

    /// <summary>What the commit says about its inbox is what consumers' outcomes are.</summary>
    private void Outcomes(SimStored before, SimCommit commit, string who)
    {
        for (var source = 0; source < SimStore.Entities; source++)
        {
            if (!commit.Lanes.Inbox.TryGetValue(Names.All[source], out var lane))
            {
                continue;
            }

            var decided = _lastTaken.GetValueOrDefault((source, commit.Entity));
            Must(lane.Last >= decided, $"{who} goes back to number {lane.Last} of {source}, it had {decided}");
            _lastTaken[(source, commit.Entity)] = lane.Last;
            for (var number = decided + 1; number <= lane.Last; number++)
            {
                var items = world.Store.Lane(source, commit.Entity);
                if (number > items.Count)
                {
                    world.Fail($"{who} takes number {number} of {source}, which was never committed");
                    return;
                }

                var item = items[(int)number - 1];
                var outcome = lane.Exceptions.FirstOrDefault(e => e.Number == number)?.Outcome ?? LaneOutcome.Applied;
                Must(_outcomes.TryAdd((source, commit.Entity, number), outcome), $"{who} decides {item.Id} again");
                Must(outcome != LaneOutcome.Applied || commit.Events.Any(e => e.EffectId == item.Id), $"{who} counts {item.Id} as applied without its event");
                Must(commit.ClockVersion >= item.ClockVersion, $"{who} takes {item.Id} and stays at an older clock");
            }
        }

        foreach (var e in commit.Events.Where(e => e.Type is SimEventType.Received or SimEventType.Forwarded or SimEventType.Merged))
        {
            Must(_applied.Add((commit.Entity, e.EffectId!)), $"{who} applies {e.EffectId} again");
        }
    }

    private void Must(bool holds, string violation)
    {
        if (!holds)
        {
            world.Fail(violation);
        }
    }
}
