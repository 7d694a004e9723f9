using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.Portfolios.SpotChecks;

namespace SalesGrains.Boards.SpotChecks;

/// <summary>A page of the queue, with how many there are to check.</summary>
internal sealed record SpotCheckPage(IReadOnlyList<SpotCheckLine> Items, string? Next, long Count);

/// <summary>A follow-up that is to be checked, with why.</summary>
internal sealed record SpotCheckLine(
    string CustomerId, string CustomerName, string FollowUpId, string RepId, string RepName, DateTimeOffset At, int Risk, IReadOnlyList<SpotCheckReason> Reasons,
    string Verdict, int? Score, string? Industry, long Version)
{
    /// <summary>An item of the portfolio.</summary>
    public static SpotCheckLine Of(SpotCheckItem item, OrganizationTree tree) => new(
        item.CustomerId, item.CustomerName, item.FollowUpId, item.RepId, tree.RepName(item.RepId), item.At, item.Risk, item.Reasons, item.Verdict, item.Score,
        item.Industry, item.Version);
}

/// <summary>What there is to check in a scope, and how long the checks of a week took.</summary>
/// <param name="From">The week's Monday.</param>
/// <param name="To">Its Sunday.</param>
/// <param name="AsOf">The organisation's moment for which this holds.</param>
/// <param name="Open">Follow-ups that are to be checked.</param>
/// <param name="Reasons">How many of them have each reason; one may have several.</param>
/// <param name="Checkers">Who checked in the week.</param>
/// <param name="MostSeconds">The longest time of a check that is taken.</param>
internal sealed record SpotCheckNumbersBody(
    DateOnly From, DateOnly To, DateTimeOffset AsOf, long Open, IReadOnlyList<ReasonCount> Reasons, IReadOnlyList<CheckerBody> Checkers, int MostSeconds);

/// <summary>How many of the queue have a reason.</summary>
internal sealed record ReasonCount(string Reason, long Count);

/// <summary>The checks of a manager in a week.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Checks">How many.</param>
/// <param name="Timed">How many whose time is known…</param>
/// <param name="MedianSeconds">… and the median of those, in seconds; null: none.</param>
internal sealed record CheckerBody(string Id, string Name, long Checks, long Timed, decimal? MedianSeconds)
{
    /// <summary>Of the portfolio.</summary>
    public static CheckerBody Of(CheckerTimes times) => new(times.CheckerId, times.Checker, times.Checks, times.Seconds.Length, CheckTimeRules.Median(times.Seconds));
}

/// <summary>A page of checks, with how many there are.</summary>
internal sealed record CheckPage(IReadOnlyList<CheckLine> Items, string? Next, long Count);

/// <summary>A check.</summary>
internal sealed record CheckLine(
    string CustomerId, string CustomerName, string FollowUpId, string RepId, string RepName, string By, string Outcome, DateTimeOffset CheckedAt, int? Seconds)
{
    /// <summary>An item of the portfolio.</summary>
    public static CheckLine Of(CheckItem item, OrganizationTree tree) => new(
        item.CustomerId, item.CustomerName, item.FollowUpId, item.RepId, tree.RepName(item.RepId), item.Checker, item.Outcome, item.CheckedAt, item.Seconds);
}
