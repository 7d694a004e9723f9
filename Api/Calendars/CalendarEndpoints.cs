using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Problems;

namespace SalesGrains.Calendars;

/// <summary>HTTP for the business calendar.</summary>
internal static class CalendarEndpoints
{
    /// <summary>Maps <c>/calendar/{year}</c>.</summary>
    public static void MapCalendar(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/calendar/{year:int}", Get).WithTags("Calendar").RequireAuthorization(Policies.ReadOrganization);

    private static Ok<CalendarYear> Get(int year, Caller caller)
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
}

/// <summary>A year of the business calendar.</summary>
/// <param name="Year">The year.</param>
/// <param name="Status">official, provisional or missing.</param>
/// <param name="Days">The days that differ from Monday to Friday.</param>
internal sealed record CalendarYear(int Year, string Status, IReadOnlyList<CalendarYearDay> Days);

/// <summary>A day that differs from Monday to Friday.</summary>
internal sealed record CalendarYearDay(DateOnly Date, string Kind, string Name);
