using System.Collections.Immutable;

namespace SalesGrains.Calendars;

/// <summary>What people ask of the calendar.</summary>
[GenerateSerializer, Immutable, Alias("calendar-command")]
public abstract record CalendarCommand;

/// <summary>Says of a day whether the company works on it, whatever the state says.</summary>
/// <param name="On">The day.</param>
/// <param name="Working">True: worked, a make-up day when it is a Saturday or Sunday; false: a day off.</param>
/// <param name="Name">Why, 1–60 characters, for example 厂庆.</param>
[GenerateSerializer, Immutable, Alias("set-calendar-day")]
public sealed record SetCalendarDay([property: Id(0)] DateOnly On, [property: Id(1)] bool Working, [property: Id(2)] string Name) : CalendarCommand;

/// <summary>Lets a day be again what the state says of it.</summary>
[GenerateSerializer, Immutable, Alias("clear-calendar-day")]
public sealed record ClearCalendarDay([property: Id(0)] DateOnly On) : CalendarCommand;

/// <summary>Enters a year as the state has published it (国务院办公厅节假日安排); it takes the place of what the product knows of that year.</summary>
/// <param name="Year">The year of the notice.</param>
/// <param name="Days">Days off and make-up days; at most 120, all within a week of the year.</param>
/// <param name="Source">The notice, 1–200 characters, for example 国办发明电〔2026〕7号.</param>
[GenerateSerializer, Immutable, Alias("publish-calendar-year")]
public sealed record PublishCalendarYear([property: Id(0)] int Year, [property: Id(1)] ImmutableArray<NoticeDay> Days, [property: Id(2)] string Source) : CalendarCommand;

/// <summary>A day that a notice names.</summary>
/// <param name="On">The day.</param>
/// <param name="Working">True: a make-up day, a Saturday or Sunday; false: a day off.</param>
/// <param name="Name">For example 春节.</param>
[GenerateSerializer, Immutable, Alias("notice-day")]
public sealed record NoticeDay([property: Id(0)] DateOnly On, [property: Id(1)] bool Working, [property: Id(2)] string Name);

/// <summary>What an organisation has of its own.</summary>
/// <param name="Changes">How often it was changed; rises.</param>
/// <param name="Days">The company's own days, in order.</param>
/// <param name="Years">Years as the state published them, in order.</param>
[GenerateSerializer, Immutable, Alias("company-calendar")]
public sealed record CompanyCalendar(
    [property: Id(0)] int Changes, [property: Id(1)] ImmutableArray<CompanyDay> Days, [property: Id(2)] ImmutableArray<NoticeYear> Years)
{
    /// <summary>Nothing of its own.</summary>
    public static CompanyCalendar None { get; } = new(0, [], []);
}

/// <summary>A day of the company's own.</summary>
/// <param name="On">The day.</param>
/// <param name="Working">True: worked.</param>
/// <param name="Name">Why.</param>
/// <param name="SetBy">Who said so.</param>
/// <param name="SetAt">When.</param>
[GenerateSerializer, Immutable, Alias("company-day")]
public sealed record CompanyDay(
    [property: Id(0)] DateOnly On, [property: Id(1)] bool Working, [property: Id(2)] string Name, [property: Id(3)] string SetBy, [property: Id(4)] DateTimeOffset SetAt);

/// <summary>A year as the state published it, entered by the organisation.</summary>
/// <param name="Year">The year of the notice.</param>
/// <param name="Days">Days off and make-up days.</param>
/// <param name="Source">The notice.</param>
/// <param name="SetBy">Who entered it.</param>
/// <param name="SetAt">When.</param>
[GenerateSerializer, Immutable, Alias("notice-year")]
public sealed record NoticeYear(
    [property: Id(0)] int Year,
    [property: Id(1)] ImmutableArray<NoticeDay> Days,
    [property: Id(2)] string Source,
    [property: Id(3)] string SetBy,
    [property: Id(4)] DateTimeOffset SetAt);
