using System.Globalization;
using SalesGrains.Calendars;

namespace SalesGrains.Contracts.Terms;

public sealed class DueDateRulesTests
{
    [Theory]
    [InlineData("2026-09-21", 5, "workday", 0, null, "2026-09-29")]
    [InlineData("2026-09-24", 10, "workday", 0, null, "2026-10-15")]
    [InlineData("2026-02-13", 5, "workday", 0, null, "2026-02-27")]
    [InlineData("2026-09-01", 30, "day", 0, null, "2026-10-08")]
    [InlineData("2026-09-01", 30, "day", 0, "none", "2026-10-01")]
    [InlineData("2026-09-01", 30, "day", 0, "prev", "2026-09-30")]
    [InlineData("2026-01-31", 1, "month", 0, null, "2026-02-28")]
    [InlineData("2024-01-31", 1, "month", 0, "none", "2024-02-29")]
    [InlineData("2026-03-07", 0, "month-end", 25, null, "2026-04-27")]
    [InlineData("2026-03-07", 0, "month-end", 25, "none", "2026-04-25")]
    [InlineData("2026-03-07", 1, "month-end", 0, "none", "2026-04-30")]
    [InlineData("2026-12-31", 0, "month-end", 0, "none", "2026-12-31")]
    [InlineData("2026-02-18", 0, "workday", 0, null, "2026-02-24")]
    [InlineData("2026-02-13", 0, "day", 0, null, "2026-02-13")]
    public void A_due_date_is_counted_from_the_day_after_the_start(
        string start, int count, string unit, int daysAfter, string? roll, string expected) =>
        Assert.Equal(
            Day(expected),
            DueDateRules.DueOn(Day(start), new() { Count = count, Unit = unit, DaysAfter = daysAfter, Roll = roll }, BusinessCalendar.China).Date);

    [Theory]
    [InlineData("2026-12-20", 5, "workday", null, false)]
    [InlineData("2026-12-28", 5, "workday", null, true)]
    [InlineData("2026-12-20", 20, "day", null, true)]
    [InlineData("2026-12-20", 20, "day", "none", false)]
    [InlineData("2026-11-20", 1, "month", null, false)]
    public void A_date_counted_through_a_year_without_official_calendar_is_provisional(string start, int count, string unit, string? roll, bool provisional) =>
        Assert.Equal(
            provisional,
            DueDateRules.DueOn(Day(start), new() { Count = count, Unit = unit, Roll = roll }, BusinessCalendar.China).Provisional);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
