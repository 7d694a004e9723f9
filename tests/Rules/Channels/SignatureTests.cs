using System.Text;
using SalesGrains.Channels.Aliyun;
using SalesGrains.Channels.DingTalk;
using SalesGrains.Channels.Feishu;
using SalesGrains.Channels.Tencent;
using SalesGrains.Channels.Webhooks;

namespace SalesGrains.Channels;

/// <summary>What we sign is what the vendors' own examples sign.</summary>
public sealed class SignatureTests
{
    [Fact]
    public void A_DingTalk_robot_signs_with_its_secret() =>
        Assert.Equal("MYEtKC4/NfMR1l4prX++ai6oOf70X1xOf6UlnyUhJH4=", DingTalkSignature.Of(1600000000000, "this is secret"));

    [Fact]
    public void A_Feishu_robot_signs_with_time_and_secret() =>
        Assert.Equal("/eYKrXQBzTjUZJ3s6NX16VxGbTwmK7AEs8/FnvC1CSw=", FeishuSignature.Of(1599360473, "this is secret"));

    [Fact]
    public void An_Aliyun_call_is_signed_as_its_documentation_says()
    {
        var empty = Acs3Signature.Hash([]);

        var authorization = Acs3Signature.Authorization(
            "POST",
            new Dictionary<string, string> { ["RegionId"] = "cn-shanghai", ["ImageId"] = "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd" },
            new Dictionary<string, string>
            {
                ["host"] = "ecs.cn-shanghai.aliyuncs.com",
                ["x-acs-action"] = "RunInstances",
                ["x-acs-content-sha256"] = empty,
                ["x-acs-date"] = "2023-10-26T10:22:32Z",
                ["x-acs-signature-nonce"] = "3156853299f313e23d1673dc12e1703d",
                ["x-acs-version"] = "2014-05-26",
            },
            empty,
            "YourAccessKeyId",
            "YourAccessKeySecret");

        Assert.Equal(
            "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
            + "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
            authorization);
    }

    [Fact]
    public void An_Aliyun_query_is_escaped_as_it_is_signed() => Assert.Equal(
        "TemplateParam=%7B%22a%22%3A%22%E5%9B%9E%E6%AC%BE%20%2A~%22%7D&a=1",
        Acs3Signature.Query(new Dictionary<string, string> { ["a"] = "1", ["TemplateParam"] = """{"a":"回款 *~"}""" }));

    [Fact]
    public void What_is_signed_of_a_Tencent_call_is_what_its_documentation_says()
    {
        const string Body = """{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}""";

        Assert.Equal("35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064", Tc3Signature.Hash(Body));
        Assert.Equal(
            "7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84",
            Tc3Signature.Hash(Tc3Signature.Canonical("cvm.tencentcloudapi.com", "DescribeInstances", Body)));
    }

    private static readonly byte[] Secret = Convert.FromBase64String("C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
    private const string Id = "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk";
    private const string Body = """{"email":"test@example.com","username":"test_user"}""";
    private const string Signature = "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=";

    [Fact]
    public void A_webhook_is_signed_over_id_time_and_body() =>
        Assert.Equal(Signature, StandardWebhook.Sign(Secret, Id, "1649367553", Encoding.UTF8.GetBytes(Body)));

    [Theory]
    [InlineData(Id, "1649367553", Body, Signature, 0, true)]
    [InlineData(Id, "1649367553", Body, Signature, 300, true)]
    [InlineData(Id, "1649367553", Body, Signature, -300, true)]
    [InlineData(Id, "1649367553", Body, Signature, 301, false)]
    [InlineData(Id, "1649367553", Body, Signature, -301, false)]
    [InlineData(Id, "1649367553", Body, "v1,AAAA " + Signature, 0, true)] // two keys while one takes the other's place
    [InlineData(Id, "1649367553", Body, "v1,AAAA", 0, false)]
    [InlineData(Id, "1649367553", Body, "", 0, false)]
    [InlineData(Id, "1649367554", Body, Signature, 0, false)]
    [InlineData(Id, "-1649367553", Body, Signature, 0, false)]
    [InlineData(Id, "99999999999999999999", Body, Signature, 0, false)]
    [InlineData("msg_other", "1649367553", Body, Signature, 0, false)]
    [InlineData(Id, "1649367553", Body + " ", Signature, 0, false)]
    public void A_webhook_is_believed_when_it_is_signed_and_new(string id, string timestamp, string body, string signatures, int later, bool believed) =>
        Assert.Equal(believed, StandardWebhook.IsSigned(
            Secret, id, timestamp, Encoding.UTF8.GetBytes(body), signatures, DateTimeOffset.FromUnixTimeSeconds(1649367553 + later)));
}
