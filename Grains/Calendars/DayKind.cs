namespace SalesGrains.Calendars;

/// <summary>What a day is in the business calendar.</summary>
public enum DayKind : byte
{
    /// <summary>An ordinary business day (工作日).</summary>
    Workday,

    /// <summary>An ordinary Saturday or Sunday (周末).</summary>
    Weekend,

    /// <summary>A day off by statute or by the company (节假日).</summary>
    Holiday,

    /// <summary>A weekend day that is worked instead of another one (调休上班日).</summary>
    MakeUp,
}

/// <summary>How well the calendar of a year is known.</summary>
public enum YearStatus : byte
{
    /// <summary>No data: only weekends are off.</summary>
    Missing,

    /// <summary>Statutory days only; the yearly notice with its make-up days is not published yet.</summary>
    Provisional,

    /// <summary>As published.</summary>
    Official,
}

/// <summary>The names that day kinds and year statuses have on the wire.</summary>
public static class CalendarNames
{
    /// <summary>workday, weekend, holiday or make-up.</summary>
    public static string Name(this DayKind kind) => kind switch
    {
        DayKind.Workday => "workday",
        DayKind.Weekend => "weekend",
        DayKind.Holiday => "holiday",
        _ => "make-up",
    };

    /// <summary>official, provisional or missing.</summary>
    public static string Name(this YearStatus status) => status switch
    {
        YearStatus.Official => "official",
        YearStatus.Provisional => "provisional",
        _ => "missing",
    };
}

/// <summary>A day that differs from Monday to Friday.</summary>
/// <param name="On">The day.</param>
/// <param name="Kind">Holiday, MakeUp, or Workday and Weekend where the company overrides the statute.</param>
/// <param name="Name">Why, for example 春节.</param>
public sealed record CalendarDay(DateOnly On, DayKind Kind, string Name);

/// <summary>A day that was counted to.</summary>
/// <param name="Date">The day.</param>
/// <param name="Provisional">True when it was counted through a year without an official calendar, so that it may still move.</param>
public readonly record struct CountedDay(DateOnly Date, bool Provisional);
