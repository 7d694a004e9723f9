namespace SalesGrains.Quality;

/// <summary>What comes next (P12).</summary>
public sealed class NextStepRulesTests
{
    [Theory]
    [InlineData("needs", false, "visit", "budget", true, "quote-in-parts")]
    [InlineData("needs", true, "visit", "budget", true, "show-return")]
    [InlineData(null, false, "visit", "competitor", false, "compare")]
    [InlineData("proposal", true, null, "approval", false, "meet-decider")]
    [InlineData("proposal", true, null, "effect", true, "show-case")]
    [InlineData("contact", false, "call", "timing", false, "agree-later-day")]
    [InlineData("contact", false, "call", "timing", true, "name-person")]
    [InlineData(null, false, "demo", null, true, "create-opportunity")]
    [InlineData("needs", false, "demo", null, true, "send-quotation")]
    [InlineData("needs", true, "demo", null, false, "agree-day")]
    [InlineData("proposal", true, "quoted", null, false, "ask-for-answer")]
    [InlineData("contact", false, "call", null, false, "agree-day")]
    public void What_the_customer_objects_to_comes_first_then_what_was_done_then_the_day(
        string? stage, bool quoted, string? done, string? objection, bool agreed, string code) =>
        Assert.Equal(code, NextStepRules.Suggest(new(stage, quoted, done, objection, agreed, new())).Code);

    [Theory]
    [InlineData("contact", "keep-day")]
    [InlineData("negotiation", "settle-terms")]
    public void Who_has_said_who_and_when_is_told_to_keep_the_day_or_to_settle(string stage, string code)
    {
        var score = new QualityScore { Points = [new() { Code = "person" }] };

        var advice = NextStepRules.Suggest(new(stage, true, "visit", null, true, score));

        Assert.Equal(code, advice.Code);
        Assert.NotEqual("", advice.TextZh);
    }
}
