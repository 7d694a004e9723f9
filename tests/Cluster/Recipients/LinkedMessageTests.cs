namespace SalesGrains.Recipients;

/// <summary>C02 on real silos: a message leads from the vendor's phone to where its nudge is resolved.</summary>
public sealed class LinkedMessageTests
{
    [Theory]
    [InlineData("wecom-app", "lijing", "https://crm.example.com/contracts/c-1")]
    [InlineData("dingtalk-robot", "east", "https://crm.example.com/contracts/c-1")]
    [InlineData("feishu-robot", "east", "https://crm.example.com/contracts/c-1")]
    [InlineData("sms-aliyun", "+8613800000001", "\nc/c-1")]
    [InlineData("sms-tencent", "+8613800000001", "\nc/c-1")]
    public async Task One_nudge_leads_to_its_contract(string channel, string address, string link)
    {
        await using var all = await Reminded.Start(
            ("Channels:PublicAddress", "https://crm.example.com"), ("Channels:AliyunSms:Link", "true"), ("Channels:TencentSms:Link", "true"));
        await all.Reach("rep-1", (channel, address));

        await all.Nudge("c-1", "rep-1");
        await all.Rest(["rep-1"]);

        Assert.EndsWith(link, Assert.Single(all.Vendors.World.Log.Deliveries).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_public_address_a_message_leads_nowhere()
    {
        await using var all = await Reminded.Start();
        await all.Reach("rep-1", ("wecom-app", "lijing"));

        await all.Nudge("c-1", "rep-1");
        await all.Rest(["rep-1"]);

        Assert.DoesNotContain("http", Assert.Single(all.Vendors.World.Log.Deliveries).Text, StringComparison.Ordinal);
    }
}
