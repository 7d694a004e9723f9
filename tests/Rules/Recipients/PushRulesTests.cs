using SalesGrains.Nudges.Channels;
using SalesGrains.Recipients.Sending;

namespace SalesGrains.Recipients;

/// <summary>C02: a browser comes and goes without a word on the other addresses.</summary>
public sealed class PushRulesTests
{
    private const string One = """{"endpoint":"https://fcm.googleapis.com/1","keys":{}}""";
    private const string Other = """{"endpoint":"https://fcm.googleapis.com/2","keys":{}}""";

    [Fact]
    public void The_same_browser_again_changes_nothing()
    {
        var recipient = new Recipient(ChannelKinds.WeComApp);
        Assert.Null(recipient.Entity.Do(new SubscribePush(One, "ios")));
        var before = recipient.State;

        Assert.Null(recipient.Entity.Do(new SubscribePush(One, "ios")));

        Assert.Same(before, recipient.State);
        Assert.Equal([ChannelKinds.WeComApp, ChannelKinds.WebPush], before.Channels.Select(channel => channel.Kind));
    }

    [Theory]
    [InlineData("https://fcm.googleapis.com/1", 0)]
    [InlineData("https://fcm.googleapis.com/2", 1)]
    [InlineData("", 1)]
    public void Only_the_browser_that_is_subscribed_unsubscribes(string endpoint, int left)
    {
        var recipient = new Recipient();
        Assert.Null(recipient.Entity.Do(new SubscribePush(One, "ios")));

        Assert.Null(recipient.Entity.Do(new UnsubscribePush(endpoint)));

        Assert.Equal(left, recipient.State.Channels.Length);
    }

    [Theory]
    [InlineData(ChannelKinds.WebPush, "http-410", One, 2)]
    [InlineData(ChannelKinds.WebPush, "http-404", One, 2)]
    [InlineData(ChannelKinds.WebPush, "http-410", Other, 1)]
    [InlineData(ChannelKinds.WebPush, "address", One, 1)]
    [InlineData(ChannelKinds.WebPush, "host-not-allowed", One, 1)]
    [InlineData(ChannelKinds.WeComApp, "http-410", One, 1)]
    public void An_address_goes_when_its_own_push_service_says_so(string channel, string code, string sentTo, int events)
    {
        var state = new RecipientState { Channels = [new() { Kind = ChannelKinds.WebPush, Address = One }] };
        var attempt = new Attempt { Id = "1", Channel = channel, Address = sentTo };

        Assert.Equal(events, PushRules.Refused(state, attempt, code).Events.Length);
    }
}
