using System.Collections.Immutable;
using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Stores;
using SalesGrains.Machine;

namespace SalesGrains.Entities;

/// <summary>
/// The store: atomic, conditional, durable; its answers may be lost, and a write whose answer was given up may still land later.
/// </summary>
public sealed class SimStore(World world)
{
    public const int Entities = 5;

    private readonly Row[] _rows = [.. Enumerable.Range(0, Entities).Select(i => new Row(i))];

    /// <summary>The organisation as it is stored now.</summary>
    public SimOrganization Organization { get; private set; } = new(1, 0, world.TimeOfDay, 1, false);

    /// <summary>For the checker and the end of a run.</summary>
    public SimStored Peek(int entity) => _rows[entity].Stored;

    public IReadOnlyList<SimCommit> Commits(int entity) => _rows[entity].Commits;

    public IReadOnlyList<SimItem> Lane(int source, int consumer) => _rows[source].Lanes[consumer];

    public bool AnyPending => _rows.Any(r => r.Stored.PendingAt is not null);

    public Task<(StoreStatus Status, SimStored? Value)> Load(Life owner, int entity) =>
        Do(owner, () => (StoreStatus.Ok, _rows[entity].Stored));

    public Task<(StoreStatus Status, StoredCommand? Value)> FindCommand(Life owner, int entity, string key) =>
        Do(owner, () => (StoreStatus.Ok, _rows[entity].Keys.GetValueOrDefault(key)));

    public Task<(StoreStatus Status, SimItem[]? Value)> ReadLane(Life owner, int source, int consumer, long after, int take) =>
        Do(owner, () => (StoreStatus.Ok, _rows[source].Lanes[consumer].Skip((int)after).Take(take).ToArray()));

    public Task<(StoreStatus Status, SimOrganization? Value)> ReadOrganization(Life owner) =>
        Do(owner, 0, () => (StoreStatus.Ok, Organization), apart: true);

    /// <summary>A long read: what it gives may be old when it comes.</summary>
    public Task<(StoreStatus Status, SimStored[]? Value)> Scan(Life owner, Func<int, bool> mine) =>
        Do(owner, world.Faults.Active ? world.Random.Between(0, 150) : 0, () => (StoreStatus.Ok, _rows.Where(r => r.Stored.Version > 0 && mine(r.Stored.Facts.Entity)).Select(r => r.Stored).ToArray()));

    /// <summary>Entities whose mark is older than two seconds.</summary>
    public Task<(StoreStatus Status, int[]? Value)> ReadPending(Life owner) =>
        Do(owner, () => (StoreStatus.Ok, _rows.Where(r => r.Stored.PendingAt is not null && world.Now - r.PendingSince >= 2_000).Select(r => r.Stored.Facts.Entity).ToArray()));

    public Task<(StoreStatus Status, object? Value)> Commit(Life owner, SimCommit commit) => Do<object>(owner, () =>
    {
        var row = _rows[commit.Entity];
        if (commit.Key is { } key && row.Keys.TryGetValue(key.CommandKey, out var taken) && !world.Is(Mutant.NoKey)
            && !(world.Is(Mutant.ExpiredKeyIsNew) && key.RecordedAt - taken.RecordedAt > KeyRules.Lifetime))
        {
            return (StoreStatus.KeyTaken, null);
        }

        if (commit.ExpectedEtag is { } expected && expected != row.Stored.Etag)
        {
            return (StoreStatus.Conflict, null);
        }

        if (commit.Key is not null)
        {
            row.Keys[commit.Key.CommandKey] = commit.Key;
        }

        world.Checker.Committing(row.Stored, commit);
        row.PendingSince = row.Stored.PendingAt is null ? world.Now : row.PendingSince;
        row.Stored = row.Stored with
        {
            Etag = row.Stored.Etag + 1,
            Version = commit.Version,
            State = commit.State,
            Lanes = commit.Lanes,
            RecordedAt = commit.RecordedAt,
            Facts = commit.Facts,
            ClockVersion = commit.ClockVersion,
            PendingAt = commit.Version,
        };
        row.Commits.Add(commit);
        foreach (var item in commit.Effects)
        {
            row.Lanes[item.To].Add(item);
        }

        world.Faults.Committed(commit.Entity);
        world.Note(commit.Entity << 20 | (int)commit.Version);
        world.Say?.Invoke($"{commit.Entity} commits v{commit.Version} {string.Join(", ", commit.Events)} {commit.Key?.Outcome.Rejection?.Code}");
        return (StoreStatus.Ok, null);
    });

