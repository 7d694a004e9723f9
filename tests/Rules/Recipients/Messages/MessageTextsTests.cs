using SalesGrains.Entities;
using SalesGrains.Nudges.Channels;
using SalesGrains.Recipients.Sending;

namespace SalesGrains.Recipients;

/// <summary>What a message says (C02): the rule once, then whom and what it is about; several under one another.</summary>
public sealed class MessageTextsTests
{
    private static readonly EntityKey Self = new(EntityKinds.Recipient, "acme0001", "rep-1");

    private static readonly Delivery Payment = new()
    {
        Key = "contract/k-1/n-1", Rule = "payment-overdue", CustomerName = "苏州恒岳", Subject = "HT-1", Detail = "尾款", AmountFen = 1_800_000,
        DueMoment = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero),
    };

    private static readonly Delivery Contact = Payment with { Key = "customer/c-1/n-1", Rule = "first-contact", Subject = "苏州恒岳", Detail = null, AmountFen = 0, Strong = true };

    [Fact]
    public void One_nudge_names_its_rule_in_the_title_and_the_rest_in_the_text()
    {
        Assert.Equal(("付款逾期", "苏州恒岳 HT-1 尾款 ¥18000.00(03-02 09:00)"), Said(Payment));
        Assert.Equal(("【强提醒】首次联系后尚未建商机", "苏州恒岳(03-02 09:00)"), Said(Contact));
        Assert.Equal(("新联系尚未匹配客户", "企业微信 wm***1(03-02 09:00)"), Said(Payment with { Rule = "unmatched-contact", CustomerName = "", Subject = "企业微信 wm***1", Detail = null, AmountFen = 0 }));
        Assert.Equal("【升级】付款逾期", Said(Payment with { Escalated = true }).Title);
    }

    [Fact]
    public void Several_stand_under_one_another_the_urgent_ones_first_each_with_its_rule() =>
        Assert.Equal(("2 条提醒待处理", "首次联系后尚未建商机:苏州恒岳(03-02 09:00)\n付款逾期:苏州恒岳 HT-1 尾款 ¥18000.00(03-02 09:00)"), Said(Payment, Contact));

    private static (string Title, string Text) Said(params Delivery[] nudges)
    {
        var message = MessageTexts.Of(
            Self, new() { Nudges = [.. nudges] }, new() { Id = "a-1", Channel = "wecom-app", Nudges = [.. nudges.Select(nudge => nudge.Key)] }, "lijing", MessageLinks.None);
        return (message.Title, message.Text);
    }
}
