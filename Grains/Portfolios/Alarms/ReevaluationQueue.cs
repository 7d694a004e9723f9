using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Alarms;

/// <summary>
/// Rows whose facts were made by older rules, an older calendar or older code than are active, whenever such a row comes: also one that
/// arrives after all rows were looked at. One that does not get newer steps aside alone, and after a while waits to be asked for again.
/// Pure: knows no Orleans, is told the time.
/// </summary>
/// <param name="configured">The newest facts code of each kind that this program knows.</param>
/// <param name="followNoRules">Kinds that neither rule set nor calendar matters to.</param>
public sealed class ReevaluationQueue(IReadOnlyDictionary<string, int> configured, IReadOnlySet<string> followNoRules)
{
    /// <summary>Tries in vain after which a row waits for <see cref="Revive"/>, or for what is active to change.</summary>
    public const int MaxTries = 8;

    private readonly Dictionary<EntityKey, Older> rows = [];
    private readonly SortedSet<(DateTimeOffset NotBefore, EntityKey Key)> waiting = [];
    private readonly Dictionary<string, int> codes = new(StringComparer.Ordinal);
    private FactsOrigin active;

    /// <summary>Entities being re-evaluated now.</summary>
    public int InFlight { get; private set; }

    /// <summary>Rows that are older than what is active.</summary>
    public int Count => rows.Count;

    /// <summary>Takes in which rule set and calendar are active now.</summary>
    public void Activate(int rules, int calendar, IEnumerable<EntityRow> all)
    {
        if ((active.Rules, active.Calendar) != (rules, calendar))
        {
            active = new(rules, calendar, 0);
            NoteAll(all);
        }
    }

    /// <summary>Takes in a row. Facts of a program that is newer than any seen make the other rows of its kind old.</summary>
    public void Note(EntityRow row, IEnumerable<EntityRow> all)
    {
        var known = Code(row.Key.Kind);
        if (row.Origin.Code > known)
        {
            codes[row.Key.Kind] = row.Origin.Code;
            if (known > 0)
            {
                NoteAll(all.Where(other => other.Key.Kind == row.Key.Kind));
            }
        }

        Note(row);
    }

    /// <summary>The next entity to re-evaluate, which then is in flight until <see cref="Done"/>; null: none now.</summary>
    public EntityKey? Next(DateTimeOffset real, int slots)
    {
        if (InFlight >= slots || waiting.Count == 0 || waiting.Min.NotBefore > real)
        {
            return null;
        }

        var (_, key) = waiting.Min;
        waiting.Remove(waiting.Min);
        rows[key].IsInFlight = true;
        InFlight++;
        return key;
    }

    /// <summary>The entity was asked. When its row is as old as before it is tried again, alone, after a while.</summary>
    /// <param name="row">Its row now.</param>
    /// <param name="notBefore">Chooses the real time of the next try, given how often it was in vain.</param>
    public void Done(EntityRow row, Func<int, DateTimeOffset> notBefore)
    {
        InFlight--;
        if (!rows.TryGetValue(row.Key, out var older))
        {
            return;
        }

        older.IsInFlight = false;
        older.Tries = older.Version == row.Version ? older.Tries + 1 : 0;
        older.Version = row.Version;
        if (!IsOlder(row))
        {
            rows.Remove(row.Key);
        }
        else if (older.Tries < MaxTries)
        {
            Wait(row.Key, older, older.Tries == 0 ? DateTimeOffset.MinValue : notBefore(older.Tries));
        }
    }

    /// <summary>Tries those again that were given up.</summary>
    public void Revive()
    {
        foreach (var (key, older) in rows.Where(row => row.Value is { IsInFlight: false, Tries: >= MaxTries }))
        {
            older.Tries = 0;
            Wait(key, older, DateTimeOffset.MinValue);
        }
    }

    private void NoteAll(IEnumerable<EntityRow> all)
    {
        foreach (var row in all)
        {
            Note(row);
        }
    }

    private void Note(EntityRow row)
    {
        if (rows.TryGetValue(row.Key, out var older))
        {
            if (older.IsInFlight)
            {
                // Its answer decides.
                return;
            }

            waiting.Remove((older.NotBefore, row.Key));
            rows.Remove(row.Key);
        }

        if (IsOlder(row))
        {
            Wait(row.Key, rows[row.Key] = new() { Version = row.Version }, DateTimeOffset.MinValue);
        }
    }

    private void Wait(EntityKey key, Older older, DateTimeOffset notBefore)
    {
        older.NotBefore = notBefore;
        waiting.Add((notBefore, key));
    }

    private bool IsOlder(EntityRow row) => row.Origin.IsOlderThan(
        active with { Code = Code(row.Key.Kind) }, !followNoRules.Contains(row.Key.Kind));

    private int Code(string kind) => Math.Max(codes.GetValueOrDefault(kind), configured.GetValueOrDefault(kind));

    private sealed class Older
    {
        public bool IsInFlight { get; set; }

        public long Version { get; set; }

        public int Tries { get; set; }

        public DateTimeOffset NotBefore { get; set; }
    }
}