    /// <summary>A key row by itself: only a mutant writes one.</summary>
    public Task<(StoreStatus Status, object? Value)> PutKey(Life owner, int entity, StoredCommand key) =>
        Do<object>(owner, () => (_rows[entity].Keys.TryAdd(key.CommandKey, key) ? StoreStatus.Ok : StoreStatus.KeyTaken, null));

    /// <summary>Moves "delivered up to", and lets the mark fall if it still bears <paramref name="clearMarkAt"/>.</summary>
    public Task<(StoreStatus Status, SimStored? Value)> Advance(
        Life owner, int entity, long etag, ImmutableDictionary<string, OutboxLane> delivered, long? clearMarkAt) => Do<SimStored>(owner, () =>
    {
        var row = _rows[entity];
        if (etag != row.Stored.DeliveredEtag && !world.Is(Mutant.DeliveredMovesBack))
        {
            return (StoreStatus.Conflict, null);
        }

        world.Checker.Advancing(row.Stored, delivered);
        row.Stored = row.Stored with { Delivered = delivered, DeliveredEtag = row.Stored.DeliveredEtag + 1 };
        if (clearMarkAt is not null && row.Stored.PendingAt is not null && (row.Stored.PendingAt == clearMarkAt || world.Is(Mutant.ClearRaces)))
        {
            ClearMark(entity);
        }

        return (StoreStatus.Ok, row.Stored);
    });

    /// <summary>A mark that falls; on its own only at the hand of a mutant.</summary>
    public void ClearMark(int entity)
    {
        var row = _rows[entity];
        world.Checker.Clearing(row.Stored);
        world.Say?.Invoke($"{entity} mark falls at v{row.Stored.Version}");
        row.Stored = row.Stored with { PendingAt = null };
    }

    public Task<(StoreStatus Status, object? Value)> PutDeadLetter(Life owner, SimItem item) => Do<object>(owner, 0, () =>
    {
        world.Checker.DeadLetter(item);
        return (StoreStatus.Ok, null);
    }, apart: true);

    public Task<(StoreStatus Status, object? Value)> PutDueLetters(Life owner, int entity, IEnumerable<SimMoment> moments) => Do<object>(owner, 0, () =>
    {
        world.Checker.DueLetters(entity, moments);
        return (StoreStatus.Ok, null);
    }, apart: true);

    /// <summary>Changes the organisation at once: by people, who are not part of what is tested.</summary>
    public void Change(Func<SimOrganization, SimOrganization> change)
    {
        Organization = change(Organization);
        world.Say?.Invoke($"organisation {Organization}");
    }

    private Task<(StoreStatus Status, T? Value)> Do<T>(Life owner, Func<(StoreStatus, T?)> apply)
        where T : class => Do(owner, 0, apply);

    private Task<(StoreStatus Status, T? Value)> Do<T>(Life owner, long lasts, Func<(StoreStatus, T?)> apply, bool apart = false)
        where T : class
    {
        var answer = new TaskCompletionSource<(StoreStatus, T?)>();
        var random = world.Random;
        if (!world.Faults.StoreFails(apart))
        {
            world.At(random.Between(1, 3), world.Outside, () =>
            {
                var result = apply();
                world.At(lasts + random.Between(0, 2), owner, () => answer.SetResult(result));
            });
            return answer.Task;
        }

        // Unknown: not applied, applied before the caller hears of it, or applied after.
        if (random.Chance(0.7))
        {
            world.At(random.Chance(0.5) ? random.Between(1, 3) : random.Between(20, 900), world.Outside, () => apply());
        }

        world.At(random.Between(5, 60), owner, () => answer.SetResult((StoreStatus.Unknown, null)));
        return answer.Task;
    }

    private sealed class Row(int entity)
    {
        public SimStored Stored { get; set; } = SimStored.Nothing(entity);

        public long PendingSince { get; set; }

        public List<SimCommit> Commits { get; } = [];

        public Dictionary<string, StoredCommand> Keys { get; } = [];

        public List<SimItem>[] Lanes { get; } = [.. Enumerable.Range(0, Entities).Select(_ => new List<SimItem>())];
    }
}
