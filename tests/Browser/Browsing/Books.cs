using System.Globalization;

namespace SalesGrains.Browsing;

/// <summary>A payment node of the books: a day relative to today, or none while its event has not happened.</summary>
public sealed record BookNode(string Name, string Kind, int? DueIn, int Percent, string Owner, string Deliverable);

/// <summary>A contract of the books.</summary>
public sealed record BookContract(string Id, string Number, string Title, string CustomerId, string RepId, int Total, int SignedAgo, BookNode[] Nodes);

/// <summary>
/// What the test company has on its books: the same customers, contracts and days from today at every run, with a payment in every
/// bucket of age.
/// </summary>
public static class Books
{
    public static readonly (string Id, string Kind, string Name, string Parent)[] Units =
    [
        ("east", "region", "华东大区", "company"), ("south", "region", "华南大区", "company"),
        ("sh1", "team", "上海一组", "east"), ("hz1", "team", "杭州一组", "east"), ("gz1", "team", "广州一组", "south"),
    ];

    public static readonly (string Id, string Name, string Unit)[] Reps =
    [
        ("rep-li", "李静", "sh1"), ("rep-wang", "王海涛", "sh1"), ("rep-zhao", "赵思远", "hz1"), ("rep-chen", "陈嘉欣", "gz1"),
    ];

    public static readonly (string Id, string Name, string Tier, string Rep, string Industry)[] Customers =
    [
        ("c-hengyue", "苏州恒岳精密制造有限公司", "A", "rep-li", "制造"), ("c-ruian", "上海瑞安生物科技有限公司", "A", "rep-li", "医药"),
        ("c-lantu", "宁波蓝途港口设备有限公司", "B", "rep-wang", "物流"), ("c-mingde", "南京明德轨道交通有限公司", "A", "rep-wang", "交通"),
        ("c-xihe", "杭州西禾食品股份有限公司", "C", "rep-zhao", "食品"), ("c-tianmu", "湖州天目新能源有限公司", "B", "rep-zhao", "能源"),
        ("c-yuexiu", "广州越岫电子有限公司", "B", "rep-chen", "电子"), ("c-penglai", "深圳蓬莱智造有限公司", "A", "rep-chen", "制造"),
    ];

    private static readonly BookNode Prepay = new("预付款", "prepay", null, 30, "sales", "合同扫描件");
    private static readonly BookNode Accepted = new("验收款", "acceptance", null, 60, "delivery", "验收报告");
    private static readonly BookNode Retention = new("质保金", "retention", null, 10, "customer", "质保期满确认");

    public static readonly BookContract[] Contracts =
    [
        Contract(1, "数控加工中心产线", 0, 1_860_000, 200, -96, -41, null), Contract(2, "洁净车间空调系统", 1, 940_000, 150, -72, -12, 60),
        Contract(3, "岸桥电气改造", 2, 2_350_000, 160, -35, 3, null), Contract(4, "列车检修平台", 3, 3_120_000, 130, -18, 6, null),
        Contract(5, "冷链包装线", 4, 268_000, 90, -6, 21, null), Contract(6, "储能柜装配线", 5, 1_475_000, 60, -1, 30, null),
        Contract(7, "贴片机年度维保", 6, 96_000, 45, 0, 45, null), Contract(8, "协作机器人工作站", 7, 1_208_800, 40, 1, 14, null),
        Contract(9, "立体仓库输送系统", 0, 5_460_000, 30, 7, 52, null), Contract(10, "蛋白纯化设备", 1, 786_500, 20, 5, null, null),
        Contract(11, "岸边集装箱检测", 2, 412_300, 15, 2, 75, null), Contract(12, "信号测试台", 3, 655_000, 10, 10, null, null),
    ];

    /// <summary>A contract as the API takes it, on a day.</summary>
    public static object Draft(BookContract contract, DateOnly today) => new
    {
        id = contract.Id,
        number = contract.Number,
        title = contract.Title,
        customerId = contract.CustomerId,
        repId = contract.RepId,
        total = $"{contract.Total}.00",
        warrantyMonths = 12,
        decisionChain = new[] { new { role = "签约", title = "采购总监", name = "周立" }, new { role = "验收", title = "设备部经理", name = "吴凡" } },
        terms = contract.Nodes.Select(node => Term(node, today)),
    };

    /// <summary>A day as the API writes it.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static object Term(BookNode node, DateOnly today) => new
    {
        name = node.Name,
        kind = node.Kind,
        trigger = node.DueIn is { } days ? (object)new { @event = "fixed-date", on = Day(today.AddDays(days)) }
            : new { @event = node.Kind == "retention" ? "warranty-end" : "final-accepted" },
        offset = new { count = node.DueIn is null ? 10 : 0, unit = node.DueIn is null ? "workday" : "day", roll = "none" },
        amount = new { share = $"{node.Percent}%" },
        owner = node.Owner,
        deliverables = new[] { new { type = "document", name = node.Deliverable } },
        requiresInvoice = node.Kind != "retention",
    };

    private static BookContract Contract(int no, string title, int customer, int total, int signedAgo, int prepaid, int? accepted, int? retained)
    {
        var (id, _, _, rep, _) = Customers[customer];
        return new($"k-{no:00}", $"HT-2026-{no:0000}", title, id, rep, total, signedAgo,
            [Prepay with { DueIn = prepaid }, Accepted with { DueIn = accepted }, Retention with { DueIn = retained }]);
    }
}
