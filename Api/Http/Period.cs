using SalesGrains.Organizations;
using SalesGrains.Problems;

namespace SalesGrains.Http;

/// <summary>Days that somebody asks about, both included.</summary>
internal readonly record struct Period(DateOnly From, DateOnly To)
{
    private const int MostDays = 366;
    private const int UsualDays = 30;

    /// <summary>What was asked for; what is left out becomes the last 30 days.</summary>
    /// <exception cref="ProblemException">It ends before it begins, or is longer than a year.</exception>
    public static Period Of(DateOnly? from, DateOnly? to, OrganizationSnapshot organization, TimeProvider time)
    {
        var last = to ?? Calendars.LocalTime.DayOf(organization.At(time.GetUtcNow()), organization.Zone);
        var first = from ?? (last.DayNumber < UsualDays ? last : last.AddDays(1 - UsualDays));
        return first > last || last.DayNumber - first.DayNumber >= MostDays
            ? throw new Problem(StatusCodes.Status400BadRequest, "board.period-malformed", "from").ToException()
            : new(first, last);
    }
}
