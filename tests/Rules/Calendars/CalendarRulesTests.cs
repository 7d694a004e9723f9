using System.Collections.Immutable;
using SalesGrains.Entities;

namespace SalesGrains.Calendars;

public sealed class CalendarRulesTests
{
    private readonly TestClock clock = new(2026, 4, 20);
    private readonly PureEntity<CalendarState, CalendarCommand, CalendarEvent> calendar;

    public CalendarRulesTests() => calendar = new(CalendarRules.Definition, CalendarKeys.Of("acme0001"), clock);

    private BusinessCalendar Business => CalendarRules.Compose(CalendarRules.Of(calendar.State));

    [Fact]
    public void Without_a_change_the_calendar_is_the_products_own() => Assert.Same(BusinessCalendar.China, Business);

    [Theory]
    [InlineData("2026-06-13", true, DayKind.MakeUp)] // a Saturday
    [InlineData("2026-06-12", false, DayKind.Holiday)] // a Friday
    [InlineData("2026-10-01", true, DayKind.Workday)] // 国庆节
    [InlineData("2026-10-10", false, DayKind.Weekend)] // a make-up Saturday
    public void A_day_of_the_companys_own_wins_over_the_state_until_it_is_cleared(string date, bool working, DayKind kind)
    {
        var day = DateOnly.Parse(date, null);
        var before = (Business.KindOf(day), Business.Version);

        Assert.Null(calendar.Do(new SetCalendarDay(day, working, "厂庆")));
        Assert.Equal((kind, before.Version + 1), (Business.KindOf(day), Business.Version));
        Assert.Contains(Business.Differing(2026), one => one.On == day && one.Name == "厂庆");

        Assert.Null(calendar.Do(new ClearCalendarDay(day)));
        Assert.Equal((before.Item1, before.Version + 2), (Business.KindOf(day), Business.Version));
        Assert.Equal("calendar-day.not-found", calendar.Do(new ClearCalendarDay(day))?.Code);
        Assert.Equal(calendar.Stored(), calendar.Refolded());
    }

    [Fact]
    public void Saying_the_same_again_changes_nothing()
    {
        Assert.Null(calendar.Do(new SetCalendarDay(new(2026, 6, 12), false, "厂庆")));
        Assert.Null(calendar.Do(new SetCalendarDay(new(2026, 6, 12), false, "厂庆")));

        Assert.Equal(1, calendar.State.Changes);
    }

    [Fact]
    public void A_year_that_the_state_publishes_later_is_official_and_replaces_what_was_known_of_it()
    {
        Assert.Equal(YearStatus.Provisional, Business.StatusOf(2027));
        Assert.Equal(YearStatus.Missing, Business.StatusOf(2028));

        Assert.Null(Publish(2027, (new(2027, 1, 1), false), (new(2027, 1, 2), true)));
        Assert.Null(Publish(2028, (new(2028, 1, 3), false)));

        Assert.Equal((YearStatus.Official, YearStatus.Official), (Business.StatusOf(2027), Business.StatusOf(2028)));
        Assert.Equal((DayKind.Holiday, DayKind.MakeUp, DayKind.Holiday), (Business.KindOf(new(2027, 1, 1)), Business.KindOf(new(2027, 1, 2)), Business.KindOf(new(2028, 1, 3))));
        Assert.Equal(2, Business.Differing(2027).Length);
        Assert.False(Business.AddWorkdays(new(2026, 12, 30), 5).Provisional);
        Assert.Equal(DayKind.Holiday, Business.KindOf(new(2026, 10, 1)));
        Assert.Equal(calendar.Stored(), calendar.Refolded());
    }

    [Theory]
    [InlineData("1999-12-31", "厂庆", "date.out-of-range", "/date")]
    [InlineData("2101-01-01", "厂庆", "date.out-of-range", "/date")]
    [InlineData("2026-06-12", "", "calendar-day.name-missing", "/name")]
    public void A_day_that_cannot_be_is_refused(string date, string name, string code, string field)
    {
        var refused = calendar.Do(new SetCalendarDay(DateOnly.Parse(date, null), false, name));

        Assert.Equal((code, field), (refused?.Code, refused?.Field));
    }

    [Theory]
    [InlineData("2026-12-25", false, null)]
    [InlineData("2026-12-24", false, "calendar-year.day-outside")]
    [InlineData("2028-01-07", false, null)]
    [InlineData("2028-01-08", true, "calendar-year.day-outside")]
    [InlineData("2027-01-04", true, "calendar-year.make-up-on-weekday")]
    [InlineData("2027-01-09", true, null)]
    public void Days_of_a_notice_lie_about_its_year_and_make_up_days_on_weekends(string date, bool working, string? code)
    {
        var refused = Publish(2027, (DateOnly.Parse(date, null), working));

        Assert.Equal((code, code is null ? null : "/days/0/date"), (refused?.Code, refused?.Field));
    }

    [Fact]
    public void A_notice_names_days_each_once_and_its_source()
    {
        Assert.Equal("calendar-year.days", Publish(2027)?.Code);
        Assert.Equal(("calendar-year.day-twice", "/days/1/date"), Publish(2027, (new(2027, 1, 1), false), (new(2027, 1, 1), false)) is { } twice ? (twice.Code, twice.Field) : default);
        Assert.Equal("calendar-year.source-missing", calendar.Do(new PublishCalendarYear(2027, [new(new(2027, 1, 1), false, "元旦")], ""))?.Code);
        Assert.Equal("/year", calendar.Do(new PublishCalendarYear(1999, [new(new(2027, 1, 1), false, "元旦")], "x"))?.Field);
    }

    private Rejection? Publish(int year, params (DateOnly On, bool Working)[] days) =>
        calendar.Do(new PublishCalendarYear(year, [.. days.Select(day => new NoticeDay(day.On, day.Working, "元旦"))], "国办发明电〔2026〕9号"));
}
