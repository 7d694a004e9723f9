namespace SalesGrains.RuleSets;

/// <summary>What the numbers of delivery may be.</summary>
public sealed class DeliveryRuleSetRulesTests
{
    [Fact]
    public void What_the_product_ships_can_be_published() => Assert.Null(DeliveryRuleSetRules.Problem(DeliveryRuleSet.Shipped));

    [Theory]
    [InlineData(0, "rules.delivery-wait", "/delivery/ladder/0/waitSeconds")]
    [InlineData(1, null, null)]
    [InlineData(60, null, null)]
    [InlineData(61, "rules.delivery-wait", "/delivery/ladder/0/waitSeconds")]
    public void A_rung_waits_a_minute_at_most(int seconds, string? code, string? field) =>
        Expect(new() { Ladder = [new(["mail"], seconds)] }, code, field);

    [Theory]
    [InlineData("inbox", "rules.delivery-channel")]
    [InlineData("pager", "rules.delivery-channel")]
    [InlineData("mail", null)]
    public void A_rung_names_channels_that_leave_the_house(string channel, string? code) =>
        Expect(new() { Ladder = [new([channel], 10)] }, code, code is null ? null : "/delivery/ladder/0/channels");

    [Fact]
    public void No_channel_stands_on_two_rungs() =>
        Expect(new() { Ladder = [new(["mail"], 10), new(["mail"], 10)] }, "rules.delivery-channel", "/delivery/ladder/1/channels");

    [Theory]
    [InlineData("wecom-robot", 18, 3, null)]
    [InlineData("wecom-robot", 19, 3, "rules.delivery-limit")]
    [InlineData("wecom-robot", 3, 3, "rules.delivery-limit")]
    [InlineData("feishu-robot", 60, 4, null)]
    public void No_limit_comes_near_what_a_robots_vendor_blocks_for(string channel, int perMinute, int burst, string? code) =>
        Expect(new() { Limits = [new(channel, perMinute, burst)] }, code, code is null ? null : "/delivery/limits/0/perMinute");

    [Theory]
    [InlineData(9, "rules.delivery-number")]
    [InlineData(10, null)]
    public void No_short_message_is_repeated_within_ten_minutes(int minutes, string? code) =>
        Expect(new() { SmsRepeatMinutes = minutes }, code, code is null ? null : "/delivery/smsRepeatMinutes");

    private static void Expect(DeliveryRuleSet rules, string? code, string? field)
    {
        var wrong = DeliveryRuleSetRules.Problem(rules);
        Assert.Equal((code, field), (wrong?.Code, wrong?.Field));
    }
}
