using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SalesGrains.Channels.Http;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels;

/// <summary>Settings of channels: what has none is not there, and nothing is sent to a place that nobody configured.</summary>
public sealed class ChannelOptionsTests
{
    [Fact]
    public void Without_settings_there_is_no_channel() => Assert.Empty(Senders([]));

    [Theory]
    [InlineData("Channels:WeCom:Secret", "s", ChannelKinds.WeComApp)]
    [InlineData("Channels:WeCom:Robots:销售群", "k", ChannelKinds.WeComRobot)]
    [InlineData("Channels:DingTalk:Robots:east:Token", "t", ChannelKinds.DingTalkRobot)]
    [InlineData("Channels:DingTalk:AppKey", "k", ChannelKinds.DingTalkWork)]
    [InlineData("Channels:Feishu:Robots:east:Token", "t", ChannelKinds.FeishuRobot)]
    [InlineData("Channels:AliyunSms:AccessKeyId", "k", ChannelKinds.SmsAliyun)]
    [InlineData("Channels:TencentSms:SecretId", "k", ChannelKinds.SmsTencent)]
    [InlineData("Channels:WebPush:Subject", "mailto:it@example.com", ChannelKinds.WebPush)]
    [InlineData("Channels:Mail:Host", "mail.example.com", ChannelKinds.Mail)]
    [InlineData("Channels:Organizations:acme0001:Mail:Host", "mail.example.com", ChannelKinds.Mail)]
    public void A_channel_with_settings_is_registered(string name, string value, string channel) =>
        Assert.Equal(channel, Assert.Single(Senders(new() { [name] = value })).Channel);

    [Theory]
    [InlineData("https://proxy.example.com", true)]
    [InlineData("http://127.0.0.1:8090", true)]
    [InlineData("http://[::1]:8090", true)]
    [InlineData("http://qyapi.weixin.qq.com", false)]
    [InlineData("ftp://127.0.0.1", false)]
    public void Secrets_go_over_https_or_stay_on_this_machine(string address, bool allowed)
    {
        var wrong = Record.Exception(() => Read(new() { ["Channels:WeCom:BaseUrl"] = address, ["Channels:WeCom:Secret"] = "geheim" }));

        Assert.Equal(allowed, wrong is null);
        Assert.DoesNotContain("geheim", wrong?.Message ?? "");
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("mail.example.com", false)]
    public void Mail_is_not_encrypted_on_this_machine_only(string host, bool allowed) =>
        Assert.Equal(allowed, Record.Exception(() => Read(new() { ["Channels:Mail:Host"] = host, ["Channels:Mail:Tls"] = "false" })) is null);

    [Fact]
    public void An_organisation_has_its_own_vendor_before_the_common_one()
    {
        var options = Read(new() { ["Channels:Mail:Host"] = "common", ["Channels:Organizations:acme0001:Mail:Host"] = "own" });

        Assert.Equal("own", options.Of("acme0001", all => all.Mail)?.Host);
        Assert.Equal("common", options.Of("acme0002", all => all.Mail)?.Host);
        Assert.Null(options.Of("acme0001", all => all.Feishu));
    }

    [Theory]
    [InlineData("https://fcm.googleapis.com/send/1", true)]
    [InlineData("https://wns2-am3p.notify.windows.com/w/1", true)]
    [InlineData("https://notify.windows.com/w/1", false)]
    [InlineData("https://evilnotify.windows.com.example.org/", false)]
    [InlineData("https://fcm.googleapis.com:8443/send/1", false)]
    [InlineData("https://fcm.googleapis.com@169.254.169.254/", false)]
    [InlineData("https://user@fcm.googleapis.com/", false)]
    [InlineData("http://fcm.googleapis.com/send/1", false)]
    [InlineData("http://127.0.0.1:8090/", false)]
    [InlineData("https://169.254.169.254/latest/meta-data", false)]
    public void A_subscription_leads_to_push_services_only(string endpoint, bool allowed) =>
        Assert.Equal(allowed, AllowedHosts.Of([.. WebPushSettings.UsualHosts])(new(endpoint)));

    [Theory]
    [InlineData("ab签", 5, "ab签")]
    [InlineData("ab签名", 7, "ab…")]
    [InlineData("ab签名字", 8, "ab签…")]
    [InlineData("a😀😀", 8, "a😀…")]
    public void Text_is_cut_between_characters(string text, int bytes, string cut) => Assert.Equal(cut, MessageText.Cut(text, bytes));

    [Fact]
    public void A_link_is_never_cut()
    {
        var text = MessageText.Of(new("acme0001", "m1", "u1", "回款", new string('催', 1000), "https://crm.example.com/contracts/1", 1), 2048);

        Assert.EndsWith("…\nhttps://crm.example.com/contracts/1", text);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(text), 2040, 2048);
    }

    private static ChannelOptions Read(Dictionary<string, string?> settings) =>
        ChannelOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(ChannelOptions.Section));

    private static IEnumerable<IChannelSender> Senders(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddChannels(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider().GetServices<IChannelSender>();
}
