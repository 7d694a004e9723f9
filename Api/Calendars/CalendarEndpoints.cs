using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Http;
using SalesGrains.Problems;

namespace SalesGrains.Calendars;

/// <summary>HTTP for the business calendar (X15): what a year looks like, the company's own days, years that the state publishes.</summary>
internal static class CalendarEndpoints
{
    /// <summary>Maps <c>/calendar</c>.</summary>
    public static void MapCalendar(this IEndpointRouteBuilder routes)
    {
        var calendar = routes.MapGroup("/calendar").WithTags("Calendar");
        calendar.MapGet("/", Own).RequireAuthorization(Policies.ReadOrganization);
        calendar.MapGet("/{year:int}", Year).RequireAuthorization(Policies.ReadOrganization);
        calendar.MapPut("/days/{date}", Set).RequireAuthorization(Policies.PublishRules).ProducesCommand();
        calendar.MapDelete("/days/{date}", Clear).RequireAuthorization(Policies.PublishRules).ProducesCommand();
        calendar.MapPut("/years/{year:int}", Publish).RequireAuthorization(Policies.PublishRules).ProducesCommand();
    }

    private static Ok<CalendarYear> Year(int year, Caller caller)
    {
        var limits = caller.Rules.Payments;
        if (year < limits.EarliestDate.Year || year > limits.LatestDate.Year)
        {
            throw Problem.NotFound().ToException();
        }

        var calendar = caller.Organization.Calendar;
        return TypedResults.Ok(new CalendarYear(
            year,
            calendar.StatusOf(year).Name(),
            [.. calendar.Differing(year).Select(day => new CalendarYearDay(day.On, day.Kind.Name(), day.Name))]));
    }

    private static async Task<Ok<OwnCalendar>> Own(Caller caller)
    {
        var company = await Calendar(caller).Published(-1) ?? CompanyCalendar.None;
        return TypedResults.Ok(new OwnCalendar(
            [.. company.Days.Select(day => new OwnDay(day.On, day.Working, day.Name, day.SetBy, day.SetAt))],
            [.. company.Years.Select(year => new OwnYear(year.Year, year.Source, year.SetBy, year.SetAt, [.. year.Days.Select(day => new NoticeDayBody(day.On, day.Working, day.Name))]))]));
    }

    private static Task<IResult> Set(string date, Call<DayChange> call) => Send(call, date, new SetCalendarDay(Day(date), call.Body.Working, call.Body.Name));

    private static Task<IResult> Clear(string date, Call call) => Send(call, date, new ClearCalendarDay(Day(date)));

    private static Task<IResult> Publish(int year, Call<YearNotice> call) => Send(
        call,
        year.ToString(CultureInfo.InvariantCulture),
        new PublishCalendarYear(year, [.. call.Body.Days.Select(day => new NoticeDay(day.Date, day.Working, day.Name))], call.Body.Source));

    private static Task<IResult> Send(Call call, string id, CalendarCommand command) =>
        call.Send(Calendar(call.Caller), id, (calendar, meta) => calendar.Execute(new(command, meta)));

    private static ICalendarGrain Calendar(Caller caller) => caller.Grains.Entity<ICalendarGrain>(CalendarKeys.Id);

    private static DateOnly Day(string date) => DateOnly.TryParseExact(date, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : throw Problem.NotFound().ToException();
}

/// <summary>A year of the business calendar.</summary>
/// <param name="Year">The year.</param>
/// <param name="Status">official, provisional or missing.</param>
/// <param name="Days">The days that differ from Monday to Friday.</param>
internal sealed record CalendarYear(int Year, string Status, IReadOnlyList<CalendarYearDay> Days);

/// <summary>A day that differs from Monday to Friday.</summary>
internal sealed record CalendarYearDay(DateOnly Date, string Kind, string Name);

/// <summary>What the organisation's calendar has of its own.</summary>
/// <param name="Days">Days of the company's own, in order.</param>
/// <param name="Years">Years as the state published them, entered by the organisation.</param>
internal sealed record OwnCalendar(IReadOnlyList<OwnDay> Days, IReadOnlyList<OwnYear> Years);

/// <summary>A day of the company's own.</summary>
internal sealed record OwnDay(DateOnly Date, bool Working, string Name, string SetBy, DateTimeOffset SetAt);

/// <summary>A year that was entered.</summary>
internal sealed record OwnYear(int Year, string Source, string SetBy, DateTimeOffset SetAt, IReadOnlyList<NoticeDayBody> Days);

/// <summary>Whether the company works on a day, and why.</summary>
internal sealed record DayChange(bool Working, string Name);

/// <summary>A year as the state has published it.</summary>
/// <param name="Source">The notice.</param>
/// <param name="Days">Days off, and make-up days on Saturdays and Sundays.</param>
internal sealed record YearNotice(string Source, IReadOnlyList<NoticeDayBody> Days);

/// <summary>A day that a notice names.</summary>
internal sealed record NoticeDayBody(DateOnly Date, bool Working, string Name);
