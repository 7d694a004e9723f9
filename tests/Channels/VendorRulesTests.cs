using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels;

/// <summary>The vendors' own rules, which the clients know: tokens, signatures, limits, duplicates and receipts.</summary>
public sealed class VendorRulesTests
{
    [Theory]
    [InlineData(ChannelKinds.WeComApp, "/cgi-bin/gettoken")]
    [InlineData(ChannelKinds.DingTalkWork, "/gettoken")]
    public async Task One_token_serves_many_messages_that_are_sent_at_once(string channel, string path)
    {
        await using var clients = await Clients.Start();

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => clients.Send(channel, text: $"第 {i} 条")));

        Assert.All(results, result => Assert.Equal(SendOutcome.Sent, result.Outcome));
        Assert.Equal((1, 20), (Asked(clients, path), clients.Arrived.Count));
    }

    [Theory]
    [InlineData(ChannelKinds.WeComApp, "/cgi-bin/gettoken")]
    [InlineData(ChannelKinds.DingTalkWork, "/gettoken")]
    public async Task A_token_is_replaced_before_it_ends_and_when_it_ended_early(string channel, string path)
    {
        await using var clients = await Clients.Start();
        await clients.Send(channel, text: "一");
        clients.Clock.Advance(TimeSpan.FromMinutes(114));
        await clients.Send(channel, text: "二");
        Assert.Equal(1, Asked(clients, path));
        clients.Clock.Advance(TimeSpan.FromMinutes(7));
        await clients.Send(channel, text: "三");
        Assert.Equal(2, Asked(clients, path));

        clients.Clock.Advance(TimeSpan.FromMinutes(1));
        clients.Vendors.World.TokensOverAt = clients.Clock.GetUtcNow();
        var result = await clients.Send(channel, text: "四");

        Assert.Equal((SendOutcome.Sent, 3, 4), (result.Outcome, Asked(clients, path), clients.Arrived.Count));
    }

    [Theory]
    [InlineData("40014")]
    [InlineData("42001")]
    public async Task A_token_that_is_refused_again_and_again_is_asked_for_once_more_only(string code)
    {
        await using var clients = await Clients.Start();
        clients.Vendors.World.Faults.Add(new() { Kind = "code", Code = code, Path = "/message/send" });

        var result = await clients.Send(ChannelKinds.WeComApp);

        Assert.Equal((SendOutcome.Failed, code, 2), (result.Outcome, result.Code, Asked(clients, "/message/send")));
    }

    [Theory]
    [InlineData("status", "500", SendOutcome.Failed)]
    [InlineData("html", "", SendOutcome.Failed)]
    [InlineData("code", "-1", SendOutcome.Failed)]
    [InlineData("code", "45009", SendOutcome.Limited)]
    public async Task Without_a_token_nothing_was_sent(string fault, string code, SendOutcome outcome)
    {
        await using var clients = await Clients.Start();
        clients.Vendors.World.Faults.Add(new() { Kind = fault, Code = code, Path = "gettoken", Times = 1 });

        Assert.Equal(outcome, (await clients.Send(ChannelKinds.WeComApp)).Outcome);
        Assert.Equal(SendOutcome.Sent, (await clients.Send(ChannelKinds.WeComApp)).Outcome);
        Assert.Single(clients.Arrived);
    }

    [Fact]
    public async Task WeCom_delivers_the_same_message_to_the_same_person_once()
    {
        await using var clients = await Clients.Start();
        clients.Vendors.World.Faults.Add(new() { Kind = "truncated", Path = "/message/send", Times = 1 });

        Assert.Equal(SendOutcome.Unknown, (await clients.Send(ChannelKinds.WeComApp)).Outcome);
        Assert.Equal(SendOutcome.Sent, (await clients.Send(ChannelKinds.WeComApp)).Outcome);

        Assert.Single(clients.Arrived);
    }

    [Theory]
    [InlineData(ChannelKinds.DingTalkRobot, "310000")]
    [InlineData(ChannelKinds.FeishuRobot, "19021")]
    public async Task A_wrong_secret_is_found_out(string channel, string code)
    {
        await using var clients = await Clients.Start();

        var result = await clients.Send(channel, "forged");

        Assert.Equal((SendOutcome.Failed, code), (result.Outcome, result.Code));
    }

    [Theory]
    [InlineData(ChannelKinds.SmsAliyun, "Channels:AliyunSms:AccessKeySecret", "SignatureDoesNotMatch")]
    [InlineData(ChannelKinds.SmsTencent, "Channels:TencentSms:SecretKey", "AuthFailure.SignatureFailure")]
    [InlineData(ChannelKinds.WeComApp, "Channels:WeCom:Secret", "40001")]
    [InlineData(ChannelKinds.WeComApp, "Channels:WeCom:CorpId", "40013")]
    [InlineData(ChannelKinds.DingTalkWork, "Channels:DingTalk:AppSecret", "40089")]
    public async Task A_wrong_setting_sends_nothing_and_its_code_says_which(string channel, string setting, string code)
    {
        await using var clients = await Clients.Start(changed: (setting, "wrong"));

        var result = await clients.Send(channel);

        Assert.Equal((SendOutcome.Failed, code), (result.Outcome, result.Code));
        Assert.Empty(clients.Arrived);
    }

    [Theory]
    [InlineData(ChannelKinds.DingTalkRobot, 61, SendOutcome.Failed)]
    [InlineData(ChannelKinds.DingTalkRobot, 59, SendOutcome.Sent)]
    [InlineData(ChannelKinds.FeishuRobot, 61, SendOutcome.Failed)]
    [InlineData(ChannelKinds.SmsAliyun, 16, SendOutcome.Failed)]
    [InlineData(ChannelKinds.SmsAliyun, 14, SendOutcome.Sent)]
    [InlineData(ChannelKinds.SmsTencent, 6, SendOutcome.Failed)]
    [InlineData(ChannelKinds.SmsTencent, 4, SendOutcome.Sent)]
    public async Task A_clock_that_is_too_far_off_is_refused_by_who_signs_times(string channel, int minutes, SendOutcome outcome)
    {
        await using var clients = await Clients.Start();
        clients.Vendors.World.Skew = TimeSpan.FromMinutes(minutes);

        Assert.Equal(outcome, (await clients.Send(channel)).Outcome);
    }

    [Theory]
    [InlineData(ChannelKinds.WeComRobot, 20, 1)]
    [InlineData(ChannelKinds.DingTalkRobot, 20, 10)]
    public async Task A_robot_that_is_too_fast_is_limited_until_its_time_is_over(string channel, int most, int minutes)
    {
        await using var clients = await Clients.Start();
        for (var i = 0; i < most; i++)
        {
            Assert.Equal(SendOutcome.Sent, (await clients.Send(channel, text: $"{i}")).Outcome);
        }

        var limited = await clients.Send(channel, text: "one too many");
        Assert.Equal((SendOutcome.Limited, TimeSpan.FromMinutes(minutes)), (limited.Outcome, limited.RetryAfter));
        clients.Clock.Advance(limited.RetryAfter!.Value);

        Assert.Equal(SendOutcome.Sent, (await clients.Send(channel, text: "later")).Outcome);
        Assert.Equal(most + 1, clients.Arrived.Count);
    }

    [Theory]
    [InlineData(ChannelKinds.SmsAliyun, "delivered", SendOutcome.Delivered)]
    [InlineData(ChannelKinds.SmsAliyun, "waiting", SendOutcome.Sent)]
    [InlineData(ChannelKinds.SmsAliyun, "failed", SendOutcome.Failed)]
    [InlineData(ChannelKinds.SmsTencent, "delivered", SendOutcome.Delivered)]
    [InlineData(ChannelKinds.SmsTencent, "waiting", null)]
    [InlineData(ChannelKinds.SmsTencent, "failed", SendOutcome.Failed)]
    [InlineData(ChannelKinds.DingTalkWork, "delivered", SendOutcome.Delivered)]
    [InlineData(ChannelKinds.DingTalkWork, "waiting", null)]
    [InlineData(ChannelKinds.DingTalkWork, "failed", SendOutcome.Failed)]
    [InlineData(ChannelKinds.FeishuRobot, "delivered", null)]
    public async Task A_receipt_says_what_became_of_a_message(string channel, string receipts, SendOutcome? outcome)
    {
        await using var clients = await Clients.Start();
        clients.Vendors.World.Receipts = receipts;
        await clients.Send(channel);

        Assert.Equal(outcome, (await clients.Ask(channel))?.Outcome);
        Assert.Null(await clients.Ask(channel, id: "never-sent"));
    }

    [Theory]
    [InlineData(ChannelKinds.SmsAliyun)]
    [InlineData(ChannelKinds.SmsTencent)]
    public async Task A_text_message_whose_answer_was_lost_is_found_by_its_receipt_even_after_midnight(string channel)
    {
        await using var clients = await Clients.Start(TimeSpan.FromSeconds(20));
        clients.Clock.Advance(TimeSpan.FromHours(14) - TimeSpan.FromMinutes(1)); // 23:59 in China
        clients.Vendors.World.Faults.Add(new() { Kind = "reset", Times = 1 });
        Assert.Equal(SendOutcome.Unknown, (await clients.Send(channel)).Outcome);
        clients.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(SendOutcome.Delivered, (await clients.Ask(channel))?.Outcome);
        Assert.Single(clients.Arrived);
    }

    [Fact]
    public async Task DingTalk_says_success_for_what_it_does_not_deliver_and_the_receipt_tells()
    {
        await using var clients = await Clients.Start();
        await clients.Send(ChannelKinds.DingTalkWork, id: "m1");
        Assert.Equal(SendOutcome.Sent, (await clients.Send(ChannelKinds.DingTalkWork, id: "m2")).Outcome);

        Assert.Equal((SendOutcome.Limited, "forbidden-143106"), await clients.Ask(ChannelKinds.DingTalkWork, id: "m2") is { } told ? (told.Outcome, told.Code) : default);
        Assert.Single(clients.Arrived);
    }

    [Fact]
    public async Task A_long_text_is_cut_before_the_vendor_refuses_it()
    {
        await using var clients = await Clients.Start();

        Assert.All(
            await Task.WhenAll(new[] { ChannelKinds.WeComApp, ChannelKinds.WeComRobot, ChannelKinds.FeishuRobot, ChannelKinds.WebPush }
                .Select(channel => clients.Send(channel, text: new string('催', 10_000)))),
            result => Assert.Equal(SendOutcome.Sent, result.Outcome));
    }

    private static int Asked(Clients clients, string path) => clients.Vendors.World.Log.Requests.Count(request => request.Path.Contains(path, StringComparison.Ordinal));
}
