using SalesGrains.Portfolios.Duties;
using SalesGrains.Portfolios.Lists;

namespace SalesGrains.Boards.Explained;

/// <summary>How a number of a board of the field is counted, as a sentence.</summary>
internal static class DutyWords
{
    /// <summary>The sentence for a metric of a board, in Chinese or English.</summary>
    public static string Of(string board, string metric, bool chinese) => metric == NodeNumbers.Total
        ? chinese
            ? $"以下各数之和：{string.Join("；", Parts(board, chinese))}。"
            : $"The sum of: {string.Join("; ", Parts(board, chinese))}."
        : chinese ? $"范围与筛选内的{Part(board, metric, chinese)}。" : $"In this scope and filter, {Part(board, metric, chinese)}.";

    private static IEnumerable<string> Parts(string board, bool chinese) => DutyFilter.BucketsOf(board).Select(metric => Part(board, metric, chinese));

    private static string Part(string board, string metric, bool chinese) => (board, metric) switch
    {
        (BoardTopic.Exceptions, DutyKinds.Contact) or (BoardTopic.FirstContacts, DutyFilter.Missed) => chinese
            ? "首次联系：截止时刻已过，既未建商机，也未注明不是商机"
            : "first contacts whose deadline has passed with neither an opportunity nor a reason why there is none",
        (BoardTopic.FirstContacts, DutyFilter.Running) => chinese
            ? "首次联系：截止时刻未到，尚未建商机"
            : "first contacts whose deadline is still to come and which have no opportunity yet",
        (_, DutyKinds.Contact) => chinese
            ? "首次联系：尚未建商机，也未注明不是商机，无论截止时刻已过与否"
            : "first contacts with neither an opportunity nor a reason why there is none, late or not",
        (BoardTopic.Exceptions, DutyKinds.Payment) => chinese
            ? "付款节点：到期日早于今天，未结清、未取消、未冻结；金额为未收金额之和（金额 − 已收）"
            : "payment nodes that were due before today and are neither settled, cancelled nor frozen; the amount is the sum of what is open (amount − paid)",
        (_, DutyKinds.Payment) => chinese
            ? "付款节点：逾期、今天到期或已进入预警期，未结清、未取消、未冻结；金额为未收金额之和（金额 − 已收）"
            : "payment nodes that are overdue, due today or within the warning days, and neither settled, cancelled nor frozen; the amount is the sum of what is open (amount − paid)",
        (BoardTopic.Exceptions, DutyKinds.FollowUp) => chinese
            ? "客户：跟进应在今天之前完成，仍未跟进"
            : "customers whose follow-up was due before today and has not been made",
        (_, DutyKinds.FollowUp) => chinese
            ? "客户：跟进日为今天或更早，仍未跟进"
            : "customers whose follow-up is due today or was due before, and has not been made",
        _ => metric,
    };
}
