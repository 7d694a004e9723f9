using System.Globalization;
using System.Text;
using SalesGrains.Entities;
using SalesGrains.Money;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Recipients.Sending;

/// <summary>
/// What a message says: one nudge, or a digest (汇总) of all that waited for its channel. It names the day and what it is about, so that no
/// two texts are the same and no vendor takes the second for a repeat of the first. Pure.
/// </summary>
public static class MessageTexts
{
    private const int MostLines = 8;

    /// <summary>The message of an attempt; one nudge leads to where it is resolved, several to the list of all.</summary>
    public static ChannelMessage Of(EntityKey self, RecipientState recipient, Attempt attempt, string address, MessageLinks links)
    {
        var nudges = attempt.Nudges.Select(recipient.Nudge).OfType<Delivery>().ToList();
        var badge = recipient.Nudges.Count(nudge => nudge.IsMine);
        return attempt.TestId is not null
            ? new(self.Org, attempt.Id, address, "提醒通道测试", $"这是一条测试消息({Stamp(attempt.QueuedAt)})。收到说明该通道可用。", links.Channels, badge)
            : nudges.Count == 1 ? new(self.Org, attempt.Id, address, Title(nudges[0]), About(nudges[0]), links.Of(nudges[0].Key, nudges[0].Rule, attempt.Channel), badge)
            : new(self.Org, attempt.Id, address, $"{nudges.Count} 条提醒待处理", Digest(nudges, attempt), links.Inbox, badge);
    }

    /// <summary>The rule in a few words.</summary>
    public static string Rule(string rule) => rule switch
    {
        "payment-warning" => "付款节点临近",
        "payment-open-items" => "付款准备未完成",
        "payment-overdue" => "付款逾期",
        "acceptance-resign" => "验收签字待补签",
        "release-approval" => "解冻申请待确认",
        "first-contact" => "首次联系后尚未建商机",
        "first-contact-missed" => "首次联系超过 24 小时未建商机",
        "unmatched-contact" => "新联系尚未匹配客户",
        "unmatched-contact-missed" => "新联系超过 24 小时未匹配客户",
        "follow-up-overdue" => "跟进已逾期",
        "follow-up-returned" => "跟单被主管退回",
        "mention" => "有人在评论中提到您",
        "pool-return" => "即将退回公海",
        "budget-objection" => "客户连续提出预算质疑",
        _ => "待办提醒",
    };

    private static string Title(Delivery nudge) => $"{(nudge.Escalated ? "【升级】" : nudge.Strong ? "【强提醒】" : "")}{Rule(nudge.Rule)}";

    private static string Line(Delivery nudge) => $"{Rule(nudge.Rule)}:{About(nudge)}";

    /// <summary>Whom and what it is about, and when: what the rule in front of it leaves open.</summary>
    private static string About(Delivery nudge)
    {
        var text = new StringBuilder(nudge.CustomerName);
        if (nudge.Subject.Length > 0 && nudge.Subject != nudge.CustomerName)
        {
            text.Append(' ').Append(nudge.Subject);
        }

        if (nudge.Detail is { Length: > 0 } detail)
        {
            text.Append(' ').Append(detail);
        }

        if (nudge.AmountFen != 0)
        {
            text.Append(" ¥").Append(Yuan.Format(nudge.AmountFen));
        }

        return text.Append(CultureInfo.InvariantCulture, $"({Stamp(nudge.DueMoment)})").ToString().TrimStart();
    }

    private static string Digest(List<Delivery> nudges, Attempt attempt)
    {
        var lines = nudges.OrderByDescending(QuietRules.IsUrgent).ThenBy(nudge => nudge.DeadlineAt).Take(MostLines).Select(Line).ToList();
        if (nudges.Count > MostLines)
        {
            lines.Add($"另有 {nudges.Count - MostLines} 条,请在收件箱查看({Stamp(attempt.QueuedAt)})。");
        }

        return string.Join('\n', lines);
    }

    private static string Stamp(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
}
