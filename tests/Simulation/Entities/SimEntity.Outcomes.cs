using System.Collections.Immutable;
using SalesGrains.Entities.Protocol;
using SalesGrains.Machine;

namespace SalesGrains.Entities;

/// <content>What the source makes of outcomes: refusals and skips are recorded, dead letters written before.</content>
public sealed partial class SimEntity
{
    /// <summary>Records refusals and skips in a commit, once. True: everything that the reply tells is recorded.</summary>
    private async Task<bool> Record(int consumer, LaneReply reply)
    {
        if (World.Is(Mutant.RefusalNotRecorded))
        {
            return true;
        }

        for (var conflicts = 0; conflicts < 2 && !Closed; conflicts++)
        {
            var open = OutboxRules.Unrecorded(reply, _row!.Lanes.Recorded.GetValueOrDefault(Names.All[consumer]));
            if (World.Is(Mutant.RecordedApartFromCommit))
            {
                open = OutboxRules.Unrecorded(reply, Position(consumer).Passed);
            }

            if (open.IsEmpty)
            {
                return true;
            }

            var items = open.Select(e => World.Store.Lane(Id, consumer)[(int)e.Number - 1]).ToArray();
            if (!World.Is(Mutant.DeadLetterAfterRecord) && !World.Is(Mutant.DeadLetterBeforeMarker) && !await Bury(open, items))
            {
                return false;
            }

            var status = await Commit(new([.. items.Select(SimRules.Undelivered)]) { Recorded = (consumer, open[^1].Number) });
            if (status == StoreStatus.Ok)
            {
                return !World.Is(Mutant.DeadLetterAfterRecord) || await Bury(open, items);
            }

            if (status == StoreStatus.Unknown || !await Load())
            {
                return false;
            }
        }

        return false;
    }

    private async Task<bool> Bury(ImmutableArray<LaneException> outcomes, SimItem[] items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (outcomes[i].Outcome == LaneOutcome.Skipped && (await World.Store.PutDeadLetter(Life, items[i])).Status != StoreStatus.Ok)
            {
                return false;
            }
        }

        return true;
    }
}
