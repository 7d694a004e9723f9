using System.Globalization;

namespace SalesGrains.Portfolios;

/// <summary>
/// A follow-up of a week as the process board counts it (过程质量): recorded, or due in that week and not recorded. Every number of the board is
/// made of these.
/// </summary>
[GenerateSerializer, Immutable, Alias("process-item")]
public sealed record ProcessItem(
    [property: Id(0)] string CustomerId,
    [property: Id(1)] string CustomerName,
    [property: Id(2)] string RepId,
    [property: Id(3)] DateOnly Day,
    [property: Id(4)] long Version) : IPageItem
{
    /// <summary>The follow-up; null: it was due and is not recorded.</summary>
    [Id(5)] public string? FollowUpId { get; init; }

    /// <summary>When it happened.</summary>
    [Id(6)] public DateTimeOffset? At { get; init; }

    /// <summary>Slots that are filled (P11).</summary>
    [Id(7)] public int Filled { get; init; }

    /// <summary>Slots that a complete one fills.</summary>
    [Id(8)] public int Expected { get; init; }

    /// <summary>verified, plausible or unverified (P04).</summary>
    [Id(9)] public string? Verdict { get; init; }

    /// <summary>The quality score (P09), 0–100; null: it has none.</summary>
    [Id(10)] public int? Score { get; init; }

    /// <summary>It is the effective visit of its rep to this customer on this day (有效拜访, T10).</summary>
    [Id(11)] public bool IsVisit { get; init; }

    /// <inheritdoc/>
    public PageKey Place => new(
        string.Create(CultureInfo.InvariantCulture, $"{Day:yyyyMMdd}{At?.UtcDateTime:HHmmss}"), $"{CustomerId}/{FollowUpId}");
}

/// <summary>What the follow-ups of a week of one rep come to (T10, P09, P11).</summary>
/// <param name="RepId">The rep.</param>
/// <param name="Visits">Effective visits.</param>
/// <param name="Filled">Slots that are filled.</param>
/// <param name="Expected">Slots that would be: of what is recorded, and of what was due.</param>
/// <param name="FollowUps">Follow-ups that are recorded.</param>
/// <param name="Unverified">Those for which no signal speaks.</param>
/// <param name="Scored">Those with a quality score.</param>
/// <param name="ScoreSum">Their scores added up.</param>
/// <param name="Overdue">Follow-ups that were due and are not recorded.</param>
[GenerateSerializer, Immutable, Alias("process-count")]
public sealed record ProcessCount(
    [property: Id(0)] string RepId,
    [property: Id(1)] long Visits,
    [property: Id(2)] long Filled,
    [property: Id(3)] long Expected,
    [property: Id(4)] long FollowUps,
    [property: Id(5)] long Unverified,
    [property: Id(6)] long Scored,
    [property: Id(7)] long ScoreSum,
    [property: Id(8)] long Overdue);

/// <summary>The numbers of the process board; on the wire.</summary>
public static class ProcessMetrics
{
    /// <summary>Effective visits (有效拜访, T10).</summary>
    public const string Visits = "visits";

    /// <summary>Completeness (数据完整率, P11).</summary>
    public const string Completeness = "completeness";

    /// <summary>The quality score (过程质量, P09).</summary>
    public const string Quality = "quality";

    /// <summary>Follow-ups for which no signal speaks (P04).</summary>
    public const string Unverified = "unverified";

    /// <summary>Follow-ups that were due and are not recorded.</summary>
    public const string Overdue = "overdue";

    /// <summary>All.</summary>
    public static System.Collections.Immutable.ImmutableArray<string> All { get; } = [Visits, Completeness, Quality, Unverified, Overdue];
}
