using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels;

/// <summary>What each vendor does with a message, and what each fault makes of it: never called sent when it may not have been, nor the other way round.</summary>
public sealed class OutcomeTests
{
    private static readonly string[] Json =
    [
        ChannelKinds.WeComApp, ChannelKinds.WeComRobot, ChannelKinds.DingTalkRobot, ChannelKinds.DingTalkWork, ChannelKinds.FeishuRobot,
        ChannelKinds.SmsAliyun, ChannelKinds.SmsTencent,
    ];

    public static TheoryData<string> All => [.. Json, ChannelKinds.WebPush, ChannelKinds.Mail];

    [Theory, MemberData(nameof(All))]
    public async Task A_message_arrives_once_and_says_what_it_is_about(string channel)
    {
        await using var clients = await Clients.Start();

        var result = await clients.Send(channel);

        Assert.Equal((SendOutcome.Sent, null), (result.Outcome, result.Code));
        var arrived = Assert.Single(clients.Arrived);
        Assert.Equal(channel, arrived.Channel);
        if (channel != ChannelKinds.Mail)
        {
            Assert.Contains("HT-2026-0131", arrived.Text);
            Assert.Contains("第二笔", arrived.Text);
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_message_carries_its_link_as_its_channel_can(string channel)
    {
        await using var clients = await Clients.Start(changed: [("Channels:AliyunSms:Link", "true"), ("Channels:TencentSms:Link", "true")]);

        await clients.Send(channel);

        // A template of short messages holds the host itself. The mail's body is in base64.
        var text = Assert.Single(clients.Arrived).Text;
        if (channel == ChannelKinds.Mail)
        {
            return;
        }

        Assert.Contains(channel is ChannelKinds.SmsAliyun or ChannelKinds.SmsTencent ? "\ncontracts/1" : "https://crm.example.com/contracts/1", text);
    }

    [Theory]
    [InlineData(ChannelKinds.WeComApp, "nobody", "81013")]
    [InlineData(ChannelKinds.WeComApp, "zhangwei|lisi", "address")]
    [InlineData(ChannelKinds.WeComApp, "@all", "address")]
    [InlineData(ChannelKinds.WeComRobot, "gone", "93000")]
    [InlineData(ChannelKinds.WeComRobot, "never-configured", "not-configured")]
    [InlineData(ChannelKinds.DingTalkRobot, "gone", "300001")]
    [InlineData(ChannelKinds.DingTalkWork, "nobody", "33012")]
    [InlineData(ChannelKinds.DingTalkWork, "zhangwei,lisi", "address")]
    [InlineData(ChannelKinds.FeishuRobot, "gone", "19001")]
    [InlineData(ChannelKinds.SmsAliyun, "+8612", "isv.MOBILE_NUMBER_ILLEGAL")]
    [InlineData(ChannelKinds.SmsTencent, "+1555", "InvalidParameterValue.IncorrectPhoneNumber")]
    [InlineData(ChannelKinds.WebPush, "{}", "address")]
    [InlineData(ChannelKinds.WebPush, """{"endpoint":"http://127.0.0.1:1/push/x","keys":{"p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4","auth":"BTBZMqHH6r4Tts7J_aSIgg"}}""", "host-not-allowed")]
    [InlineData(ChannelKinds.Mail, "nobody@example.com", "smtp-550")]
    [InlineData(ChannelKinds.Mail, "<>", "address")]
    public async Task An_address_that_nobody_has_is_refused_for_good(string channel, string address, string code)
    {
        await using var clients = await Clients.Start();

        var result = await clients.Send(channel, address);

        Assert.Equal((SendOutcome.Refused, code), (result.Outcome, result.Code));
        Assert.Empty(clients.Arrived);
    }

    [Fact]
    public async Task A_browser_that_unsubscribed_is_refused_for_good()
    {
        await using var clients = await Clients.Start();

        var result = await clients.Send(ChannelKinds.WebPush, clients.Vendors.Push.Subscribe(clients.Vendors.Address, "gone-phone"));

        Assert.Equal((SendOutcome.Refused, "http-410"), (result.Outcome, result.Code));
    }

    /// <summary>Fault, the vendor's code, outcome, whether the message arrived nevertheless.</summary>
    public static TheoryData<string, string, string, SendOutcome, bool> Faults
    {
        get
        {
            var rows = new TheoryData<string, string, string, SendOutcome, bool>();
            foreach (var channel in Json.Append(ChannelKinds.WebPush))
            {
                rows.Add(channel, "latency", "", SendOutcome.Sent, true);
                rows.Add(channel, "status", "500", SendOutcome.Unknown, false);
                rows.Add(channel, "status", "502", SendOutcome.Unknown, false);
                rows.Add(channel, "status", "503", SendOutcome.Failed, false);
                rows.Add(channel, "status", "429", SendOutcome.Limited, false);
                rows.Add(channel, "status", "302", SendOutcome.Failed, false);
                rows.Add(channel, "status", "403", SendOutcome.Failed, false);
                rows.Add(channel, "html", "", SendOutcome.Unknown, false);
                rows.Add(channel, "hang", "", SendOutcome.Unknown, true);
            }

            foreach (var channel in Json)
            {
                rows.Add(channel, "reset", "", SendOutcome.Unknown, true);
                rows.Add(channel, "truncated", "", SendOutcome.Unknown, true);
            }

            rows.Add(ChannelKinds.WeComApp, "code", "-1", SendOutcome.Failed, false);
            rows.Add(ChannelKinds.WeComApp, "code", "45009", SendOutcome.Limited, false);
            rows.Add(ChannelKinds.WeComApp, "code", "60020", SendOutcome.Failed, false);
            rows.Add(ChannelKinds.WeComApp, "code", "81013", SendOutcome.Refused, false);
            rows.Add(ChannelKinds.WeComRobot, "code", "-1", SendOutcome.Failed, false);
            rows.Add(ChannelKinds.WeComRobot, "code", "93000", SendOutcome.Refused, false);
            rows.Add(ChannelKinds.DingTalkRobot, "code", "-1", SendOutcome.Failed, false);
            rows.Add(ChannelKinds.DingTalkRobot, "code", "130101", SendOutcome.Limited, false);
            rows.Add(ChannelKinds.DingTalkWork, "code", "-1", SendOutcome.Failed, false);
            rows.Add(ChannelKinds.FeishuRobot, "code", "11232", SendOutcome.Limited, false);
            rows.Add(ChannelKinds.FeishuRobot, "code", "19021", SendOutcome.Failed, false);
            rows.Add(ChannelKinds.SmsAliyun, "code", "isv.BUSINESS_LIMIT_CONTROL", SendOutcome.Limited, false);
            rows.Add(ChannelKinds.SmsAliyun, "code", "Throttling.User", SendOutcome.Limited, false);
            rows.Add(ChannelKinds.SmsAliyun, "code", "isp.SYSTEM_ERROR", SendOutcome.Unknown, false);
            rows.Add(ChannelKinds.SmsAliyun, "code", "isv.SMS_SIGNATURE_ILLEGAL", SendOutcome.Failed, false);
            rows.Add(ChannelKinds.SmsTencent, "code", "LimitExceeded.PhoneNumberDailyLimit", SendOutcome.Limited, false);
            rows.Add(ChannelKinds.SmsTencent, "code", "InternalError.Timeout", SendOutcome.Unknown, false);
            rows.Add(ChannelKinds.SmsTencent, "code", "AuthFailure.SignatureFailure", SendOutcome.Failed, false);
            rows.Add(ChannelKinds.Mail, "code", "451", SendOutcome.Limited, false);
            rows.Add(ChannelKinds.Mail, "code", "554", SendOutcome.Failed, false);
            rows.Add(ChannelKinds.Mail, "hang", "", SendOutcome.Unknown, true);
            rows.Add(ChannelKinds.Mail, "reset", "", SendOutcome.Unknown, true);
            return rows;
        }
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task A_fault_is_called_what_it_is(string channel, string fault, string code, SendOutcome outcome, bool arrived)
    {
        await using var clients = await Clients.Start(TimeSpan.FromSeconds(fault == "hang" ? 0.5 : 20));
        clients.Vendors.World.Faults.Add(new() { Kind = fault, Code = code, Milliseconds = 50, Path = channel == ChannelKinds.Mail ? "" : Sending(channel) });

        var result = await clients.Send(channel);

        Assert.Equal(outcome, result.Outcome);
        Assert.Equal(arrived, clients.Arrived.Count == 1);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_vendor_that_is_not_there_has_sent_nothing(string channel)
    {
        await using var clients = await Clients.Start();
        var address = clients.Somebody(channel);
        await clients.Vendors.DisposeAsync();

        var result = await clients.Send(channel, address);

        Assert.Equal((SendOutcome.Failed, "unreachable"), (result.Outcome, result.Code));
    }

    [Fact]
    public async Task A_vendor_that_asks_for_time_is_heard()
    {
        await using var clients = await Clients.Start();
        clients.Vendors.World.Faults.Add(new() { Kind = "status", Code = "429", RetryAfter = 17 });

        Assert.Equal(TimeSpan.FromSeconds(17), (await clients.Send(ChannelKinds.FeishuRobot)).RetryAfter);
    }

    [Fact]
    public async Task A_canceled_call_is_canceled_and_not_called_unknown()
    {
        await using var clients = await Clients.Start();
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => clients.Of(ChannelKinds.WeComRobot).Send(
            new("acme0001", "m1", "east", "t", "x", null, 0), canceled.Token));
    }

    private static string Sending(string channel) => channel switch
    {
        ChannelKinds.WeComApp => "/message/send",
        ChannelKinds.DingTalkWork => "asyncsend",
        _ => "/",
    };
}
