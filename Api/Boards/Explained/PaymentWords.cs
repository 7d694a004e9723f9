namespace SalesGrains.Boards.Explained;

/// <summary>How a number of the payment board is counted, as a sentence.</summary>
internal static class PaymentWords
{
    /// <summary>The sentence for a metric, in Chinese or English.</summary>
    public static string Of(string metric, bool chinese)
    {
        var which = metric switch
        {
            "total" => chinese ? "未结清、未取消" : "neither settled nor cancelled",
            "not-started" => chinese ? "触发条件尚未发生" : "whose trigger has not happened",
            "not-due" => chinese ? "已起算、到期日不早于今天" : "that are counting down: due today or later",
            "overdue-90" => chinese ? "逾期超过 90 天" : "more than 90 days overdue",
            _ when metric.StartsWith("overdue-", StringComparison.Ordinal) => chinese
                ? $"逾期 {metric[8..].Replace("-", " 至 ", StringComparison.Ordinal)} 天"
                : $"{metric[8..].Replace("-", " to ", StringComparison.Ordinal)} days overdue",
            _ => metric,
        };
        return chinese
            ? $"范围与筛选内{which}的付款节点：个数，及未收金额之和（金额 − 已收）。逾期天数 = 今天 − 到期日。"
            : $"Payment nodes in this scope and filter {which}: how many, and the sum of what is open (amount − paid). Days overdue = today − due day.";
    }
}
