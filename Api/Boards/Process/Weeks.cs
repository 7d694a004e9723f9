using SalesGrains.Accounts;
using SalesGrains.Portfolios.Process;
using SalesGrains.Problems;

namespace SalesGrains.Boards.Process;

/// <summary>The week that a caller asks for, by any day of it.</summary>
internal static class Weeks
{
    /// <summary>Its Monday.</summary>
    /// <exception cref="ProblemException">400 when the day is one that no rule set covers.</exception>
    public static DateOnly MondayOf(this Caller caller, DateOnly day) =>
        day < caller.Rules.Payments.EarliestDate || day > caller.Rules.Payments.LatestDate
            ? throw new Problem(StatusCodes.Status400BadRequest, "date.out-of-range", "week").ToException()
            : ProcessRules.MondayOf(day);
}
