using SalesGrains.Organizations;
using SalesGrains.Portfolios;

namespace SalesGrains.Boards.Process;

/// <summary>How the reps of a scope worked in a week.</summary>
/// <param name="From">Its Monday.</param>
/// <param name="To">Its Sunday.</param>
/// <param name="Target">Effective visits that the week asks of each.</param>
/// <param name="AsOf">The organisation's moment for which this holds.</param>
/// <param name="Reps">One row each, also of those who did nothing.</param>
internal sealed record ProcessBody(DateOnly From, DateOnly To, int Target, DateTimeOffset AsOf, IReadOnlyList<ProcessRow> Reps);

/// <summary>A rep's week. Every number is a numerator; its denominator stands beside it.</summary>
/// <param name="RepId">The rep.</param>
/// <param name="RepName">Their name.</param>
/// <param name="UnitName">Their team or store.</param>
/// <param name="Visits">Effective visits (T10).</param>
/// <param name="Met">The target is met.</param>
/// <param name="Filled">Filled slots (P11)…</param>
/// <param name="Expected">… of so many.</param>
/// <param name="ScoreSum">Quality scores added up (P09)…</param>
/// <param name="Scored">… of so many follow-ups.</param>
/// <param name="Unverified">Follow-ups for which no signal speaks (P04)…</param>
/// <param name="FollowUps">… of so many.</param>
/// <param name="Overdue">Follow-ups that were due and are not recorded.</param>
internal sealed record ProcessRow(
    string RepId, string RepName, string UnitName, long Visits, bool Met, long Filled, long Expected, long ScoreSum, long Scored, long Unverified, long FollowUps, long Overdue)
{
    /// <summary>The row of a count.</summary>
    public static ProcessRow Of(ProcessCount count, OrganizationTree tree, int target) => new(
        count.RepId, tree.RepName(count.RepId), tree.UnitOf(count.RepId)?.Name ?? "", count.Visits, count.Visits >= target, count.Filled, count.Expected,
        count.ScoreSum, count.Scored, count.Unverified, count.FollowUps, count.Overdue);
}

/// <summary>A page of the list behind a number, with how many there are.</summary>
internal sealed record ProcessPage(IReadOnlyList<ProcessLine> Items, string? Next, long Count);

/// <summary>A follow-up that a number counts; without id and moment it was due and is not recorded.</summary>
internal sealed record ProcessLine(
    string CustomerId, string CustomerName, string RepId, string RepName, DateOnly Day, string? FollowUpId, DateTimeOffset? At, int Filled, int Expected,
    string? Verdict, int? Score, bool IsVisit, long Version)
{
    /// <summary>An item of the portfolio.</summary>
    public static ProcessLine Of(ProcessItem item, OrganizationTree tree) => new(
        item.CustomerId, item.CustomerName, item.RepId, tree.RepName(item.RepId), item.Day, item.FollowUpId, item.At, item.Filled, item.Expected, item.Verdict,
        item.Score, item.IsVisit, item.Version);
}
