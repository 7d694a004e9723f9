using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Boards;
using SalesGrains.Http;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.Problems;
using SalesGrains.Reps;

namespace SalesGrains.Customers.Chains;

/// <summary>HTTP for chains of objection, solution and result across customers (三段式回溯, P08).</summary>
internal static class ChainEndpoints
{
    private const int MostText = 100;

    /// <summary>Maps <c>/chains</c>.</summary>
    public static void MapChains(this IEndpointRouteBuilder routes)
    {
        var chains = routes.MapGroup("/chains").WithTags("Customers").RequireAuthorization(Policies.ReadSales);
        chains.MapGet("/", List);
        chains.MapGet("/results", Results);
    }

    private static async Task<Ok<ChainPage>> List(
        Caller caller, [AsParameters] ChainSearch search, [AsParameters] PageQuery page, PortfolioReader portfolio, IOrganizationDirectory directory, HttpContext context)
    {
        var answer = (await portfolio.Chains(caller.Org, Query(caller, search), page.Of(caller))).OrProblem();
        var tree = (await directory.Get(caller.Org)).Tree;
        var names = SolutionNames.Of(caller, context);
        return TypedResults.Ok(new ChainPage([.. answer.Items.Select(item => ChainLine.Of(item, tree, names))], answer.Next, answer.Count));
    }

    private static async Task<Ok<ChainResultsBody>> Results(Caller caller, [AsParameters] ChainSearch search, PortfolioReader portfolio, HttpContext context)
    {
        var counts = await portfolio.ChainCounts(caller.Org, Query(caller, search));
        var names = SolutionNames.Of(caller, context);
        return TypedResults.Ok(new ChainResultsBody(
            counts.Sum(count => count.Total),
            [.. counts.Select(count => SolutionCount.Of(count, names))],
            [.. caller.Rules.FollowUps.Ticks.Select(tick => tick.Objection).OfType<string>().Distinct()]));
    }

    private static ListQuery Query(Caller caller, ChainSearch search)
    {
        Refuse(search.Result.OrNull() is { } result && !ChainResults.All.Contains(result), "chain.result-unknown", "result");
        Refuse(!IsCode(search.Objection), "chain.code-malformed", "objection");
        Refuse(!IsCode(search.Solution), "chain.code-malformed", "solution");
        Refuse(search.Industry?.Length > MostText, "chain.text-too-long", "industry");
        Refuse(search.Text?.Length > MostText, "chain.text-too-long", "text");
        return new(caller.ScopeOf(search.Scope))
        {
            Filter = new(Text: search.Text.OrNull()),
            CustomerId = search.Customer.OrNull(),
            Chain = new(search.Objection.OrNull(), search.Industry.OrNull(), search.Solution.OrNull(), search.Result.OrNull()),
        };
    }

    private static bool IsCode(string? code) => code is null || (code.Length <= 40 && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'));

    private static void Refuse(bool wrong, string code, string field)
    {
        if (wrong)
        {
            throw new Problem(StatusCodes.Status400BadRequest, code, field).ToException();
        }
    }
}

/// <summary>Which chains are looked for; what is left out takes all.</summary>
/// <param name="Scope">Whose customers; left out: all that the caller sees.</param>
/// <param name="Objection">With this objection, for example budget.</param>
/// <param name="Industry">Of customers in whose industry this text is.</param>
/// <param name="Solution">With this solution by code; none: those about which nothing was done.</param>
/// <param name="Result">won, advanced, open, repeated, set-back or lost.</param>
/// <param name="Text">Part of the customer's name or external number.</param>
/// <param name="Customer">Of this customer.</param>
internal sealed record ChainSearch(
    string? Scope = null, string? Objection = null, string? Industry = null, string? Solution = null, string? Result = null, string? Text = null, string? Customer = null);
