using System.Collections.Immutable;
using SalesGrains.Carriage.Machine;
using SalesGrains.Entities;
using SalesGrains.Machine;

namespace SalesGrains.Carriage.Entities;

/// <summary>An entity as it is stored.</summary>
/// <param name="Key">The entity.</param>
/// <param name="State">The fold of its events.</param>
/// <param name="Version">Number of its commits.</param>
/// <param name="RecordedAt">When the last one was made.</param>
/// <param name="Numbers">Last number given per consumer.</param>
/// <param name="Taken">Last number taken per source.</param>
/// <param name="NextDue">When it has to act next.</param>
public sealed record CarriedEntity(
    EntityKey Key,
    object State,
    long Version,
    DateTimeOffset RecordedAt,
    ImmutableDictionary<string, long> Numbers,
    ImmutableDictionary<string, long> Taken,
    DateTimeOffset? NextDue);

/// <summary>An effect in its lane.</summary>
public sealed record LaneItem(EntityKey Source, EntityKey To, long Number, string Id, EffectBody Body, DateTimeOffset OccurredAt);

/// <summary>One atomic step of an entity.</summary>
/// <param name="Before">What it was decided on.</param>
/// <param name="After">What is stored then.</param>
/// <param name="Events">What happened, with the states that each event made.</param>
/// <param name="Effects">What others are told.</param>
/// <param name="Took">The effect that it takes.</param>
public sealed record CarriedCommit(
    CarriedEntity Before, CarriedEntity After, IReadOnlyList<Happened> Events, IReadOnlyList<LaneItem> Effects, LaneItem? Took);

/// <summary>An event, and what it made of the state.</summary>
public sealed record Happened(object Before, object Event, object After, EventMeta Meta);

/// <summary>How a write went.</summary>
public enum Written
{
    Ok, Conflict, Unknown,
}

/// <summary>The store: atomic, conditional, durable; an answer may be lost or come after a minute, and a write may land after it was given up.</summary>
public sealed class CarrierStore(CarrierWorld world)
{
    private readonly SortedDictionary<string, CarriedEntity> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Source, string To), List<LaneItem>> _lanes = [];

    public IEnumerable<CarriedEntity> All => _rows.Values;

    /// <summary>The entity as it is stored; as it begins when nothing is.</summary>
    public CarriedEntity Peek(EntityKey key) => _rows.GetValueOrDefault(key.ToString()) ?? new(
        key, world.Kinds[key.Kind].Initial, 0, DateTimeOffset.MinValue, ImmutableDictionary<string, long>.Empty, ImmutableDictionary<string, long>.Empty, null);

    public IReadOnlyList<LaneItem> Lane(EntityKey source, EntityKey to) => _lanes.GetValueOrDefault((source.ToString(), to.ToString()), []);

    /// <summary>The consumers that have not taken all of this entity's effects.</summary>
    public IEnumerable<string> Undelivered(CarriedEntity row) => row.Numbers
        .Where(lane => _rows.GetValueOrDefault(lane.Key)?.Taken.GetValueOrDefault(row.Key.ToString()) is not { } taken || taken < lane.Value).Select(lane => lane.Key);

    public Task<CarriedEntity?> Load(Life owner, EntityKey key)
    {
        var answer = new TaskCompletionSource<CarriedEntity?>();
        var fails = world.Faults.StoreFails();
        world.At(world.Random.Between(1, 5), owner, () => answer.SetResult(fails ? null : Peek(key)));
        return answer.Task;
    }

    public Task<Written> Commit(Life owner, CarriedCommit commit)
    {
        var answer = new TaskCompletionSource<Written>();
        var random = world.Random;
        if (!world.Faults.StoreFails())
        {
            world.At(random.Between(1, 5), world.Outside, () =>
            {
                var written = Apply(commit);
                world.At(world.Faults.Stall() + random.Between(0, 3), owner, () => answer.SetResult(written));
            });
            return answer.Task;
        }

        // Unknown: not made, made before the caller hears of it, or made after.
        if (random.Chance(0.7))
        {
            world.At(random.Chance(0.5) ? random.Between(1, 5) : random.Between(100, 20_000), world.Outside, () => Apply(commit));
        }

        world.At(random.Between(5, 3_000), owner, () => answer.SetResult(Written.Unknown));
        return answer.Task;
    }

    private Written Apply(CarriedCommit commit)
    {
        var key = commit.After.Key.ToString();
        var row = Peek(commit.After.Key);
        if (row.Version != commit.Before.Version)
        {
            return Written.Conflict;
        }

        world.Checker.Committing(row, commit);
        _rows[key] = commit.After;
        foreach (var item in commit.Effects)
        {
            var lane = (key, item.To.ToString());
            (_lanes.TryGetValue(lane, out var items) ? items : _lanes[lane] = []).Add(item);
        }

        foreach (var c in key)
        {
            world.Note(c);
        }

        world.Note(commit.After.Version);
        world.Say?.Invoke($"{key} v{commit.After.Version} {string.Join(", ", commit.Events.Select(e => e.Event))} {commit.Took?.Id}");
        world.Committed(commit.After);
        return Written.Ok;
    }
}
