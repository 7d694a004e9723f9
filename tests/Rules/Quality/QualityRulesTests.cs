using System.Collections.Immutable;
using SalesGrains.RuleSets;

namespace SalesGrains.Quality;

/// <summary>What a follow-up is worth (P09), and why.</summary>
public sealed class QualityRulesTests
{
    private const string Good = "张总担心接口对接不上，预算80万。周五10点我给张总演示，带报价单。";

    [Fact]
    public void Every_reason_names_the_words_that_it_rests_on_and_the_reasons_alone_add_up_to_the_score()
    {
        var score = Score(Good, new(true, true, true), agreed: true);

        Assert.All(score.Points, point => Assert.NotEqual("", point.TextZh));
        Assert.Contains(score.Points, point => point is { Code: "person", Part: "density", Points: 18, Found: "张总", TextZh: "写到了具体的人：张总" });
        Assert.Contains(score.Points, point => point is { Code: "date", Part: "action", Points: 35, Found: "周五" });
        Assert.Contains(score.Points, point => point is { Code: "object", Found: "给张总" });
        var sum = QualityRules.Sum(score.Points, QualityRuleSet.Shipped);
        Assert.Equal((sum.Density, sum.Action, sum.Total, sum.Band), (score.Density, score.Action, score.Total, score.Band));
    }

    [Fact]
    public void The_total_is_sixty_percent_density_and_forty_percent_action()
    {
        ImmutableArray<QualityPoint> points = [Point("density", 50), Point("action", 75)];

        Assert.Equal(60, QualityRules.Sum(points, QualityRuleSet.Shipped).Total);
        Assert.Equal(75, QualityRules.Sum(points, QualityRuleSet.Shipped with { DensityWeight = 0, ActionWeight = 100 }).Total);
        Assert.Equal(54, QualityRules.Sum(points.Add(Point("deduction", -6)), QualityRuleSet.Shipped).Total);
        Assert.Equal(18, QualityRules.Sum(points.Add(Point("doubt", 30)), QualityRuleSet.Shipped).Total);
        Assert.Equal(0, QualityRules.Sum([Point("deduction", -6)], QualityRuleSet.Shipped).Total);
        Assert.Equal((100, 100, 100), Parts(QualityRules.Sum([Point("density", 130), Point("action", 130)], QualityRuleSet.Shipped)));
    }

    [Theory]
    [InlineData(64, "fair")]
    [InlineData(65, "good")]
    [InlineData(20, "fair")]
    [InlineData(19, "poor")]
    public void A_band_begins_at_its_number(int total, string band) =>
        Assert.Equal(band, QualityRules.Sum([Point("density", total), Point("action", total)], QualityRuleSet.Shipped with { GoodFrom = 65, FairFrom = 20 }).Band);

    [Fact]
    public void Ticks_alone_are_worth_something_and_a_day_that_was_agreed_counts_as_the_date()
    {
        var nothing = Score(null, default);
        var ticked = Score(null, new(true, true, true));
        var agreed = Score("", new(true, true, true), agreed: true);

        Assert.Equal((0, 0, 0), Parts(nothing));
        Assert.Empty(nothing.Points);
        Assert.Equal((20, 15, 18), Parts(ticked));
        Assert.Equal((20, 50, 32), Parts(agreed));
        Assert.Contains(agreed.Points, point => point is { Code: "date", Found: null, TextZh: "约定了下次日期" });
    }

    [Theory]
    [InlineData("周五给张总发方案。", "date")]
    [InlineData("周五天气不错。明天心情也好。", "date-soft")]
    [InlineData("下周给张总发方案。", "date-soft")]
    [InlineData("12月3日拜访张总。", "date")]
    [InlineData("十二月三号拜访张总。", "date")]
    [InlineData("12/3拜访张总谈合同。", "date")]
    [InlineData("今天拜访张总谈合同。", null)]
    public void A_day_is_the_next_steps_only_beside_something_to_be_done(string note, string? code) =>
        Assert.Equal(code, Score(note, default).Points.FirstOrDefault(point => point.Code.StartsWith("date", StringComparison.Ordinal))?.Code);

    [Theory]
    [InlineData("张总和李工一起看了现场。", "张总、李工")]
    [InlineData("总经理不在，周经理接待。", "总经理、周经理")]
    [InlineData("采购总监王丽看了现场。", "采购总监")]
    [InlineData("大家总说工作要认真。", null)]
    public void People_are_known_by_surname_and_title_or_by_their_role(string note, string? found) =>
        Assert.Equal(found, Score(note, default).Points.FirstOrDefault(point => point.Code == "person")?.Found);

    [Theory]
    [InlineData("买了三十台设备，共１２０万元。", "三十台、120万元")]
    [InlineData("提了一个想法和一份意见。", null)]
    [InlineData("良率98.6%，停机6天。", "98.6%、6天")]
    public void Numbers_measure_something(string note, string? found) =>
        Assert.Equal(found, Score(note, default).Points.FirstOrDefault(point => point.Code == "number")?.Found);

    [Theory]
    [InlineData("12345", true)]
    [InlineData("张总预算", true)]
    [InlineData("张总预算不够", false)]
    public void Fewer_than_six_letters_say_nothing(string note, bool nothing) => Assert.Equal(nothing, Score(note, default).Total == 0);

    [Fact]
    public void Saying_the_same_again_makes_it_worth_less()
    {
        var once = Score(Good, default);
        var thrice = Score(Good + Good + Good, default);

        Assert.DoesNotContain(once.Points, point => point.Part == "doubt");
        Assert.Contains(thrice.Points, point => point is { Code: "repeated", Part: "doubt", Points: 35 });
        Assert.Equal(once.Total * 35 / 100, thrice.Total);
    }

    [Fact]
    public void A_copy_of_an_earlier_note_keeps_a_fifth_even_with_another_date()
    {
        var first = Score(Good, default);
        var copy = QualityRules.Score(Good.Replace("80万", "90万", StringComparison.Ordinal), default, Context() with { Recent = [first.Fingerprint!] });

        Assert.Contains(copy.Points, point => point is { Code: "copy", Part: "doubt", Points: 20 });
        Assert.Equal(first.Total * 20 / 100, copy.Total);
    }

    [Fact]
    public void The_same_note_has_the_same_score_and_a_very_long_or_strange_one_has_one_too()
    {
        Assert.Equal(Text(Score(Good, default)), Text(Score(Good, default)));
        foreach (var note in new[] { new string('张', 100_000), "\uD83D\uDE00\u0000\u202E", "（）[]{}\\\"", string.Concat(Enumerable.Repeat("张总10万", 1000)) })
        {
            Assert.InRange(Score(note, default).Total, 0, 100);
        }
    }

    [Fact]
    public void A_score_says_which_rules_and_which_lexicon_gave_it()
    {
        var score = QualityRules.Score(Good, default, Context() with { RulesVersion = 7 });

        Assert.Equal((7, 1), (score.RulesVersion, score.LexiconVersion));
    }

    private static QualityContext Context() => new(QualityRuleSet.Shipped, 1, false, []);

    private static QualityScore Score(string? note, QualityTicks ticks, bool agreed = false) => QualityRules.Score(note, ticks, Context() with { DateAgreed = agreed });

    private static QualityPoint Point(string part, int points) => new() { Code = "x", Part = part, Points = points };

    private static (int, int, int) Parts(QualityScore score) => (score.Density, score.Action, score.Total);

    private static string Text(QualityScore score) => System.Text.Json.JsonSerializer.Serialize(score);
}
