using System.Collections.Immutable;
using SalesGrains.Boards;
using SalesGrains.Entities.Protocol;
using SalesGrains.Machine;

namespace SalesGrains.Entities;

/// <content>The source's half of a lane: drains what is confirmed, records outcomes, lets the mark fall. No command waits for it.</content>
public sealed partial class SimEntity
{
    private readonly bool[] _draining = new bool[SimStore.Entities];
    private ImmutableDictionary<string, OutboxLane> _delivered = ImmutableDictionary<string, OutboxLane>.Empty;
    private long _deliveredEtag;
    private long _factsAcknowledged;
    private SimOrganization? _organization;
    private bool _posting, _advancing, _advanceAgain, _failuresUnwritten;

    /// <summary>The sweeper's call: whatever this activation remembers, the store knows better.</summary>
    public async Task<object?> Ping()
    {
        if (await Begin() && !_fresh && !World.Is(Mutant.StalePing))
        {
            await Load();
        }

        return this;
    }

    private void AdoptLanes(SimStored row)
    {
        foreach (var consumer in Names.All)
        {
            if (row.Delivered.TryGetValue(consumer, out var stored))
            {
                _delivered = _delivered.SetItem(consumer, OutboxRules.Join(stored, _delivered.GetValueOrDefault(consumer, OutboxLane.Empty)));
            }
        }

        _deliveredEtag = Math.Max(_deliveredEtag, row.DeliveredEtag);
        if (row.PendingAt is null)
        {
            // The mark fell for this version: its facts were acknowledged.
            _factsAcknowledged = Math.Max(_factsAcknowledged, row.Version);
        }
    }

    private OutboxLane Position(int consumer) => _delivered.GetValueOrDefault(Names.All[consumer], OutboxLane.Empty);

    private long LastNumber(int consumer) => _row!.Lanes.Numbers.GetValueOrDefault(Names.All[consumer]);

    private void Drain()
    {
        for (var consumer = 0; consumer < SimStore.Entities; consumer++)
        {
            var to = consumer;
            if (!_draining[to] && Position(to).Passed < LastNumber(to))
            {
                _draining[to] = true;
                World.Start(() => DrainLane(to));
            }
        }

        if (!_posting && _factsAcknowledged < _row!.Version)
        {
            _posting = true;
            World.Start(PostFacts);
        }
    }

    private async Task DrainLane(int consumer)
    {
        for (var tries = 0; !Closed && Position(consumer).Passed < LastNumber(consumer);)
        {
            var before = Position(consumer);
            var (status, items) = await World.Store.ReadLane(Life, Id, consumer, before.Passed, OutboxRules.BatchSize);
            if (status == StoreStatus.Ok && items!.Length > 0)
            {
                await Send(consumer, before, items);
            }

            if (Position(consumer).Passed == before.Passed)
            {
                await World.Delay(Life, Position(consumer).Failures > before.Failures ? 60 : Backoff(tries++));
            }
        }

        _draining[consumer] = false;
        Advance();
    }

    /// <summary>A marker alone; else everything, in two batches that are on their way at once and may overtake each other.</summary>
    private async Task Send(int consumer, OutboxLane lane, SimItem[] items)
    {
        if (OutboxRules.IsDead(lane) && !World.Is(Mutant.NeverSkips))
        {
            if (World.Is(Mutant.DeadLetterBeforeMarker))
            {
                await World.Store.PutDeadLetter(Life, items[0]);
            }

            await Send(consumer, new SimBatch(Id, lane.Passed, [items[0] with { Marker = true }]));
            return;
        }

        var half = World.Random.Below(items.Length);
        var first = half == 0 ? Task.CompletedTask : Send(consumer, new SimBatch(Id, lane.Passed, [.. items[..half]]));
        await Send(consumer, new SimBatch(Id, lane.Passed, [.. items[half..]]));
        await first;
    }

    private async Task Send(int consumer, SimBatch batch)
    {
        var reply = await World.Network.Call<SimEntity, LaneReply>(Life, Address.Entity(consumer), c => c.Deliver(batch));
        if (World.Is(Mutant.WriteThenPublish))
        {
            reply ??= new(batch.Items[^1].Number, []);
        }

        if (reply is null)
        {
            if (World.Is(Mutant.UnavailableIsATry))
            {
                Move(consumer, OutboxRules.Fail(Position(consumer), "unavailable"));
            }

            return;
        }

        if (World.Is(Mutant.PassedBeforeRecorded))
        {
            Move(consumer, OutboxRules.Pass(Position(consumer), reply.Last));
            Advance(evenSo: true);
        }

        if (await Turn(() => Record(consumer, reply)))
        {
            Move(consumer, OutboxRules.After(Position(consumer), reply));
            if (Position(consumer).Failures > 0)
            {
                _failuresUnwritten = true;
                Advance();
            }
        }
    }

    private void Move(int consumer, OutboxLane to) => _delivered = _delivered.SetItem(Names.All[consumer], to);

    /// <summary>A mutant's way to send: at once, what nobody has confirmed or kept.</summary>
    private void Ship(ImmutableArray<SimItem> items)
    {
        foreach (var item in items)
        {
            World.Network.Call<SimEntity, LaneReply>(Life, Address.Entity(item.To), c => c.Deliver(new(Id, 0, [item])));
        }
    }
}
