using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Contracts;

/// <summary>One payment term of a contract (付款条款). A draft may have incomplete ones; signing refuses them (R01).</summary>
[GenerateSerializer, Immutable, Alias("term")]
public sealed record Term
{
    /// <summary>For example 预付款.</summary>
    [Id(0)] public string Name { get; set; } = "";

    /// <summary>prepay, progress, acceptance, final or retention.</summary>
    [Id(1)] public string Kind { get; set; } = "";

    /// <summary>What starts it.</summary>
    [Id(2)] public TriggerExpr? Trigger { get; set; }

    /// <summary>The time from its start to its due date.</summary>
    [Id(3)] public Offset? Offset { get; set; }

    /// <summary>What is to be paid.</summary>
    [Id(4)] public TermAmount? Amount { get; set; }

    /// <summary>sales, delivery or customer (R03).</summary>
    [Id(5)] public string? Owner { get; set; }

    /// <summary>The person, free text.</summary>
    [Id(6)] public string? OwnerName { get; set; }

    /// <summary>What must be handed over (交付物, R03).</summary>
    [Id(7)] public ImmutableArray<Deliverable> Deliverables { get; set; } = [];

    /// <summary>True when it is paid against an invoice.</summary>
    [Id(8)] public bool RequiresInvoice { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>The time from a node's start to its due date (R02). The start day itself does not count.</summary>
[GenerateSerializer, Immutable, Alias("offset")]
public sealed record Offset
{
    /// <summary>0–3,660 days, 0–2,600 workdays, 0–120 months.</summary>
    [Id(0)] public int Count { get; set; }

    /// <summary>workday, day, month or month-end.</summary>
    [Id(1)] public string Unit { get; set; } = "";

    /// <summary>Calendar days after the end of the month, 0–366; only for month-end.</summary>
    [Id(2)] public int DaysAfter { get; set; }

    /// <summary>none, next or prev; null is next: a day off moves to the next business day.</summary>
    [Id(3)] public string? Roll { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>What a term is to bring: exactly one of a share, a fixed amount and the remainder.</summary>
[GenerateSerializer, Immutable, Alias("term-amount")]
public sealed record TermAmount
{
    /// <summary>Share of the total, in parts per million, 1–1,000,000.</summary>
    [Id(0)] public int? SharePpm { get; set; }

    /// <summary>Fixed amount, in fen.</summary>
    [Id(1)] public long? FixedFen { get; set; }

    /// <summary>Whatever the others leave.</summary>
    [Id(2)] public bool Remainder { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>A share of the total.</summary>
    public static TermAmount Share(int ppm) => new() { SharePpm = ppm };

    /// <summary>A fixed amount.</summary>
    public static TermAmount Fixed(long fen) => new() { FixedFen = fen };

    /// <summary>Whatever the others leave.</summary>
    public static TermAmount Rest { get; } = new() { Remainder = true };
}

/// <summary>Something that must be handed over before a node is paid, such as an acceptance report (验收报告).</summary>
[GenerateSerializer, Immutable, Alias("deliverable")]
public sealed record Deliverable
{
    /// <summary>For example acceptance-report.</summary>
    [Id(0)] public string Type { get; set; } = "";

    /// <summary>For example 验收报告.</summary>
    [Id(1)] public string Name { get; set; } = "";

    /// <summary>The role at the customer that signs it.</summary>
    [Id(2)] public string? SignerRole { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A place in the customer's decision chain (决策链).</summary>
[GenerateSerializer, Immutable, Alias("decision-role")]
public sealed record DecisionRole
{
    /// <summary>For example approver.</summary>
    [Id(0)] public string Role { get; set; } = "";

    /// <summary>For example 采购总监.</summary>
    [Id(1)] public string Title { get; set; } = "";

    /// <summary>The person, when known.</summary>
    [Id(2)] public string? Name { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
