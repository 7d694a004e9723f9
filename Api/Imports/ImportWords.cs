using System.Collections.Immutable;

namespace SalesGrains.Imports;

/// <summary>The words that files use for what has a fixed name: Chinese or the English key.</summary>
public static class ImportWords
{
    private static readonly ImmutableDictionary<string, string> Kinds = Words(
        "prepay 预付 预付款", "progress 进度 到货款 进度款", "acceptance 验收 验收款", "final 尾款 全款", "retention 质保 质保金");

    private static readonly ImmutableDictionary<string, string> Events = Words(
        "signed 签约 签订", "prepay-received 预付到账", "shipped 发货", "arrived 到货", "installed 安装完成", "initial-accepted 初验",
        "final-accepted 终验 验收", "invoiced 开票", "invoice-received 票据签收", "warranty-end 质保期满", "fixed-date 固定日 固定日期");

    private static readonly ImmutableDictionary<string, string> Units = Words(
        "workday 工作日", "day 天 日 自然日", "month 月 个月", "month-end 月结");

    private static readonly ImmutableDictionary<string, string> Owners = Words("sales 销售", "delivery 交付", "customer 客户");

    private static readonly ImmutableDictionary<string, string> Truths = Words("yes 是 y true 1", "no 否 n false 0");

    /// <summary>Kind of node.</summary>
    public static string? Kind(string cell) => Find(Kinds, cell);

    /// <summary>Event.</summary>
    public static string? Event(string cell) => Find(Events, cell);

    /// <summary>Unit of an offset.</summary>
    public static string? Unit(string cell) => Find(Units, cell);

    /// <summary>Owner of a node.</summary>
    public static string? Owner(string cell) => Find(Owners, cell);

    /// <summary>Yes or no; blank is no; null when it is neither.</summary>
    public static bool? Truth(string cell) =>
        ImportCell.Clean(cell).Length == 0 ? false : Find(Truths, cell) switch { "yes" => true, "no" => false, _ => null };

    /// <summary>A, B or C.</summary>
    public static string? Tier(string cell) =>
        ImportCell.Clean(cell).ToUpperInvariant().Replace("级", "", StringComparison.Ordinal) is "A" or "B" or "C"
            ? ImportCell.Clean(cell).ToUpperInvariant()[..1] : null;

    private static string? Find(ImmutableDictionary<string, string> words, string cell) => words.GetValueOrDefault(ImportCell.Clean(cell).ToLowerInvariant());

    private static ImmutableDictionary<string, string> Words(params string[] lines) =>
        lines.Select(line => line.Split(' ')).SelectMany(words => words.Select(word => (word, key: words[0])))
            .ToImmutableDictionary(pair => pair.word, pair => pair.key);
}
