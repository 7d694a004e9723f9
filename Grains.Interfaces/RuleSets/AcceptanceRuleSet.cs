using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.RuleSets;

/// <summary>The numbers and words of signed acceptances (R06–R08): which titles are the same, when a re-signature is asked for, what may be uploaded.</summary>
[GenerateSerializer, Immutable, Alias("acceptance-rule-set")]
public sealed record AcceptanceRuleSet
{
    /// <summary>What the product ships.</summary>
    public static AcceptanceRuleSet Shipped { get; } = new();

    /// <summary>Workdays between two nudges to have it signed again (补签提醒), 1–20.</summary>
    [Id(0)] public int ResignWorkdays { get; set; } = 2;

    /// <summary>The nudge from which on the manager is told, 2–10; those before it are the rep's.</summary>
    [Id(1)] public int EscalateAt { get; set; } = 3;

    /// <summary>Groups of titles that mean the same place.</summary>
    [Id(2)] public ImmutableArray<TitleGroup> Titles { get; set; } =
    [
        new(["总经理", "总裁", "GM", "General Manager", "President"]),
        new(["副总经理", "副总裁", "副总", "VP", "Vice President", "Deputy General Manager"]),
        new(["首席执行官", "CEO", "Chief Executive Officer"]),
        new(["采购总监", "采购负责人", "Procurement Director", "Head of Procurement", "Purchasing Director"]),
        new(["采购经理", "采购主管", "Purchasing Manager", "Procurement Manager"]),
        new(["财务总监", "财务负责人", "首席财务官", "CFO", "Finance Director", "Chief Financial Officer"]),
        new(["技术总监", "技术负责人", "首席技术官", "CTO", "Technical Director", "Chief Technology Officer"]),
        new(["信息总监", "信息化负责人", "首席信息官", "CIO", "Chief Information Officer"]),
        new(["项目经理", "项目负责人", "PM", "Project Manager"]),
        new(["法定代表人", "法人代表", "法人", "Legal Representative"]),
    ];

    /// <summary>Words that end the name of a department; what stands before them in a title does not count.</summary>
    [Id(3)] public ImmutableArray<string> DepartmentWords { get; set; } =
        ["事业部", "部门", "部", "中心", "处", "科", "室", "厂", "分公司", "公司", "集团", "department", "dept.", "dept", "division"];

    /// <summary>Largest upload, in MiB, 1–10.</summary>
    [Id(4)] public int MaxFileMiB { get; set; } = 10;

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Titles that mean the same place in a decision chain (同义职务).</summary>
/// <param name="Words">At least two; width, case and spaces do not count.</param>
[GenerateSerializer, Immutable, Alias("title-group")]
public sealed record TitleGroup([property: Id(0)] ImmutableArray<string> Words)
{
    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
