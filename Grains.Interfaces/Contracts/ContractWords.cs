using System.Collections.Immutable;

namespace SalesGrains.Contracts;

/// <summary>The events that start payment nodes.</summary>
public static class ContractEvents
{
    /// <summary>签约. Recorded by signing.</summary>
    public const string Signed = "signed";

    /// <summary>预付到账. Derived: every prepayment node is paid.</summary>
    public const string PrepayReceived = "prepay-received";

    /// <summary>发货.</summary>
    public const string Shipped = "shipped";

    /// <summary>到货.</summary>
    public const string Arrived = "arrived";

    /// <summary>安装完成.</summary>
    public const string Installed = "installed";

    /// <summary>初验.</summary>
    public const string InitialAccepted = "initial-accepted";

    /// <summary>终验.</summary>
    public const string FinalAccepted = "final-accepted";

    /// <summary>开票.</summary>
    public const string Invoiced = "invoiced";

    /// <summary>票据签收.</summary>
    public const string InvoiceReceived = "invoice-received";

    /// <summary>质保期满. Derived: final acceptance and the months of warranty.</summary>
    public const string WarrantyEnd = "warranty-end";

    /// <summary>Those that people record.</summary>
    public static ImmutableArray<string> Recordable { get; } = [Shipped, Arrived, Installed, InitialAccepted, FinalAccepted, Invoiced, InvoiceReceived];

    /// <summary>All that a trigger may name.</summary>
    public static ImmutableArray<string> All { get; } = [Signed, PrepayReceived, .. Recordable, WarrantyEnd];
}

/// <summary>The words that terms use; stored and on the wire.</summary>
public static class TermWords
{
    /// <summary>预付款.</summary>
    public const string Prepay = "prepay";

    /// <summary>进度款.</summary>
    public const string Progress = "progress";

    /// <summary>验收款.</summary>
    public const string Acceptance = "acceptance";

    /// <summary>尾款.</summary>
    public const string Final = "final";

    /// <summary>质保金.</summary>
    public const string Retention = "retention";

    /// <summary>工作日.</summary>
    public const string Workday = "workday";

    /// <summary>自然日.</summary>
    public const string Day = "day";

    /// <summary>月.</summary>
    public const string Month = "month";

    /// <summary>月结.</summary>
    public const string MonthEnd = "month-end";

    /// <summary>The day stays as counted.</summary>
    public const string RollNone = "none";

    /// <summary>A day off moves to the next business day.</summary>
    public const string RollNext = "next";

    /// <summary>A day off moves to the last business day before it.</summary>
    public const string RollPrevious = "prev";

    /// <summary>Kinds of payment nodes.</summary>
    public static ImmutableArray<string> Kinds { get; } = [Prepay, Progress, Acceptance, Final, Retention];

    /// <summary>Units of offsets.</summary>
    public static ImmutableArray<string> Units { get; } = [Workday, Day, Month, MonthEnd];

    /// <summary>What becomes of a day off.</summary>
    public static ImmutableArray<string> Rolls { get; } = [RollNone, RollNext, RollPrevious];

    /// <summary>Who sees to a node (R03): sales, delivery or customer.</summary>
    public static ImmutableArray<string> Owners { get; } = ["sales", "delivery", "customer"];
}

/// <summary>The stages of a contract.</summary>
public static class ContractStages
{
    /// <summary>草稿.</summary>
    public const string Draft = "draft";

    /// <summary>已签.</summary>
    public const string Signed = "signed";

    /// <summary>已取消.</summary>
    public const string Cancelled = "cancelled";
}
