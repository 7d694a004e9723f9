using System.Collections.Immutable;
using System.Globalization;
using SalesGrains.Contracts.Terms;
using SalesGrains.Entities;

namespace SalesGrains.Calendars;

/// <summary>What may become of an organisation's calendar (X15). Pure.</summary>
public static class CalendarRules
{
    /// <summary>Most days of the company's own, and most days of a notice.</summary>
    private const int MostDays = 2_000;
    private const int MostDaysOfYear = 120;

    /// <summary>A notice names days of the turn of the year, too.</summary>
    private const int DaysAround = 7;

    /// <summary>The rules as the entity protocol calls them.</summary>
    public static EntityDefinition<CalendarState, CalendarCommand, CalendarEvent> Definition { get; } = new()
    {
        Initial = new(),
        Decide = Decide,
        Evolve = Evolve,
        Facts = static (_, _) => new PlainFacts(),
        FollowsRules = false,
        StateJson = CalendarJson.Stored.CalendarState,
        EventJson = CalendarJson.Stored.CalendarEvent,
    };

    /// <summary>Decides a command.</summary>
    public static Decision<CalendarEvent> Decide(CalendarState calendar, CalendarCommand command, DecisionContext context) => command switch
    {
        SetCalendarDay set => Set(calendar, set, context),
        ClearCalendarDay clear => calendar.Days.ContainsKey(KeyOf(clear.On)) ? new CalendarDayCleared(clear.On) : new Rejection("calendar-day.not-found"),
        PublishCalendarYear publish => Publish(publish, context),
        _ => new Rejection("command.unknown"),
    };

    /// <summary>What others read of it.</summary>
    public static CompanyCalendar Of(CalendarState calendar) => new(
        calendar.Changes,
        [.. calendar.Days.Select(day => new CompanyDay(DateOnly.ParseExact(day.Key, "O", CultureInfo.InvariantCulture), day.Value.Working, day.Value.Name, day.Value.SetBy, day.Value.SetAt))],
        [
            .. calendar.Years.Select(year => new NoticeYear(
                int.Parse(year.Key, CultureInfo.InvariantCulture),
                [.. year.Value.Days.Select(day => new NoticeDay(day.On, day.Working, day.Name))],
                year.Value.Source,
                year.Value.SetBy,
                year.Value.SetAt)),
        ]);

    /// <summary>The business calendar that follows: what the product knows, years that were entered, the company's own days; the later wins.</summary>
    public static BusinessCalendar Compose(CompanyCalendar company)
    {
        if (company.Changes == 0)
        {
            return BusinessCalendar.China;
        }

        var entered = company.Years.ToDictionary(year => year.Year, year => new StatutoryYear(
            year.Year, YearStatus.Official, [.. year.Days.Select(day => new CalendarDay(day.On, day.Working ? DayKind.MakeUp : DayKind.Holiday, day.Name))]));
        var years = StatutoryYears.China.Where(year => !entered.ContainsKey(year.Year)).Concat(entered.Values).OrderBy(year => year.Year);
        return BusinessCalendar.Create(
            [.. years],
            [.. company.Days.Select(day => new CalendarDay(day.On, KindOf(day.On, day.Working), day.Name))],
            BusinessCalendar.China.Version + company.Changes);
    }

    private static DayKind KindOf(DateOnly on, bool working) => (IsWeekend(on), working) switch
    {
        (true, true) => DayKind.MakeUp,
        (true, false) => DayKind.Weekend,
        (false, true) => DayKind.Workday,
        (false, false) => DayKind.Holiday,
    };

    private static Decision<CalendarEvent> Set(CalendarState calendar, SetCalendarDay set, DecisionContext context)
    {
        var known = calendar.Days.GetValueOrDefault(KeyOf(set.On));
        return set.On < context.Rules.Payments.EarliestDate || set.On > context.Rules.Payments.LatestDate ? new Rejection("date.out-of-range", "/date")
            : DraftRules.Text(set.Name, 60, "calendar-day.name", "/name", required: true) is { } name ? name
            : known is null && calendar.Days.Count >= MostDays ? new Rejection("calendar-day.too-many").With("max", $"{MostDays}")
            : known is not null && known.Working == set.Working && known.Name == set.Name ? Decision<CalendarEvent>.Accept()
            : new CalendarDaySet(set.On, set.Working, set.Name);
    }

    private static Decision<CalendarEvent> Publish(PublishCalendarYear publish, DecisionContext context)
    {
        if (publish.Year < context.Rules.Payments.EarliestDate.Year || publish.Year > context.Rules.Payments.LatestDate.Year)
        {
            return new Rejection("date.out-of-range", "/year");
        }

        if (DraftRules.Text(publish.Source, 200, "calendar-year.source", "/source", required: true) is { } source)
        {
            return source;
        }

        if (publish.Days.Length is 0 or > MostDaysOfYear)
        {
            return new Rejection("calendar-year.days", "/days").With("max", $"{MostDaysOfYear}");
        }

        var (first, last) = (new DateOnly(publish.Year, 1, 1).AddDays(-DaysAround), new DateOnly(publish.Year, 12, 31).AddDays(DaysAround));
        var seen = new HashSet<DateOnly>();
        for (var i = 0; i < publish.Days.Length; i++)
        {
            var day = publish.Days[i];
            var wrong = day.On < first || day.On > last ? new Rejection("calendar-year.day-outside", $"/days/{i}/date")
                : !seen.Add(day.On) ? new Rejection("calendar-year.day-twice", $"/days/{i}/date")
                : day.Working && !IsWeekend(day.On) ? new Rejection("calendar-year.make-up-on-weekday", $"/days/{i}/date")
                : DraftRules.Text(day.Name, 60, "calendar-day.name", $"/days/{i}/name", required: true);
            if (wrong is not null)
            {
                return wrong.With("date", day.On.ToString("O", CultureInfo.InvariantCulture));
            }
        }

        return new CalendarYearPublished(
            publish.Year, [.. publish.Days.OrderBy(day => day.On).Select(day => new NamedDay { On = day.On, Working = day.Working, Name = day.Name })], publish.Source);
    }

    private static CalendarState Evolve(CalendarState calendar, CalendarEvent happened, EventMeta meta)
    {
        var changed = calendar with { Changes = calendar.Changes + 1 };
        return happened switch
        {
            CalendarDaySet e => changed with
            {
                Days = calendar.Days.SetItem(KeyOf(e.On), new() { Working = e.Working, Name = e.Name, SetBy = meta.Actor.Name, SetAt = meta.RecordedAt }),
            },
            CalendarDayCleared e => changed with { Days = calendar.Days.Remove(KeyOf(e.On)) },
            CalendarYearPublished e => changed with
            {
                Years = calendar.Years.SetItem(
                    e.Year.ToString(CultureInfo.InvariantCulture), new() { Days = e.Days, Source = e.Source, SetBy = meta.Actor.Name, SetAt = meta.RecordedAt }),
            },
            _ => calendar,
        };
    }

    private static string KeyOf(DateOnly on) => on.ToString("O", CultureInfo.InvariantCulture);

    private static bool IsWeekend(DateOnly on) => on.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
