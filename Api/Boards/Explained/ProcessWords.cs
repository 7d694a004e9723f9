using SalesGrains.Portfolios;

namespace SalesGrains.Boards.Explained;

/// <summary>How a number of the process board is counted, as a sentence.</summary>
internal static class ProcessWords
{
    /// <summary>The sentence for a metric, in Chinese or English.</summary>
    public static string Of(string metric, bool chinese) => metric switch
    {
        ProcessMetrics.Visits => chinese
            ? "有效拜访：本周有勾选且至少一条佐证的跟单；每个客户每天只算一次。"
            : "Effective visits: follow-ups of the week with a tick and at least one signal that speaks for them; a customer counts once a day.",
        ProcessMetrics.Completeness => chinese
            ? "数据完整率 = 已填项 ÷ 应填项；到期未记录的跟进按未填计。"
            : "Completeness = filled slots ÷ expected slots; what was due and is not recorded counts as empty.",
        ProcessMetrics.Quality => chinese
            ? "过程质量：本周跟单质量分的平均值。"
            : "Process quality: the mean quality score of the week's follow-ups.",
        ProcessMetrics.Unverified => chinese
            ? "未核实：本周没有任何佐证的跟单 ÷ 本周全部跟单。"
            : "Unverified = follow-ups for which no signal speaks ÷ all follow-ups of the week.",
        ProcessMetrics.Overdue => chinese
            ? "本周到期、日期已过仍未记录的跟进。"
            : "Follow-ups that were due this week and are not recorded when their day has passed.",
        _ => metric,
    };
}
