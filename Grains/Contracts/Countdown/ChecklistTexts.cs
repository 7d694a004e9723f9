using System.Collections.Frozen;

namespace SalesGrains.Contracts.Countdown;

/// <summary>The sentences of preparation checklists, in both languages of the product. The keys are stored.</summary>
public static class ChecklistTexts
{
    private static readonly FrozenDictionary<string, (string Chinese, string English)> All = new Dictionary<string, (string, string)>
    {
        ["confirm.payer"] = ("与客户财务确认付款日期与付款账户", "Confirm payment date and paying account with the customer's finance"),
        ["confirm.approval"] = ("确认客户内部付款审批已提交", "Confirm that the customer's internal payment approval is under way"),
        ["confirm.scope"] = ("确认合同签署版本与预付款金额一致", "Confirm that the signed version and the prepayment amount agree"),
        ["confirm.progress"] = ("与客户确认本阶段工作已认可", "Confirm with the customer that this stage of the work is accepted"),
        ["confirm.acceptance"] = ("与客户确认验收签字人及签字时间", "Confirm with the customer who signs the acceptance, and when"),
        ["confirm.balance"] = ("与客户核对已付与未付金额", "Reconcile paid and open amounts with the customer"),
        ["confirm.warranty"] = ("与客户确认质保期内无遗留问题", "Confirm with the customer that nothing is left open from the warranty"),
        ["submit.deliverable"] = ("提交交付物：{0}", "Submit: {0}"),
        ["submit.invoice"] = ("开具并送达发票", "Issue and deliver the invoice"),
        ["submit.request"] = ("提交付款申请函", "Submit the request for payment"),
        ["answer.budget"] = ("客户称预算未到：说明合同约定日期，请其给出书面付款计划", "“The budget is not here yet”: point to the agreed date, ask for a written payment plan"),
        ["answer.process"] = ("客户称流程未走完：主动询问卡在哪一环节，约定跟进时间", "“It is still in process”: ask at which step, agree on a time to follow up"),
        ["answer.invoice"] = ("客户称发票有误：当日核对抬头与税号，重开并告知时间", "“The invoice is wrong”: check title and tax number the same day, reissue and say when"),
        ["answer.acceptance"] = ("客户称验收未完成：对照验收标准逐项确认遗留项与完成日期", "“Acceptance is not complete”: go through the criteria, agree on each open item and its date"),
        ["answer.defect"] = ("客户称质保期内有故障：提供维修记录，确认已处理的项目", "“There were defects”: show the service records, confirm what was fixed"),
    }.ToFrozenDictionary();

    /// <summary>All keys.</summary>
    public static IEnumerable<string> Keys => All.Keys;

    /// <summary>The sentence of a key; the key itself when this version does not know it.</summary>
    /// <param name="key">Stored key.</param>
    /// <param name="argument">What it is about.</param>
    /// <param name="english">English, else Chinese.</param>
    public static string Of(string key, string? argument, bool english) =>
        All.TryGetValue(key, out var text)
            ? (english ? text.English : text.Chinese).Replace("{0}", argument ?? "", StringComparison.Ordinal)
            : key;
}
