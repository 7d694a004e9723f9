using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Boards.Process;
using SalesGrains.Http;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.Portfolios.Process;
using SalesGrains.Portfolios.SpotChecks;
using SalesGrains.Problems;
using SalesGrains.Reps;

namespace SalesGrains.Boards.SpotChecks;

/// <summary>HTTP for spot checks (主管抽查, P10): the queue by risk, its numbers, and the checks behind each manager's time.</summary>
internal static class SpotCheckEndpoints
{
    /// <summary>Maps <c>/boards/spot-checks</c>.</summary>
    public static void MapSpotChecks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/boards/spot-checks").WithTags("Boards").RequireAuthorization(Policies.ReviewFollowUps);
        group.MapGet("/", Queue);
        group.MapGet("/numbers", Numbers);
        group.MapGet("/checks", Checks);
    }

    private static async Task<Ok<SpotCheckPage>> Queue(
        Caller caller, string? scope, string? rep, string? tier, string? reason, [AsParameters] PageQuery page, PortfolioReader portfolio, IOrganizationDirectory directory)
    {
        if (reason.OrNull() is { } asked && !SpotCheckReasons.All.Contains(asked))
        {
            throw new Problem(StatusCodes.Status400BadRequest, "spot-check.reason-unknown", "reason").ToException();
        }

        var query = new ListQuery(caller.ScopeOf(scope)) { Filter = new(Rep: rep.OrNull(), Tier: tier.OrNull()), Metric = reason.OrNull() };
        var answer = (await portfolio.SpotChecks(caller.Org, query, page.Of(caller))).OrProblem();
        var tree = (await directory.Get(caller.Org)).Tree;
        return TypedResults.Ok(new SpotCheckPage([.. answer.Items.Select(item => SpotCheckLine.Of(item, tree))], answer.Next, answer.Count));
    }

    private static async Task<Ok<SpotCheckNumbersBody>> Numbers(
        Caller caller, string? scope, string? rep, string? tier, DateOnly? week, PortfolioReader portfolio, IOrganizationDirectory directory, TimeProvider time)
    {
        var organization = await directory.Get(caller.Org);
        var now = organization.At(time.GetUtcNow());
        var monday = caller.MondayOf(week ?? organization.DayOf(now));
        var query = new ListQuery(caller.ScopeOf(scope)) { Filter = new(Rep: rep.OrNull(), Tier: tier.OrNull()), Week = monday };
        var numbers = await portfolio.SpotCheckNumbers(caller.Org, query);
        return TypedResults.Ok(new SpotCheckNumbersBody(
            monday, monday.AddDays(6), now, numbers.Open,
            [.. SpotCheckReasons.All.Zip(numbers.Reasons, (reason, count) => new ReasonCount(reason, count))],
            [.. numbers.Checkers.Select(CheckerBody.Of)],
            organization.RulesAt(now).FollowUps.SpotChecks.MostSeconds));
    }

    private static async Task<Ok<CheckPage>> Checks(
        Caller caller, string? scope, string? rep, string? tier, DateOnly? week, string? by, bool? timed, [AsParameters] PageQuery page, PortfolioReader portfolio,
        IOrganizationDirectory directory)
    {
        var query = new ListQuery(caller.ScopeOf(scope))
        {
            Filter = new(Rep: rep.OrNull(), Tier: tier.OrNull()),
            Week = caller.MondayOf(week ?? caller.Today),
            Checker = by.OrNull(),
            Metric = timed == true ? CheckTimeRules.Timed : null,
        };
        var answer = (await portfolio.Checks(caller.Org, query, page.Of(caller))).OrProblem();
        var tree = (await directory.Get(caller.Org)).Tree;
        return TypedResults.Ok(new CheckPage([.. answer.Items.Select(item => CheckLine.Of(item, tree))], answer.Next, answer.Count));
    }
}
