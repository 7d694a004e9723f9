namespace SalesGrains.Quality;

/// <summary>What the advice is given for.</summary>
/// <param name="Stage">Stage of the furthest open opportunity: contact, needs, proposal or negotiation; null: there is none.</param>
/// <param name="Quoted">A quotation was handed in, with this follow-up or before it.</param>
/// <param name="Done">Code of the tick of what was done.</param>
/// <param name="Objection">The objection that the tick of what was said marks: budget, competitor, approval, timing or effect.</param>
/// <param name="DateAgreed">A day was agreed for the next step.</param>
/// <param name="Score">What the follow-up is worth.</param>
public sealed record NextStepInput(string? Stage, bool Quoted, string? Done, string? Objection, bool DateAgreed, QualityScore Score);

/// <summary>
/// The next best step (P12): what the customer objected to is answered first, then what was done is carried on, then what is missing of the
/// record itself. The first line that fits is the advice. Pure.
/// </summary>
public static class NextStepRules
{
    /// <summary>The advice; there always is one.</summary>
    public static NextStep Suggest(NextStepInput now) => Advice(CodeOf(now));

    private static string CodeOf(NextStepInput now) => now switch
    {
        { Objection: "budget", Quoted: false } => "quote-in-parts",
        { Objection: "budget" } => "show-return",
        { Objection: "competitor" } => "compare",
        { Objection: "approval" } => "meet-decider",
        { Objection: "effect" } => "show-case",
        { Objection: "timing", DateAgreed: false } => "agree-later-day",
        { Stage: null } => "create-opportunity",
        { Done: "demo" or "needs" or "trial-lesson" or "site-survey", Quoted: false } => "send-quotation",
        { Done: "quoted", DateAgreed: false } => "ask-for-answer",
        { DateAgreed: false } => "agree-day",
        { Score: var score } when !Has(score, "person") && !Has(score, "concern") => "name-person",
        { Stage: "negotiation" } => "settle-terms",
        _ => "keep-day",
    };

    private static bool Has(QualityScore score, string code) => score.Points.Any(point => point.Code == code);

    private static NextStep Advice(string code) => new(code, code switch
    {
        "quote-in-parts" => "客户质疑预算但还没有报价：三天内提交一份可分期或分档的报价",
        "show-return" => "客户仍质疑预算：带一份同行业的投入产出测算再谈一次",
        "compare" => "客户在比较竞品：问清比较的三个要点，准备逐项对照",
        "meet-decider" => "需要上级审批：请对接人约见决策人，弄清审批环节和时间",
        "show-case" => "客户怀疑效果：安排一次同行业案例参观或小范围试用",
        "agree-later-day" => "客户暂缓：约定一个再谈的日期，到期系统会提醒",
        "create-opportunity" => "还没有商机：首次联系后 24 小时内创建，或注明为什么不是商机",
        "send-quotation" => "需求和演示都做过了：趁热提交报价",
        "ask-for-answer" => "报价已提交：约定听取答复的日期",
        "agree-day" => "约定下次联系的日期，客户等你，也不会忘",
        "name-person" => "下次记下是谁说的、他在意什么",
        "settle-terms" => "已到商务谈判：列出未定条款，逐条约定由谁在哪天定下",
        _ => "按约定的日期赴约，当天记下结果",
    });
}
