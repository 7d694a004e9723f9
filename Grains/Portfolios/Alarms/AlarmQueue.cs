using SalesGrains.Entities;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Alarms;

/// <summary>
/// Which entity to wake next. The earliest due moment goes first; a row that fails steps aside alone and takes only a few of the slots;
/// one that fails for good waits for a person. Pure: knows no Orleans, is told the time.
/// </summary>
public sealed class AlarmQueue
{
    /// <summary>Most entities being woken at once.</summary>
    public const int Slots = 32;

    /// <summary>Most of them that have failed before.</summary>
    public const int RepeatSlots = 8;

    /// <summary>Definite errors after which a due moment is a dead letter.</summary>
    public const int MaxFailures = 8;

    private readonly OrderedRows<EntityRow> ready = new(RowOrders.Alarms);
    private readonly SortedSet<(DateTimeOffset NotBefore, EntityKey Key)> waiting = [];
    private readonly Dictionary<EntityKey, Alarm> alarms = [];
    private int repeats;

    /// <summary>Entities being woken now.</summary>
    public int InFlight { get; private set; }

    /// <summary>Entities whose due moment is a dead letter.</summary>
    public int Buried => alarms.Values.Count(alarm => alarm.IsBuried);

    /// <summary>The earliest moment, of the organisation's time, at which a row that has not failed is due.</summary>
    public DateTimeOffset? FirstDue => ready.First?.NextDue;

    /// <summary>The earliest moment, of real time, at which a row that has failed may be tried again.</summary>
    public DateTimeOffset? FirstRepeat => waiting.Count == 0 ? null : waiting.Min.NotBefore;

    /// <summary>An entity's row is another one now. Another due moment, or another version, forgets what failed before.</summary>
    public void Replace(EntityRow? old, EntityRow row)
    {
        if (old?.NextDue is not null)
        {
            ready.Remove(old);
        }

        if (alarms.TryGetValue(row.Key, out var alarm))
        {
            waiting.Remove((alarm.NotBefore, row.Key));
            if (alarm.IsInFlight)
            {
                // Its answer decides.
                return;
            }

            alarms.Remove(row.Key);
        }

        if (row.NextDue is not null)
        {
            ready.Add(row);
        }
    }

    /// <summary>The next entity to wake, which then is in flight until <see cref="Done"/> or <see cref="Failed"/>; null: none now.</summary>
    /// <param name="index">Where the rows are.</param>
    /// <param name="now">The organisation's time.</param>
    /// <param name="real">Real time.</param>
    public EntityRow? Next(PortfolioIndex index, DateTimeOffset now, DateTimeOffset real)
    {
        if (InFlight >= Slots)
        {
            return null;
        }

        if (repeats < RepeatSlots && waiting.Count > 0 && waiting.Min is var first && first.NotBefore <= real)
        {
            waiting.Remove(first);
            var row = index.Find(first.Key)!;
            Start(row, alarms[first.Key]);
            return row;
        }

        if (ready.First is { } fresh && fresh.NextDue <= now)
        {
            ready.Remove(fresh);
            Start(fresh, alarms[fresh.Key] = new());
            return fresh;
        }

        return null;
    }

    /// <summary>The entity has done what was due; its facts have been folded.</summary>
    public void Done(EntityRow current)
    {
        End(alarms[current.Key]);
        alarms.Remove(current.Key);
        if (current.NextDue is not null)
        {
            ready.Add(current);
        }
    }

    /// <summary>The entity could not be woken, or failed. It is tried again, alone, after a while.</summary>
    /// <param name="current">Its row now.</param>
    /// <param name="definite">True for an error of its own; unavailability never counts.</param>
    /// <param name="notBefore">Chooses the real time of the next try, given how often it has failed in a row.</param>
    /// <returns>True when it has failed so often that its due moment is to become a dead letter.</returns>
    public bool Failed(EntityRow current, bool definite, Func<int, DateTimeOffset> notBefore)
    {
        var alarm = alarms[current.Key];
        End(alarm);
        if (current.NextDue is null || (alarm.DueAt, alarm.Version) != (current.NextDue, current.Version))
        {
            // Something happened to it meanwhile: what failed is over.
            alarms.Remove(current.Key);
            if (current.NextDue is not null)
            {
                ready.Add(current);
            }

            return false;
        }

        alarm.Attempts++;
        alarm.Failures += definite ? 1 : 0;
        alarm.NotBefore = notBefore(alarm.Attempts);
        waiting.Add((alarm.NotBefore, current.Key));
        return alarm.Failures >= MaxFailures;
    }

    /// <summary>The due moment is a dead letter: nobody is woken for it any more, until the entity changes or a person asks.</summary>
    public void Bury(EntityKey key)
    {
        if (alarms.TryGetValue(key, out var alarm) && !alarm.IsInFlight)
        {
            waiting.Remove((alarm.NotBefore, key));
            alarm.IsBuried = true;
        }
    }

    /// <summary>True when the entity's due moment is a dead letter.</summary>
    public bool IsBuried(EntityKey key) => alarms.TryGetValue(key, out var alarm) && alarm.IsBuried;

    /// <summary>Takes one entity out of turn, for whoever wakes one at a time; false when it is in flight or a dead letter.</summary>
    public bool TryTake(EntityRow row)
    {
        if (!alarms.TryGetValue(row.Key, out var alarm))
        {
            alarm = alarms[row.Key] = new();
        }
        else if (alarm.IsInFlight || alarm.IsBuried)
        {
            return false;
        }

        ready.Remove(row);
        waiting.Remove((alarm.NotBefore, row.Key));
        Start(row, alarm);
        return true;
    }

    /// <summary>Tries again at once, as if it had never failed.</summary>
    public void Revive(EntityRow row)
    {
        if (alarms.TryGetValue(row.Key, out var alarm) && !alarm.IsInFlight)
        {
            Replace(row, row);
        }
    }

    private void Start(EntityRow row, Alarm alarm)
    {
        InFlight++;
        alarm.IsInFlight = true;
        alarm.DueAt = row.NextDue;
        alarm.Version = row.Version;
        repeats += alarm.Attempts > 0 ? 1 : 0;
    }

    private void End(Alarm alarm)
    {
        InFlight--;
        alarm.IsInFlight = false;
        repeats -= alarm.Attempts > 0 ? 1 : 0;
    }
}
