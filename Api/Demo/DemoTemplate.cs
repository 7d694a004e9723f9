using System.Collections.Immutable;

namespace SalesGrains.Demo;

/// <summary>Payment terms that contracts use again and again.</summary>
public sealed record DemoTemplate(string Name, ImmutableArray<DemoTerm> Terms)
{
    private static readonly DemoTerm Prepay30 = new("预付款", "prepay", "signed", 5, "workday", 30, "sales");
    private static readonly DemoTerm Retention10 = new("质保金", "retention", "warranty-end", 10, "workday", 10, "customer");

    /// <summary>All templates, in the order of <see cref="Weights"/>.</summary>
    public static readonly ImmutableArray<DemoTemplate> All =
    [
        new("30/60/10", [Prepay30, new("验收款", "acceptance", "final-accepted", 10, "workday", 60, "delivery", "验收报告"), Retention10]),
        new("30/30/30/10",
        [
            Prepay30,
            new("到货款", "progress", "arrived", 10, "workday", 30, "delivery", "到货签收单"),
            new("验收款", "acceptance", "final-accepted", 10, "workday", 30, "delivery", "验收报告"),
            Retention10,
        ]),
        new("100", [new("全款", "final", "arrived", 15, "day", 100, "sales", "到货签收单")]),
        new("50/50", [new("预付款", "prepay", "signed", 5, "workday", 50, "sales"), new("尾款", "final", "arrived", 7, "day", 50, "sales", "到货签收单")]),
        new("月结30", [new("货款", "final", "invoiced", 0, "month-end", 100, "customer") { DaysAfter = 30, RequiresInvoice = true }]),
    ];

    /// <summary>How often each is used.</summary>
    public static ReadOnlySpan<double> Weights => [.35, .25, .15, .15, .10];
}

/// <summary>One term of a template.</summary>
/// <param name="Name">For example 预付款.</param>
/// <param name="Kind">prepay, progress, acceptance, final or retention.</param>
/// <param name="Event">The event that starts it.</param>
/// <param name="Count">Offset.</param>
/// <param name="Unit">Unit of the offset.</param>
/// <param name="Percent">Share of the total, in percent.</param>
/// <param name="Owner">sales, delivery or customer.</param>
/// <param name="Deliverable">What must be handed over, or null.</param>
public sealed record DemoTerm(string Name, string Kind, string Event, int Count, string Unit, int Percent, string Owner, string? Deliverable = null)
{
    /// <summary>Days after the end of the month.</summary>
    public int DaysAfter { get; init; }

    /// <summary>True when it is paid against an invoice.</summary>
    public bool RequiresInvoice { get; init; }
}
