using System.Collections.Immutable;
using System.Text;

namespace SalesGrains.Imports;

/// <summary>One column that a file may have.</summary>
public sealed record ImportColumn(string Key, string Chinese, bool Required, string Example);

/// <summary>What can be imported, and the columns of its files.</summary>
public sealed record ImportKind(string Name, ImmutableArray<ImportColumn> Columns)
{
    /// <summary>Customers, one a row.</summary>
    public static ImportKind Customers { get; } = new("customers",
    [
        new("external-no", "客户编号", true, "C-1001"),
        new("name", "客户名称", true, "苏州恒岳精密制造有限公司"),
        new("tier", "分级", true, "A"),
        new("rep", "销售编号", true, "S-01"),
        new("industry", "行业", false, "制造"),
        new("contact", "联系人", false, "王敏"),
        new("contact-title", "职务", false, "采购总监"),
        new("phone", "电话", false, ""),
    ]);

    /// <summary>Reps, one a row.</summary>
    public static ImportKind Reps { get; } = new("reps",
    [
        new("external-no", "销售编号", true, "S-01"),
        new("name", "姓名", true, "李静"),
        new("unit", "团队", true, "上海一组"),
    ]);

    /// <summary>Contracts with their payment nodes, one node a row; a contract's own columns are read from its first row.</summary>
    public static ImportKind Contracts { get; } = new("contracts",
    [
        new("number", "合同编号", true, "HT-2026-0131"),
        new("title", "合同名称", true, "仓储物流系统"),
        new("customer", "客户编号", true, "C-1001"),
        new("rep", "销售编号", false, "S-01"),
        new("total", "合同金额", true, "¥120,000.00"),
        new("signed-on", "签约日期", false, "2026年1月5日"),
        new("node", "节点名称", true, "预付款"),
        new("kind", "节点类型", true, "预付"),
        new("event", "触发事件", true, "签约"),
        new("fixed-on", "固定日期", false, ""),
        new("count", "期限", true, "5"),
        new("unit", "单位", true, "工作日"),
        new("amount", "比例或金额", true, "30%"),
        new("owner", "责任人", true, "销售"),
        new("deliverable", "交付物", false, "验收报告"),
        new("invoice", "需开票", false, "是"),
        new("occurred-on", "触发日期", false, ""),
    ]);

    /// <summary>A log of calls (通话记录, C01), one a row.</summary>
    public static ImportKind Calls { get; } = new("calls",
    [
        new("phone", "对方号码", true, "13800138000"),
        new("rep", "销售编号", true, "S-01"),
        new("started-at", "开始时间", true, "2026/1/5 9:30"),
        new("duration", "通话时长", true, "2:05"),
        new("direction", "呼叫方向", false, "呼出"),
        new("call-id", "通话编号", false, ""),
    ]);

    /// <summary>All kinds.</summary>
    public static ImmutableArray<ImportKind> All { get; } = [Customers, Reps, Contracts, Calls];

    /// <summary>A kind by its name, or null.</summary>
    public static ImportKind? Find(string? name) => All.FirstOrDefault(k => k.Name == name);

    /// <summary>A file to fill in: header and one example, with a mark so that spreadsheets read it as UTF-8.</summary>
    public byte[] Template() => [.. "\uFEFF"u8, .. Encoding.UTF8.GetBytes(
        string.Join(',', Columns.Select(c => c.Chinese)) + "\r\n" + string.Join(',', Columns.Select(c => c.Example.Contains(',') ? $"\"{c.Example}\"" : c.Example)) + "\r\n")];
}
