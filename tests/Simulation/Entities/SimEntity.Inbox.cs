using System.Collections.Immutable;
using SalesGrains.Entities.Protocol;
using SalesGrains.Machine;

namespace SalesGrains.Entities;

/// <content>The consumer's half of a lane.</content>
public sealed partial class SimEntity
{
    /// <summary>Takes numbered effects of one source. Null: unknown.</summary>
    public async Task<LaneReply?> Deliver(SimBatch batch)
    {
        if (!await Begin())
        {
            return null;
        }

        var conflicts = 0;
        for (var i = 0; i < batch.Items.Length;)
        {
            var item = batch.Items[i];
            if (await LaneOf(batch.Source) is not { } lane)
            {
                return null;
            }

            var arrival = InboxRules.Classify(lane, item.Number);
            if (arrival == Arrival.Repeat && !World.Is(Mutant.NoDedupe))
            {
                i++;
                continue;
            }

            if (arrival == Arrival.Gap && !World.Is(Mutant.GapAccepted))
            {
                if (_fresh || World.Is(Mutant.StaleGap))
                {
                    break;
                }

                if (!await Load())
                {
                    return null;
                }

                continue;
            }

            if (!item.Marker && World.Faults.Poisons(item.Id))
            {
                if (!_fresh)
                {
                    // The number may have been taken by another activation: an error is no answer from old memory either.
                    if (!await Load())
                    {
                        return null;
                    }

                    continue;
                }

                World.Checker.DefiniteError(item.Id);
                return Answer(lane, $"consumer {Id} fails at {item.Id}");
            }

            if (!World.Is(Mutant.EffectWithoutClock) && !await Know(item.ClockVersion))
            {
                return null;
            }

            var status = await Take(batch, item, lane);
            if (status == StoreStatus.Unknown || (status != StoreStatus.Ok && (++conflicts > 1 || !await Load())))
            {
                return null;
            }

            i += status == StoreStatus.Ok ? 1 : 0;
        }

        return await LaneOf(batch.Source) is { } now ? Answer(now) : null;
    }

    /// <summary>What was taken of a source; of a forgotten lane, what the source has stored. Null: unknown.</summary>
    private async Task<InboxLane?> LaneOf(int source)
    {
        if (_row!.Lanes.Inbox.TryGetValue(Names.All[source], out var lane))
        {
            return lane;
        }

        return !_row.Lanes.Forgot || World.Is(Mutant.ForgottenIsEmpty) ? InboxLane.Empty
            : await StoredPassed(source) is { } passed ? InboxRules.Resume(passed) : null;
    }

    /// <summary>Another source's lane that may be forgotten in the next commit, now and then.</summary>
    private async Task<int?> Forgettable(int taking)
    {
        var source = World.Random.Below(SimStore.Entities);
        if (source == taking || !World.Random.Chance(0.3) || !_row!.Lanes.Inbox.TryGetValue(Names.All[source], out var lane))
        {
            return null;
        }

        return World.Is(Mutant.ForgetsUnpassed) || (await StoredPassed(source) is { } passed && InboxRules.MayForget(lane, passed)) ? source : null;
    }

    private async Task<long?> StoredPassed(int source)
    {
        var (status, row) = await World.Store.Load(Life, source);
        return status == StoreStatus.Ok ? row!.Delivered.GetValueOrDefault(Names.All[Id], OutboxLane.Empty).Passed : null;
    }

    private LaneReply Answer(InboxLane lane, string? failed = null) => InboxRules.Answer(
        World.Is(Mutant.BlindAcknowledge) ? lane with { Exceptions = [.. lane.Exceptions.Where(e => e.Number == lane.Last && _fresh)] } : lane, failed);

    /// <summary>The effect and its number in one commit; a refusal and a marker are commits of their own.</summary>
    private async Task<StoreStatus> Take(SimBatch batch, SimItem item, InboxLane lane)
    {
        var decision = item.Marker ? new([], null) : SimRules.Receive(
            _row!.State, item, World.Is(Mutant.AbsorbingStaysMergeable), World.Is(Mutant.MergedKeepsEffects));
        var (outcome, rejection) = item.Marker ? (LaneOutcome.Skipped, null)
            : decision.Refused is { } code ? (LaneOutcome.Refused, new Rejection(code))
            : (LaneOutcome.Applied, (Rejection?)null);
        var passed = World.Is(Mutant.ForgetsAtOnce) ? lane.Last : batch.Passed;
        var next = InboxRules.Take(InboxRules.Forget(lane, passed), item.Number, outcome, rejection);
        if (outcome == LaneOutcome.Refused && World.Is(Mutant.RefusalDoesNotMoveLast))
        {
            _row = _row! with { Lanes = _row.Lanes with { Inbox = _row.Lanes.Inbox.SetItem(Names.All[batch.Source], next) } };
            return StoreStatus.Ok;
        }

        World.Checker.Taking(item, outcome);
        if (World.Is(Mutant.NumberApartFromEffect) && outcome == LaneOutcome.Applied)
        {
            var status = await Commit(new(decision.Events));
            return status == StoreStatus.Ok ? await Commit(new([]) { Inbox = (batch.Source, next) }) : status;
        }

        return await Commit(new(decision.Events) { Inbox = (batch.Source, next), Forgotten = await Forgettable(batch.Source) });
    }
}
