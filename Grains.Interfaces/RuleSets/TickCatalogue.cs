using System.Collections.Immutable;

namespace SalesGrains.RuleSets;

/// <summary>The ticks that the product ships (P02, P13). Their codes are stored in follow-ups: never rename one.</summary>
public static class TickCatalogue
{
    /// <summary>The common core, then what single industries add.</summary>
    public static ImmutableArray<TickRule> Shipped { get; } =
    [
        Tick("demo", TickGroups.Done, "已演示产品", "Product shown"),
        Tick("visit", TickGroups.Done, "已上门拜访", "Visited on site"),
        Tick("needs", TickGroups.Done, "已梳理需求", "Needs gathered"),
        Tick("quoted", TickGroups.Done, "已提交报价", "Quotation handed in") with { Quotes = true },
        Tick("documents", TickGroups.Done, "已提供资料", "Documents provided"),
        Tick("call", TickGroups.Done, "电话沟通", "Talked on the phone"),
        Tick("interested", TickGroups.Said, "客户认可方案", "Likes the proposal"),
        Tick("budget", TickGroups.Said, "客户提出预算质疑", "Objects to the budget") with { Objection = "budget" },
        Tick("competitor", TickGroups.Said, "客户在比较竞品", "Compares competitors") with { Objection = "competitor" },
        Tick("approval", TickGroups.Said, "需上级审批", "Needs approval above") with { Objection = "approval" },
        Tick("later", TickGroups.Said, "暂缓，时机未到", "Not now") with { Objection = "timing" },
        Tick("doubt", TickGroups.Said, "对效果有疑虑", "Doubts the effect") with { Objection = "effect" },
        Tick("review", TickGroups.Next, "约定下周复盘", "Review next week") with { Days = 7 },
        Tick("quote", TickGroups.Next, "准备并提交报价", "Hand in a quotation") with { Days = 3 },
        Tick("visit-again", TickGroups.Next, "再次上门", "Visit again") with { Days = 7 },
        Tick("meet-decider", TickGroups.Next, "约见决策人", "Meet who decides") with { Days = 7 },
        Tick("send", TickGroups.Next, "补充资料", "Send documents") with { Days = 2 },
        Tick("wait", TickGroups.Next, "等客户内部流程", "Wait for their process") with { Days = 14 },
        Tick("trial-lesson", TickGroups.Done, "已安排试用课", "Trial lesson held") with { Industry = "教育" },
        Tick("term-budget", TickGroups.Said, "学期预算未批", "Term budget not approved") with { Industry = "教育", Objection = "budget" },
        Tick("headmaster", TickGroups.Next, "约见校长", "Meet the headmaster") with { Industry = "教育", Days = 7 },
        Tick("site-survey", TickGroups.Done, "已做车间勘察", "Workshop surveyed") with { Industry = "制造" },
        Tick("line-stop", TickGroups.Said, "担心停产影响", "Fears a line stop") with { Industry = "制造", Objection = "effect" },
        Tick("sample", TickGroups.Next, "安排样件测试", "Test a sample") with { Industry = "制造", Days = 10 },
        Tick("audit", TickGroups.Done, "已做信息安全答疑", "Security questions answered") with { Industry = "金融" },
        Tick("compliance", TickGroups.Said, "合规审查未过", "Compliance not cleared") with { Industry = "金融", Objection = "approval" },
    ];

    private static TickRule Tick(string code, string group, string zh, string en) => new() { Code = code, Group = group, TextZh = zh, TextEn = en };
}
