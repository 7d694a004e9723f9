using SalesGrains.Calendars;

namespace SalesGrains.Contracts.Terms;

/// <summary>From the day a payment node starts to the day by which it is to be paid (R02; 民法典 art. 201–204). Pure.</summary>
public static class DueDateRules
{
    /// <summary>
    /// The due date. The start day does not count; months end on the corresponding day or the month's last; a day off moves to the next
    /// business day unless the offset says otherwise.
    /// </summary>
    public static CountedDay DueOn(DateOnly startsOn, Offset offset, BusinessCalendar calendar)
    {
        if (offset is { Unit: TermWords.Workday, Count: > 0 })
        {
            return calendar.AddWorkdays(startsOn, offset.Count);
        }

        var counted = offset.Unit switch
        {
            TermWords.Month => startsOn.AddMonths(offset.Count),
            TermWords.MonthEnd => new DateOnly(startsOn.Year, startsOn.Month, 1).AddMonths(offset.Count + 1).AddDays(offset.DaysAfter - 1),
            _ => startsOn.AddDays(offset.Count),
        };
        return offset.Roll switch
        {
            TermWords.RollNone => new(counted, Provisional: false),
            TermWords.RollPrevious => calendar.Previous(counted),
            _ => calendar.Next(counted),
        };
    }

    /// <summary>The day a term starts and the day by which it is to be paid, or null while its trigger has not happened.</summary>
    public static (DateOnly StartsOn, DateOnly DueOn, bool Provisional)? Schedule(
        Term term, Func<string, DateOnly?> happened, BusinessCalendar calendar)
    {
        if (term is not { Trigger: { } trigger, Offset: { } offset } || TriggerRules.Evaluate(trigger, happened, calendar) is not { } start)
        {
            return null;
        }

        var due = DueOn(start.Date, offset, calendar);
        return (start.Date, due.Date, start.Provisional || due.Provisional);
    }
}
