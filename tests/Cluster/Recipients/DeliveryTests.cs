using SalesGrains.Vendors;

namespace SalesGrains.Recipients;

/// <summary>C02, C05, C07, X17 on real silos, with the production clients in front of imitated vendors.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task A_nudge_reaches_its_rep_over_the_first_channel_and_stops_there_when_it_is_seen()
    {
        await using var all = await Reminded.Start();
        await all.Reach("rep-1", ("wecom-app", "lijing"), ("sms-aliyun", "+8613800000001"));

        await all.Nudge("c-1", "rep-1");
        await all.Rest(["rep-1"]);

        var arrived = Assert.Single(all.Vendors.World.Log.Deliveries);
        Assert.Equal(("wecom-app", "lijing"), (arrived.Channel, arrived.To));
        Assert.Contains("苏州恒岳 HT-c-1 全款 ¥100.00", arrived.Text, StringComparison.Ordinal);
        var nudge = Assert.Single((await all.View("rep-1")).Nudges);
        Assert.Equal("wecom-app", nudge.ProvenBy);
        Assert.Equal("green", (await all.View("rep-1")).Channels[0].Light);
    }

    [Fact]
    public async Task Nobody_who_could_not_be_reached_is_given_up_before_the_leader_was_told()
    {
        await using var all = await Reminded.Start();
        await all.Rep("rep-1", "east-1");
        await all.Reach("rep-1", ("wecom-app", "nobody-1"), ("wecom-robot", "gone"));
        await all.Reach("east-1", ("wecom-app", "zhangwei"));

        await all.Nudge("c-1", "rep-1");
        await all.After(4, ["rep-1", "east-1"], 1);

        Assert.True(all.Vendors.World.Log.Deliveries.Count == 1, $"{await all.Story("rep-1")}\n{await all.Story("east-1")}");
        var arrived = all.Vendors.World.Log.Deliveries[0];
        Assert.Equal("zhangwei", arrived.To);
        Assert.Contains("升级", arrived.Text, StringComparison.Ordinal);
        var rep = await all.View("rep-1");
        Assert.Equal("east-1", rep.Nudges.Single().PassedTo);
        Assert.All(rep.Channels, channel => Assert.Equal(("red", "refused"), (channel.Light, channel.Why)));
    }

    [Fact]
    public async Task A_channel_that_hangs_delays_neither_another_one_nor_a_call()
    {
        await using var all = await Reminded.Start();
        await all.Reach("rep-1", ("wecom-app", "lijing"), ("sms-aliyun", "+8613800000001"));
        all.Vendors.World.Faults.Add(new() { Vendor = "wecom", Kind = "hang", Path = "message/send", CarriedOut = false });

        Assert.Null((await all.Recipient("rep-1").Execute(new(new TestChannels("t-1"), all.Meta()))).Rejection);
        await SalesCluster.Eventually(() => all.Vendors.World.Log.Deliveries.Any(one => one.Channel == "sms-aliyun"), "the short message");
        await SalesCluster.Eventually(() => all.Vendors.World.Log.Requests.Any(one => one.Path.EndsWith("message/send", StringComparison.Ordinal)), "the call that hangs");
        Assert.Null((await all.Recipient("rep-1").Execute(new(new ReportDevice(new() { Id = "d-1", Kind = "ios", Permission = "denied" }), all.Meta()))).Rejection);

        var attempts = (await all.View("rep-1")).Attempts;
        Assert.Contains(attempts, attempt => attempt is { Channel: "wecom-app", EndedAt: null });
        Assert.All(attempts, attempt => Assert.Equal("t-1", attempt.TestId));
    }

    [Fact]
    public async Task A_channel_without_settings_says_so_at_once_and_the_next_one_takes_over()
    {
        await using var all = await Reminded.Start();
        await all.Reach("rep-1", ("wecom-robot", "unknown-robot"), ("mail", "li@example.com"));

        await all.Nudge("c-1", "rep-1");
        await all.After(2, ["rep-1"], 1);

        Assert.True(all.Vendors.World.Log.Deliveries.Count == 1, await all.Story("rep-1"));
        Assert.Equal("mail", Assert.Single(all.Vendors.World.Log.Deliveries).Channel);
    }
}
