namespace SalesGrains.RuleSets;

public sealed class RuleTimelineTests
{
    private static readonly DateOnly April = new(2026, 4, 1);

    [Fact]
    public void Without_a_publication_the_products_own_set_holds() =>
        Assert.Same(RuleSet.Default, RuleTimeline.Shipped.On(April));

    [Fact]
    public void A_set_holds_from_its_day_on_and_not_before()
    {
        var timeline = Timeline((2, April.AddDays(10)));

        Assert.Equal((1, 2, 2), (timeline.On(April.AddDays(9)).Version, timeline.On(April.AddDays(10)).Version, timeline.On(DateOnly.MaxValue).Version));
    }

    [Fact]
    public void A_later_publication_takes_the_place_of_those_that_would_begin_on_its_day_or_after()
    {
        var timeline = Timeline((2, April), (3, April.AddDays(20)), (4, April.AddDays(10)));

        Assert.Equal((2, 4, 4), (timeline.On(April.AddDays(9)).Version, timeline.On(April.AddDays(10)).Version, timeline.On(April.AddDays(30)).Version));
        Assert.Equal(
            ["past", "active", "superseded", "scheduled"],
            Enumerable.Range(1, 4).Select(version => timeline.StatusOf(version, April.AddDays(5))));
    }

    [Fact]
    public void What_held_for_a_part_of_its_own_day_is_past()
    {
        var timeline = Timeline((2, April), (3, April));

        Assert.Equal((3, "past", "active"), (timeline.On(April).Version, timeline.StatusOf(2, April), timeline.StatusOf(3, April)));
    }

    [Fact]
    public void The_version_never_falls_from_one_day_to_the_next()
    {
        for (var seed = 1UL; seed <= 500; seed++)
        {
            var random = new SplitMix64(seed);
            var timeline = Timeline([.. Enumerable.Range(2, (int)(random.Next() % 8)).Select(version => (version, April.AddDays((int)(random.Next() % 30))))]);
            var versions = Enumerable.Range(-1, 33).Select(day => timeline.On(April.AddDays(day)).Version).ToArray();

            Assert.True(versions.SequenceEqual(versions.Order()), $"seed {seed}: {string.Join(' ', versions)}");
        }
    }

    private static RuleTimeline Timeline(params (int Version, DateOnly From)[] versions) =>
        new(new(1, [.. versions.Select(version => new RuleSetVersion { Version = version.Version, EffectiveOn = version.From })]));
}
