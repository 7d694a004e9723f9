using System.Collections.Immutable;
using SalesGrains.Entities.Protocol;

namespace SalesGrains.Entities.Delivery;

/// <summary>What a source still has to deliver, by consumer, and how far each lane has got. Only confirmed commits come in here.</summary>
internal sealed class Outbox
{
    private readonly Dictionary<string, Lane> lanes = [];
    private DeliveredLanes row = DeliveredLanes.Empty;

    /// <summary>All effects of commits up to this version are here or have passed.</summary>
    public long Known { get; private set; }

    /// <summary>The lanes that have something to deliver.</summary>
    public IEnumerable<Lane> Busy => lanes.Values.Where(lane => lane.Items.Count > 0);

    /// <summary>Number of effects not yet passed.</summary>
    public int Count { get; private set; }

    /// <summary>Takes in what is stored. Positions only move forward, whatever was known before.</summary>
    public void Merge(DeliveredLanes stored)
    {
        row = stored;
        foreach (var (key, position) in stored.Lanes)
        {
            var lane = Of(key);
            Move(lane, OutboxRules.Join(position, lane.Position));
        }
    }

    /// <summary>Nothing is pending up to a version: reading starts after it.</summary>
    public void SkipTo(long version) => Known = Math.Max(Known, version);

    /// <summary>Takes in the effects of the next commit.</summary>
    public void Add(long version, IEnumerable<PendingEffect> effects)
    {
        if (version <= Known)
        {
            return;
        }

        foreach (var effect in effects)
        {
            var lane = Of(effect.To.ToString());
            if (effect.Item.Number > lane.Position.Passed)
            {
                lane.Items.Enqueue(effect);
                Count++;
            }
        }

        Known = version;
    }

    /// <summary>The lane has got to a position: what has passed is dropped.</summary>
    public void Move(Lane lane, OutboxLane position)
    {
        lane.Position = position;
        while (lane.Items.TryPeek(out var first) && first.Item.Number <= position.Passed)
        {
            lane.Items.Dequeue();
            Count--;
        }
    }

    /// <summary>The row as it should be stored now.</summary>
    public DeliveredLanes Row()
    {
        var before = Busy.Select(lane => lane.Items.Peek().Version - 1).DefaultIfEmpty(Known).Min();
        return row with
        {
            Version = Math.Max(row.Version, before),
            Lanes = row.Lanes.SetItems(lanes.Where(lane => lane.Value.Position != OutboxLane.Empty)
                .Select(lane => KeyValuePair.Create(lane.Key, lane.Value.Position))),
        };
    }

    private Lane Of(string consumer)
    {
        if (!lanes.TryGetValue(consumer, out var lane))
        {
            lanes[consumer] = lane = new(EntityKey.Parse(consumer));
        }

        return lane;
    }
}

/// <summary>One lane of a source.</summary>
internal sealed class Lane(EntityKey consumer)
{
    /// <summary>Who takes it.</summary>
    public EntityKey Consumer { get; } = consumer;

    /// <summary>How far it has got.</summary>
    public OutboxLane Position { get; set; } = OutboxLane.Empty;

    /// <summary>What has not passed, in order.</summary>
    public Queue<PendingEffect> Items { get; } = new();

    /// <summary>True while a loop delivers it.</summary>
    public bool Running { get; set; }

    /// <summary>
    /// The next batch. After 8 definite errors the marker goes in the first effect's place, and it goes alone; an effect that has
    /// failed at all is tried alone.
    /// </summary>
    public ImmutableArray<LaneItem> Batch() =>
        OutboxRules.IsDead(Position) ? [Items.Peek().Item with { Payload = null }]
        : [.. Items.Take(Position.Failures > 0 ? 1 : OutboxRules.BatchSize).Select(effect => effect.Item)];
}
