using System.Text.Json.Nodes;

namespace SalesGrains.Recipients;

/// <summary>C02 on real silos: a browser that has subscribed is told, and one that has gone is forgotten.</summary>
public sealed class PushTests
{
    [Fact]
    public async Task A_subscribed_browser_gets_the_nudge_with_its_link()
    {
        await using var all = await Reminded.Start(("Channels:PublicAddress", "https://crm.example.com"));
        var push = all.Vendors.Push.Subscribe(all.Vendors.Address, "phone");
        Assert.Null((await all.Recipient("rep-1").Execute(new(new SubscribePush(push, "android"), all.Meta()))).Rejection);

        await all.Nudge("c-1", "rep-1");
        await all.Rest(["rep-1"]);

        var shown = JsonNode.Parse(Assert.Single(all.Vendors.World.Log.Deliveries).Text)!;
        Assert.Equal("https://crm.example.com/contracts/c-1", shown["link"]!.GetValue<string>());
        Assert.Contains("苏州恒岳", shown["body"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(1, shown["badge"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_browser_that_its_push_service_says_is_gone_is_forgotten_and_the_next_channel_is_taken()
    {
        await using var all = await Reminded.Start();
        await all.Reach("rep-1", ("wecom-app", "lijing"));
        var gone = all.Vendors.Push.Subscribe(all.Vendors.Address, "gone");
        Assert.Null((await all.Recipient("rep-1").Execute(new(new SubscribePush(gone, "desktop"), all.Meta()))).Rejection);

        Assert.Null((await all.Recipient("rep-1").Execute(new(new TestChannels("t-1"), all.Meta()))).Rejection);
        await all.Rest(["rep-1"]);

        var view = await all.View("rep-1");
        Assert.Equal(["wecom-app"], view.Channels.Select(channel => channel.Channel));
        Assert.Contains(view.Attempts, attempt => attempt is { Channel: "web-push", State: "refused", Code: "http-410" });
    }
}
