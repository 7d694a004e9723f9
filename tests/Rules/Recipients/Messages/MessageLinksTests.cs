using SalesGrains.Nudges.Channels;

namespace SalesGrains.Recipients;

/// <summary>C02: where messages lead.</summary>
public sealed class MessageLinksTests
{
    private static readonly MessageLinks Links = MessageLinks.At(new("https://crm.example.com/"));

    [Theory]
    [InlineData("contract/k-1/1-payment-warning", "payment-warning", ChannelKinds.WeComApp, "/contracts/k-1")]
    [InlineData("contract/k-1/1-payment-warning", "payment-warning", ChannelKinds.SmsAliyun, "/c/k-1")]
    [InlineData("customer/c-1/first-contact-1", "first-contact", ChannelKinds.DingTalkWork, "/customers/c-1")]
    [InlineData("customer/c-1/first-contact-1", "first-contact", ChannelKinds.SmsTencent, "/k/c-1")]
    [InlineData("customer/c-1/follow-up-1", "follow-up-overdue", ChannelKinds.WeComApp, "/m?id=c-1")]
    [InlineData("customer/c-1/follow-up-1", "follow-up-returned", ChannelKinds.SmsAliyun, "/m?id=c-1")]
    [InlineData("customer/c-1/follow-up-1", "follow-up-overdue", ChannelKinds.Mail, "/customers/c-1")]
    [InlineData("customer/c-1/follow-up-1", "follow-up-overdue", ChannelKinds.WebPush, "/customers/c-1")]
    [InlineData("identity/phone-1/n-1", "unmatched-contact", ChannelKinds.WeComApp, "/unmatched")]
    [InlineData("rep/r-1/n-1", "budget-objection", ChannelKinds.WeComApp, "/nudges")]
    [InlineData("contract/https:%2F%2Felsewhere.example/n-1", "payment-warning", ChannelKinds.WeComApp, "/nudges")]
    [InlineData("customer/C 1?x=1/n-1", "first-contact", ChannelKinds.WeComApp, "/nudges")]
    [InlineData("", "", ChannelKinds.Mail, "/nudges")]
    public void A_nudge_leads_to_where_it_is_resolved_and_nowhere_else(string key, string rule, string channel, string place) =>
        Assert.Equal($"https://crm.example.com{place}", Links.Of(key, rule, channel));

    [Fact]
    public void Without_an_address_messages_lead_nowhere()
    {
        Assert.Null(MessageLinks.None.Of("contract/k-1/n-1", "payment-warning", ChannelKinds.Mail));
        Assert.Null(MessageLinks.At(null).Inbox);
    }

    [Theory]
    [InlineData("https://crm.example.com", "https://crm.example.com/nudges")]
    [InlineData("https://example.com/sales/", "https://example.com/sales/nudges")]
    [InlineData("http://localhost:8080", "http://localhost:8080/nudges")]
    public void An_address_may_have_a_port_and_a_folder(string address, string inbox) => Assert.Equal(inbox, MessageLinks.At(new(address)).Inbox);

    [Theory]
    [InlineData("http://crm.example.com")]
    [InlineData("ftp://crm.example.com")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://somebody:secret@crm.example.com")]
    [InlineData("https://crm.example.com/?to=")]
    [InlineData("https://crm.example.com/#")]
    [InlineData("/relative")]
    public void What_is_more_or_less_than_an_address_is_refused(string address) =>
        Assert.Throws<FormatException>(() => MessageLinks.At(new(address, UriKind.RelativeOrAbsolute)));
}
