using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Stores;
using SalesGrains.Entities.Telemetry;

namespace SalesGrains.Entities.Delivery;

/// <content>One lane: send, record what was refused or skipped, pass; back off alone.</content>
internal sealed partial class EntityDrain
{
    private async Task Run(Lane lane)
    {
        try
        {
            var attempt = 0;
            while (lane.Items.Count > 0 && !stop.IsCancellationRequested)
            {
                try
                {
                    attempt = await Send(lane) ? 0 : attempt + 1;
                }
                catch (Exception error) when (!stop.IsCancellationRequested)
                {
                    // Unavailable, timed out, rejected by load, unknown: never counted, however often.
                    attempt++;
                    EntityLog.NotDelivered(runtime.Log, self, lane.Consumer, attempt, $"{error.GetType().Name}: {error.Message}");
                }

                if (attempt > 0)
                {
                    await Wait(attempt, lane.Consumer.ToString());
                }
            }
        }
        finally
        {
            lane.Running = false;
        }
    }

    /// <summary>One batch. True when the lane has moved and nothing stands in its way.</summary>
    private async Task<bool> Send(Lane lane)
    {
        var batch = lane.Batch();
        var before = lane.Position.Passed;
        var reply = await grains.GetEntity(lane.Consumer).Deliver(new(self, before, batch));

        // Only what this activation knows to be committed can pass.
        var known = lane.Items.Count == 0 ? before : lane.Items.Last().Item.Number;
        reply = reply.Last > known ? reply with { Last = known, Failed = null } : reply;
        foreach (var exception in OutboxRules.Unrecorded(reply, before))
        {
            await RecordOutcome(lane, lane.Items.First(effect => effect.Item.Number == exception.Number).Item, exception);
        }

        outbox.Move(lane, OutboxRules.After(lane.Position, reply));
        var moved = lane.Position.Passed - before;
        var save = row.Passed(moved);
        if (reply.Failed is { } error && reply.Last == lane.Position.Passed && lane.Items.TryPeek(out var failed))
        {
            EntityLog.EffectFailed(runtime.Log, self, lane.Consumer, failed.Item.EffectId, lane.Position.Failures, error);
            await row.Save(null);
            return false;
        }

        if (save && lane.Items.Count > 0)
        {
            await row.Save(null);
        }

        return moved > 0;
    }

    /// <summary>
    /// The dead letter is written when the consumer answers "skipped", not before: had an earlier try got through after all, it would
    /// answer "applied" and there is none.
    /// </summary>
    private async Task RecordOutcome(Lane lane, LaneItem item, LaneException exception)
    {
        if (exception.Outcome == LaneOutcome.Skipped)
        {
            await Bury(lane, item, lane.Position.Error ?? "skipped");
            EntityMetrics.DeadLetter(self.Kind, "effect");
            EntityLog.DeadLetter(runtime.Log, self, item.EffectId);
        }

        try
        {
            var body = runtime.Effects.Read(item.Payload!);
            await record(new(lane.Consumer, item.EffectId, body, exception.Outcome, exception.Rejection), item);
        }
        catch (EntityFaultException fault)
        {
            // The source's own rules cannot record it: the letter is the record, the lane goes on.
            await Bury(lane, item, fault.Message);
        }
    }

    private async Task Bury(Lane lane, LaneItem item, string error)
    {
        var organization = await runtime.Organizations.Get(self.Org);
        var letter = new DeadLetter(
            self.Org, item.EffectId, self, lane.Consumer, item.Payload, error, organization.At(runtime.Time.GetUtcNow()));
        await runtime.Ask("The dead letter", self, async store =>
        {
            await store.PutDeadLetter(letter);
            return true;
        });
    }
}
