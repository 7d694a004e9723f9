using System.Collections.Immutable;
using System.Globalization;

namespace SalesGrains.Portfolios;

/// <summary>A follow-up that nobody has checked and that there is a reason to check (主管抽查, P10), the highest risk first.</summary>
[GenerateSerializer, Immutable, Alias("spot-check-item")]
public sealed record SpotCheckItem(
    [property: Id(0)] string CustomerId,
    [property: Id(1)] string CustomerName,
    [property: Id(2)] string FollowUpId,
    [property: Id(3)] string RepId,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] long Version) : IPageItem
{
    /// <summary>Its reasons, the heaviest first; never empty.</summary>
    [Id(6)] public ImmutableArray<SpotCheckReason> Reasons { get; init; } = [];

    /// <summary>verified, plausible or unverified (P04).</summary>
    [Id(7)] public string Verdict { get; init; } = "";

    /// <summary>The quality score (P09), 0–100; null: it has none.</summary>
    [Id(8)] public int? Score { get; init; }

    /// <summary>The customer's industry: it says what its ticks are called.</summary>
    [Id(9)] public string? Industry { get; init; }

    /// <summary>The points of its reasons added up, 1–500.</summary>
    public int Risk => Reasons.Sum(reason => reason.Points);

    /// <summary>By risk, then what happened first, then by its ids.</summary>
    public PageKey Place => new(
        string.Create(CultureInfo.InvariantCulture, $"{999 - Risk:000}{At.UtcDateTime:yyyyMMddHHmmss}"), $"{CustomerId}/{FollowUpId}");
}

/// <summary>Why a follow-up is to be checked.</summary>
/// <param name="Code">See <see cref="SpotCheckReasons"/>.</param>
/// <param name="Points">Its points of risk by the rule set, 1–100.</param>
[GenerateSerializer, Immutable, Alias("spot-check-reason")]
public sealed record SpotCheckReason([property: Id(0)] string Code, [property: Id(1)] int Points);

/// <summary>Why follow-ups are to be checked; on the wire.</summary>
public static class SpotCheckReasons
{
    /// <summary>Its note was copied from an earlier one (雷同).</summary>
    public const string Copy = "copy";

    /// <summary>Its score is low (低分).</summary>
    public const string Low = "low";

    /// <summary>Its score is far from those of its customer's others (异常).</summary>
    public const string Outlier = "outlier";

    /// <summary>No signal speaks for it (未核实).</summary>
    public const string Unverified = "unverified";

    /// <summary>It was recorded long after it happened (补录).</summary>
    public const string Late = "late";

    /// <summary>All, in the order of pages.</summary>
    public static ImmutableArray<string> All { get; } = [Copy, Low, Outlier, Unverified, Late];
}
