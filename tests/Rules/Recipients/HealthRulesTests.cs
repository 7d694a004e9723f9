using SalesGrains.RuleSets;
using SalesGrains.Recipients.Sending;

namespace SalesGrains.Recipients;

/// <summary>C05: what a person can rely on.</summary>
public sealed class HealthRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 9, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, 6.99, "amber", "never-confirmed")]
    [InlineData(null, 7.0, "red", "not-confirmed")]
    [InlineData(6.99, 30.0, "green", "confirmed")]
    [InlineData(7.0, 30.0, "red", "not-confirmed")]
    public void A_channel_is_red_after_seven_days_without_a_confirmed_delivery(double? confirmedDaysAgo, double setDaysAgo, string light, string why)
    {
        var channel = new Channel { Kind = "wecom-app", Address = "li", SetAt = Now.AddDays(-setDaysAgo), ConfirmedAt = confirmedDaysAgo is { } days ? Now.AddDays(-days) : null };

        Assert.Equal((light, why), HealthRules.Light(channel, new(), Now, DeliveryRuleSet.Shipped));
    }

    [Theory]
    [InlineData("ios", "ios", "denied", "permission-denied")]
    [InlineData("ios", "desktop", "denied", "confirmed")]
    [InlineData(null, "android", "denied", "permission-denied")]
    [InlineData("ios", "ios", "granted", "confirmed")]
    public void A_push_that_its_device_does_not_show_is_red(string? subscribed, string device, string permission, string why)
    {
        var channel = new Channel { Kind = "web-push", Address = "{}", Device = subscribed, SetAt = Now, ConfirmedAt = Now };
        var recipient = new RecipientState { Devices = [new() { Report = new() { Id = "d-1", Kind = device, Permission = permission }, At = Now }] };

        Assert.Equal(why, HealthRules.Light(channel, recipient, Now, DeliveryRuleSet.Shipped).Why);
    }

    [Fact]
    public void A_refused_address_is_red_whatever_was_confirmed_before()
    {
        var channel = new Channel { Kind = "wecom-app", SetAt = Now, ConfirmedAt = Now, RefusedAt = Now };

        Assert.Equal(("red", "refused"), HealthRules.Light(channel, new(), Now, DeliveryRuleSet.Shipped));
    }
}
