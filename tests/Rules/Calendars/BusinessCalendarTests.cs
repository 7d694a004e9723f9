using System.Globalization;

namespace SalesGrains.Calendars;

public sealed class BusinessCalendarTests
{
    private static readonly BusinessCalendar China = BusinessCalendar.China;

    [Theory]
    [InlineData(2020, 249)]
    [InlineData(2021, 250)]
    [InlineData(2022, 249)]
    [InlineData(2023, 249)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_published_year_has_its_number_of_business_days(int year, int workdays)
    {
        Assert.Equal(YearStatus.Official, China.StatusOf(year));
        Assert.Equal(workdays, China.WorkdaysBetween(new(year - 1, 12, 31), new(year, 12, 31)));
        Assert.Equal(workdays, Days(new(year, 1, 1), new(year, 12, 31)).Count(China.IsWorkday));
    }

    [Theory]
    [InlineData("2020-01-19 2020-02-03 2020-04-26 2020-05-09 2020-06-28 2020-09-27 2020-10-10")]
    [InlineData("2021-02-07 2021-02-20 2021-04-25 2021-05-08 2021-09-18 2021-09-26 2021-10-09")]
    [InlineData("2022-01-29 2022-01-30 2022-04-02 2022-04-24 2022-05-07 2022-10-08 2022-10-09")]
    [InlineData("2023-01-28 2023-01-29 2023-04-23 2023-05-06 2023-06-25 2023-10-07 2023-10-08")]
    [InlineData("2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12")]
    [InlineData("2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11")]
    [InlineData("2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10")]
    public void Make_up_days_are_worked_and_are_all_of_their_year(string days)
    {
        var expected = days.Split(' ').Select(Day).ToList();

        Assert.Equal(expected, Days(new(expected[0].Year, 1, 1), new(expected[0].Year, 12, 31)).Where(d => China.KindOf(d) == DayKind.MakeUp));
        Assert.All(expected, day => Assert.True(China.IsWorkday(day)));
    }

    [Theory]
    [InlineData("2026-02-14", DayKind.MakeUp)]
    [InlineData("2026-02-15", DayKind.Holiday)]
    [InlineData("2026-02-23", DayKind.Holiday)]
    [InlineData("2026-02-24", DayKind.Workday)]
    [InlineData("2026-02-28", DayKind.MakeUp)]
    [InlineData("2026-03-01", DayKind.Weekend)]
    [InlineData("2026-09-25", DayKind.Holiday)]
    [InlineData("2026-09-28", DayKind.Workday)]
    [InlineData("2024-05-01", DayKind.Holiday)]
    [InlineData("2024-05-11", DayKind.MakeUp)]
    [InlineData("2025-10-08", DayKind.Holiday)]
    public void A_day_is_of_its_kind(string day, DayKind kind) => Assert.Equal(kind, China.KindOf(Day(day)));

    [Theory]
    [InlineData("2026-09-21", 5, "2026-09-29")]
    [InlineData("2026-09-24", 10, "2026-10-15")]
    [InlineData("2026-02-13", 5, "2026-02-27")]
    [InlineData("2026-02-13", 1, "2026-02-14")]
    [InlineData("2026-02-14", 1, "2026-02-24")]
    [InlineData("2026-02-15", 1, "2026-02-24")]
    [InlineData("2026-02-18", 0, "2026-02-18")]
    [InlineData("2026-02-24", -1, "2026-02-14")]
    [InlineData("2026-02-18", -1, "2026-02-14")]
    public void Business_days_are_counted_from_the_day_after(string from, int count, string expected) =>
        Assert.Equal(new CountedDay(Day(expected), Provisional: false), China.AddWorkdays(Day(from), count));

    [Theory]
    [InlineData("2026-12-30", 1, false)]
    [InlineData("2026-12-31", 1, true)]
    [InlineData("2026-01-01", 300, true)]
    [InlineData("2019-12-31", 1, true)]
    [InlineData("2031-05-05", 1, true)]
    public void A_count_through_a_year_without_official_calendar_is_provisional(string from, int count, bool provisional) =>
        Assert.Equal(provisional, China.AddWorkdays(Day(from), count).Provisional);

    [Fact]
    public void The_next_year_is_provisional_and_a_later_one_is_missing()
    {
        Assert.Equal(YearStatus.Provisional, China.StatusOf(2027));
        Assert.Equal(YearStatus.Missing, China.StatusOf(2028));
        Assert.Equal(DayKind.Holiday, China.KindOf(new(2027, 2, 6)));
        Assert.Equal(DayKind.Weekend, China.KindOf(new(2028, 1, 1)));
    }

    [Fact]
    public void A_company_override_wins_over_the_statute()
    {
        var company = BusinessCalendar.Create(
            StatutoryYears.China,
            [new(new(2026, 2, 24), DayKind.Holiday, "公司年假"), new(new(2026, 2, 28), DayKind.Weekend, "不调休")],
            version: 2);

        Assert.Equal(new DateOnly(2026, 2, 25), company.AddWorkdays(new(2026, 2, 14), 1).Date);
        Assert.False(company.IsWorkday(new(2026, 2, 28)));
        Assert.Equal(2, company.Version);
        Assert.Contains(company.Differing(2026), day => day.Name == "公司年假");
    }

    [Fact]
    public void Counting_agrees_with_a_loop_over_the_days()
    {
        const ulong start = 20260120;
        var random = new SplitMix64(start);
        for (var i = 0; i < 20_000; i++)
        {
            var from = new DateOnly(2000, 1, 1).AddDays(random.Below(36_000));
            var count = random.Below(521) - 260;

            Assert.True(Loop(from, count) == China.AddWorkdays(from, count).Date, $"from {from:O} count {count}, random start {start}, round {i}");
        }
    }

    [Fact]
    public void Rolling_agrees_with_a_loop_over_the_days()
    {
        foreach (var day in Days(new(2024, 1, 1), new(2026, 12, 31)))
        {
            var (next, previous) = (day, day);
            while (!China.IsWorkday(next))
            {
                next = next.AddDays(1);
            }

            while (!China.IsWorkday(previous))
            {
                previous = previous.AddDays(-1);
            }

            Assert.Equal(next, China.Next(day).Date);
            Assert.Equal(previous, China.Previous(day).Date);
        }
    }

    private static DateOnly Loop(DateOnly day, int count)
    {
        for (var left = Math.Abs(count); left > 0;)
        {
            day = day.AddDays(Math.Sign(count));
            left -= China.IsWorkday(day) ? 1 : 0;
        }

        return day;
    }

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
