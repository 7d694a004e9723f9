using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.RuleSets;

/// <summary>When a rep is pushed a script pack (话术包, P05) and the manager is asked to step in (P06), and the packs.</summary>
[GenerateSerializer, Immutable, Alias("playbook-rule-set")]
public sealed record PlaybookRuleSet
{
    /// <summary>What the product ships.</summary>
    public static PlaybookRuleSet Shipped { get; } = new();

    /// <summary>Follow-ups in a row with the same objection and no quotation, 2–10.</summary>
    [Id(0)] public int Marks { get; set; } = 3;

    /// <summary><c>rep</c>: the rep's last follow-ups, whosever customer; <c>rep+customer</c>: those at one customer.</summary>
    [Id(1)] public string Scope { get; set; } = "rep";

    /// <summary>Days within which the same rep is not pushed the same pack again, 1–90.</summary>
    [Id(2)] public int QuietDays { get; set; } = 7;

    /// <summary>Hours within which it should be acted on, 1–720.</summary>
    [Id(3)] public int DeadlineHours { get; set; } = 24;

    /// <summary>The packs; the first that fits industry and objection is chosen.</summary>
    [Id(4)] public ImmutableArray<PlaybookPack> Packs { get; set; } = PlaybookPack.Shipped;

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The pack for an industry and an objection, or null.</summary>
    public PlaybookPack? PackFor(string? industry, string objection) => Packs.FirstOrDefault(pack =>
        pack.Objection == objection && (pack.Industry is null || industry?.Contains(pack.Industry, StringComparison.OrdinalIgnoreCase) == true));
}

/// <summary>A pack of words for an objection.</summary>
[GenerateSerializer, Immutable, Alias("playbook-pack")]
public sealed record PlaybookPack
{
    /// <summary>The objection, as ticks name it.</summary>
    [Id(0)] public string Objection { get; set; } = "";

    /// <summary>The industry that it is for, a part of its name; null: all.</summary>
    [Id(1)] public string? Industry { get; set; }

    /// <summary>Its title.</summary>
    [Id(2)] public string Title { get; set; } = "";

    /// <summary>What to say, one thought a line.</summary>
    [Id(3)] public ImmutableArray<string> Lines { get; set; } = [];

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The packs that the product ships.</summary>
    public static ImmutableArray<PlaybookPack> Shipped { get; } =
    [
        new()
        {
            Objection = "budget", Industry = "教育", Title = "教育行业常见预算话术包",
            Lines =
            [
                "先问预算属于哪个学期、由谁审批,再谈价格。",
                "把费用拆到每班每学期,与现有人工成本对比。",
                "给出分期与试用两个方案,请客户二选一。",
                "约定报价日期,请财务与教务负责人同时到场。",
            ],
        },
        new()
        {
            Objection = "budget", Industry = "制造", Title = "制造行业常见预算话术包",
            Lines =
            [
                "先算停机与返工一年的损失,再谈投入。",
                "按产线分期,先做一条线的样板。",
                "给出租赁与买断两种报价。",
                "约定报价日期,请生产与采购同时到场。",
            ],
        },
        new()
        {
            Objection = "budget", Title = "通用预算话术包",
            Lines =
            [
                "确认是没有预算,还是对价值有疑问。",
                "用客户自己的数字算回报。",
                "把方案分成必选与可选,给出两档报价。",
                "约定报价日期与决策人。",
            ],
        },
        new()
        {
            Objection = "competitor", Title = "竞品比较话术包",
            Lines = ["问清客户比较的标准与权重。", "只比较客户在意的三点,给出可验证的证据。", "提出同场景试用,以结果比较。"],
        },
        new()
        {
            Objection = "approval", Title = "上级审批话术包",
            Lines = ["请客户画出审批链与时间。", "为每一级审批人准备一页材料。", "争取当面向决策人汇报一次。"],
        },
        new()
        {
            Objection = "effect", Title = "效果疑虑话术包",
            Lines = ["请客户说出怎样才算有效。", "给出同行业案例与联系人。", "约定小范围试点与验收指标。"],
        },
        new()
        {
            Objection = "timing", Title = "时机未到话术包",
            Lines = ["问清推迟的原因与触发条件。", "约定下次沟通的日期,而不是“以后再说”。", "提供期间可用的轻量方案。"],
        },
    ];
}
