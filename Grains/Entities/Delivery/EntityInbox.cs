using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Protocol;

namespace SalesGrains.Entities.Delivery;

/// <summary>What to do next with a batch: commit a draft, or answer (with the error of the consumer's own code, if there was one).</summary>
internal sealed record InboxStep<TState, TCommand, TEvent>(Draft<TState, TCommand, TEvent>? Draft, string? Failed = null)
    where TState : class
    where TEvent : class;

/// <summary>
/// The consumer's half of a delivery: takes consecutive effects into one commit with the lane's last number, a refusal or a marker
/// into a commit of its own, and stops where the rules fail.
/// </summary>
internal sealed class EntityInbox<TState, TCommand, TEvent>(
    EntityDefinition<TState, TCommand, TEvent> definition, EffectJson json, LaneBatch batch)
    where TState : class
    where TEvent : class
{
    private int most = int.MaxValue;

    /// <summary>The lane where the consumer holds none: empty, or what the source has stored of a forgotten one.</summary>
    public InboxLane Resumed { get; set; } = InboxLane.Empty;

    /// <summary>The next step from what is confirmed. Pure but for the rules that it asks.</summary>
    public InboxStep<TState, TCommand, TEvent> Next(
        Confirmed<TState> confirmed, Func<Actor, Draft<TState, TCommand, TEvent>> start)
    {
        var lane = Lane(confirmed);
        Draft<TState, TCommand, TEvent>? draft = null;
        var taken = 0;
        var length = 0;
        foreach (var item in batch.Items)
        {
            var arrival = InboxRules.Classify(lane, item.Number);
            if (arrival == Arrival.Repeat)
            {
                continue;
            }

            length += item.Payload?.Length ?? 0;
            if (arrival == Arrival.Gap || (draft is not null && (taken >= most || length > CommitLimits.InboxLength)))
            {
                break;
            }

            draft ??= start(item.Actor);
            if (item.Payload is null)
            {
                return taken > 0 ? new(draft) : Alone(draft, lane, item, LaneOutcome.Skipped, null);
            }

            Decision<TEvent> decision;
            try
            {
                var context = draft.Context with { Actor = item.Actor };
                decision = definition.Receive(
                    draft.State, new(batch.Source, item.EffectId, json.Read(item.Payload), item.OccurredAt), context);
                if (decision.Rejection is { } refused)
                {
                    return taken > 0 ? new(draft) : Alone(draft, lane, item, LaneOutcome.Refused, refused);
                }

                if (taken > 0 && draft.Events.Count + decision.Events.Length > CommitLimits.Events)
                {
                    break;
                }

                draft.Add(decision.Events, item.Actor, item.EffectId);
            }
            catch (Exception error)
            {
                if (taken == 0)
                {
                    // What only a newer program knows waits for one; whoever sent it tries again, without end.
                    if (error is NewerRecordException)
                    {
                        throw;
                    }

                    return new(null, $"{error.GetType().Name}: {error.Message}");
                }

                // The draft may hold half of this effect: start over and stop before it.
                most = taken;
                return Next(confirmed, start);
            }

            taken++;
            lane = InboxRules.Take(lane, item.Number, LaneOutcome.Applied, null);
            draft.Lanes = Put(draft.Lanes, lane);
        }

        return new(taken > 0 ? draft : null);
    }

    /// <summary>Fewer effects per commit; false when it was one already.</summary>
    public bool Smaller()
    {
        var was = most;
        most = most > OutboxRules.BatchSize ? OutboxRules.BatchSize / 2 : most / 2;
        most = Math.Max(most, 1);
        return was > 1;
    }

    /// <summary>The answer from what is confirmed.</summary>
    public LaneReply Answer(Confirmed<TState> confirmed, string? failed) => InboxRules.Answer(Lane(confirmed), failed);

    private InboxLane Lane(Confirmed<TState> confirmed) =>
        InboxRules.Forget(confirmed.Lanes.Inbox(batch.Source, Resumed), batch.Passed);

    private InboxStep<TState, TCommand, TEvent> Alone(
        Draft<TState, TCommand, TEvent> draft, InboxLane lane, LaneItem item, LaneOutcome outcome, Rejection? rejection)
    {
        draft.Lanes = Put(draft.Lanes, InboxRules.Take(lane, item.Number, outcome, rejection));
        draft.Rejection = rejection;
        return new(draft);
    }

    private LaneNumbers Put(LaneNumbers lanes, InboxLane lane) =>
        lanes with { In = lanes.In.SetItem(batch.Source.ToString(), lane) };
}
