using SalesGrains.Calendars;

namespace SalesGrains.Contracts.Terms;

/// <summary>When a payment node starts (R02). Pure.</summary>
public static class TriggerRules
{
    /// <summary>The day an expression comes to, or null while what it waits for has not happened.</summary>
    /// <param name="trigger">The expression.</param>
    /// <param name="happened">The day of each event; null: not yet.</param>
    /// <param name="calendar">Counts business days.</param>
    public static CountedDay? Evaluate(TriggerExpr trigger, Func<string, DateOnly?> happened, BusinessCalendar calendar) => trigger switch
    {
        OnDate date => new CountedDay(date.On, Provisional: false),
        OnEvent on => happened(on.Event) is { } day ? new CountedDay(day, Provisional: false) : null,
        AfterEvent after => happened(after.Event) is { } day ? After(day, after.Count, after.Unit, calendar) : null,
        AllOf all => Latest(all, happened, calendar),
        AnyOf any => Earliest(any, happened, calendar),
        _ => null,
    };

    /// <summary>The first event that an expression still waits for, in the order it is written; null when it has come to a day.</summary>
    public static string? Missing(TriggerExpr trigger, Func<string, DateOnly?> happened) => trigger switch
    {
        OnEvent on => happened(on.Event) is null ? on.Event : null,
        AfterEvent after => happened(after.Event) is null ? after.Event : null,
        AllOf all => all.Of.Select(part => Missing(part, happened)).FirstOrDefault(missing => missing is not null),
        AnyOf any => any.Of.Any(part => Missing(part, happened) is null) ? null : any.Of.Select(part => Missing(part, happened)).FirstOrDefault(),
        _ => null,
    };

    /// <summary>True when no day can come before the event: the expression waits for it in every case.</summary>
    public static bool Requires(TriggerExpr trigger, string name) => trigger switch
    {
        OnEvent on => on.Event == name,
        AfterEvent after => after.Event == name,
        AllOf all => all.Of.Any(part => Requires(part, name)),
        AnyOf any => !any.Of.IsEmpty && any.Of.All(part => Requires(part, name)),
        _ => false,
    };

    /// <summary>Levels of an expression; an event or a date is one.</summary>
    public static int Depth(TriggerExpr? trigger) => trigger switch
    {
        AllOf { Of: { IsDefaultOrEmpty: false } of } => 1 + of.Max(Depth),
        AnyOf { Of: { IsDefaultOrEmpty: false } of } => 1 + of.Max(Depth),
        _ => 1,
    };

    private static CountedDay After(DateOnly day, int count, string unit, BusinessCalendar calendar) => unit switch
    {
        TermWords.Workday => calendar.AddWorkdays(day, count),
        TermWords.Month => new(day.AddMonths(count), Provisional: false),
        _ => new(day.AddDays(count), Provisional: false),
    };

    private static CountedDay? Latest(AllOf all, Func<string, DateOnly?> happened, BusinessCalendar calendar)
    {
        CountedDay? latest = null;
        foreach (var part in all.Of)
        {
            if (Evaluate(part, happened, calendar) is not { } day)
            {
                return null;
            }

            latest = latest is { } so && so.Date >= day.Date ? so : day;
        }

        return latest;
    }

    private static CountedDay? Earliest(AnyOf any, Func<string, DateOnly?> happened, BusinessCalendar calendar)
    {
        CountedDay? earliest = null;
        foreach (var part in any.Of)
        {
            if (Evaluate(part, happened, calendar) is { } day && !(earliest is { } so && so.Date <= day.Date))
            {
                earliest = day;
            }
        }

        return earliest;
    }
}
