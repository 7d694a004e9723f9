using SalesGrains.Calendars;

namespace SalesGrains.Contracts.Terms;

public sealed class TriggerRulesTests
{
    private static readonly DateOnly Arrived = new(2026, 3, 2);
    private static readonly DateOnly Accepted = new(2026, 5, 20);
    private static readonly TriggerExpr Deemed = new AnyOf([new OnEvent("final-accepted"), new AfterEvent("arrived", 90, "day")]);

    [Fact]
    public void An_event_that_has_not_happened_gives_no_day() => Assert.Null(On(new OnEvent("arrived")));

    [Fact]
    public void The_latest_of_all_counts_once_all_have_happened()
    {
        var both = new AllOf([new OnEvent("arrived"), new OnEvent("final-accepted")]);

        Assert.Null(On(both, ("arrived", Arrived)));
        Assert.Equal(Accepted, On(both, ("arrived", Arrived), ("final-accepted", Accepted)));
    }

    [Fact]
    public void The_earliest_that_is_known_counts()
    {
        Assert.Null(On(Deemed));
        Assert.Equal(Arrived.AddDays(90), On(Deemed, ("arrived", Arrived)));
        Assert.Equal(Accepted, On(Deemed, ("arrived", Arrived), ("final-accepted", Accepted)));
    }

    [Theory]
    [InlineData(15, "workday", 2026, 3, 23)]
    [InlineData(90, "day", 2026, 5, 31)]
    [InlineData(1, "month", 2026, 4, 2)]
    public void A_time_after_an_event_is_counted_in_its_unit(int count, string unit, int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), On(new AfterEvent("arrived", count, unit), ("arrived", Arrived)));

    [Fact]
    public void The_event_that_is_missing_is_named_in_the_order_it_is_written()
    {
        Assert.Equal("final-accepted", TriggerRules.Missing(Deemed, Happened()));
        Assert.Null(TriggerRules.Missing(Deemed, Happened(("arrived", Arrived))));
        Assert.Equal(
            "final-accepted",
            TriggerRules.Missing(new AllOf([new OnEvent("arrived"), new OnEvent("final-accepted")]), Happened(("arrived", Arrived))));
    }

    [Fact]
    public void Depth_counts_levels()
    {
        Assert.Equal(1, TriggerRules.Depth(new OnEvent("signed")));
        Assert.Equal(2, TriggerRules.Depth(Deemed));
        Assert.Equal(3, TriggerRules.Depth(new AllOf([new OnEvent("signed"), Deemed])));
    }

    private static DateOnly? On(TriggerExpr trigger, params (string Event, DateOnly On)[] happened) =>
        TriggerRules.Evaluate(trigger, Happened(happened), BusinessCalendar.China)?.Date;

    private static Func<string, DateOnly?> Happened(params (string Event, DateOnly On)[] happened) =>
        name => happened.Where(one => one.Event == name).Select(one => (DateOnly?)one.On).FirstOrDefault();
}
