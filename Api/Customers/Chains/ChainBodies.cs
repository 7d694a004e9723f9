using SalesGrains.Accounts;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.Problems;

namespace SalesGrains.Customers.Chains;

/// <summary>A page of chains, with how many there are.</summary>
internal sealed record ChainPage(IReadOnlyList<ChainLine> Items, string? Next, long Count);

/// <summary>An objection, what was done about it first, and what came of it.</summary>
internal sealed record ChainLine(
    string CustomerId, string CustomerName, string? Industry, string RepId, string RepName, string FollowUpId, string Objection, DateTimeOffset At, int Times,
    string? Solution, string? SolutionName, DateTimeOffset? SolvedAt, string Result, DateTimeOffset? EndedAt)
{
    /// <summary>An item of the portfolio.</summary>
    public static ChainLine Of(ChainItem item, OrganizationTree tree, SolutionNames names) => new(
        item.CustomerId, item.CustomerName, item.Industry, item.RepId, tree.RepName(item.RepId), item.Chain.FollowUpId, item.Chain.Objection, item.Chain.At,
        item.Chain.Times, item.Chain.Solution, names.Of(item.Chain.Solution), item.Chain.SolvedAt, item.Chain.Result, item.Chain.EndedAt);
}

/// <summary>What came of each solution.</summary>
/// <param name="Total">Chains in all.</param>
/// <param name="Solutions">What was done most often first, nothing done last.</param>
/// <param name="Objections">The objections that ticks are a mark of.</param>
internal sealed record ChainResultsBody(long Total, IReadOnlyList<SolutionCount> Solutions, IReadOnlyList<string> Objections);

/// <summary>The chains of a solution.</summary>
/// <param name="Solution">Its code; none: nothing was done.</param>
/// <param name="Name">Its name; null: nothing was done.</param>
/// <param name="Total">Its chains.</param>
/// <param name="Results">How many have each result, from the best to the worst.</param>
internal sealed record SolutionCount(string Solution, string? Name, long Total, IReadOnlyList<ResultCount> Results)
{
    /// <summary>Of the portfolio.</summary>
    public static SolutionCount Of(ChainCount count, SolutionNames names) => new(
        count.Solution ?? ChainQuery.NoSolution, names.Of(count.Solution), count.Total, [.. ChainResults.All.Zip(count.Results, (result, number) => new ResultCount(result, number))]);
}

/// <summary>How many chains have a result.</summary>
internal sealed record ResultCount(string Result, long Count);

/// <summary>What solutions are called: as the ticks of what was done, in the reader's language.</summary>
internal sealed class SolutionNames(IReadOnlyDictionary<string, string> names)
{
    /// <summary>The names of the caller's rule set.</summary>
    public static SolutionNames Of(Caller caller, HttpContext context)
    {
        var english = ProblemTexts.LanguageOf(context.Request) == "en";
        return new(caller.Rules.FollowUps.Ticks.DistinctBy(tick => tick.Code).ToDictionary(tick => tick.Code, tick => english ? tick.TextEn : tick.TextZh));
    }

    /// <summary>The name of a solution, its code when the rule set has it no longer; null for none.</summary>
    public string? Of(string? solution) => solution is null ? null : names.GetValueOrDefault(solution, solution);
}
