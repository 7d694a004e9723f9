using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Http;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.Portfolios.Process;
using SalesGrains.Problems;
using SalesGrains.Reps;

namespace SalesGrains.Boards.Process;

/// <summary>HTTP for the process board (过程质量: T10, P09, P11): numbers by rep and week, and the list behind each.</summary>
internal static class ProcessEndpoints
{
    /// <summary>Maps <c>/boards/process</c>.</summary>
    public static void MapProcess(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/boards/process").WithTags("Boards").RequireAuthorization(Policies.ReadSales);
        group.MapGet("/", Board);
        group.MapGet("/items", Items);
    }

    private static async Task<Ok<ProcessBody>> Board(
        Caller caller, string? scope, string? tier, DateOnly? week, PortfolioReader portfolio, IOrganizationDirectory directory, TimeProvider time)
    {
        var organization = await directory.Get(caller.Org);
        var now = organization.At(time.GetUtcNow());
        var monday = caller.MondayOf(week ?? organization.DayOf(now));
        var query = new ListQuery(caller.ScopeOf(scope)) { Filter = new(Tier: tier.OrNull()), Week = monday };
        var counts = await portfolio.Process(caller.Org, query);
        var target = ProcessRules.TargetOf(monday, organization.Calendar, organization.RulesAt(now).FollowUps);
        var reps = organization.Tree.Reps.Keys.Where(rep => organization.Tree.Contains(query.Scope, rep)).Union(counts.Select(count => count.RepId));
        return TypedResults.Ok(new ProcessBody(
            monday, monday.AddDays(6), target, now,
            [.. reps.Order(StringComparer.Ordinal).Select(rep => ProcessRow.Of(
                counts.FirstOrDefault(count => count.RepId == rep) ?? new(rep, 0, 0, 0, 0, 0, 0, 0, 0), organization.Tree, target))]));
    }

    private static async Task<Ok<ProcessPage>> Items(
        Caller caller, string? scope, string? rep, string? tier, DateOnly? week, string metric, [AsParameters] PageQuery page, PortfolioReader portfolio,
        IOrganizationDirectory directory)
    {
        if (!ProcessMetrics.All.Contains(metric))
        {
            throw new Problem(StatusCodes.Status400BadRequest, "board.metric-unknown", "metric").ToException();
        }

        var query = new ListQuery(caller.ScopeOf(scope)) { Filter = new(Rep: rep.OrNull(), Tier: tier.OrNull()), Week = caller.MondayOf(week ?? caller.Today), Metric = metric };
        var answer = (await portfolio.ProcessItems(caller.Org, query, page.Of(caller))).OrProblem();
        var tree = (await directory.Get(caller.Org)).Tree;
        return TypedResults.Ok(new ProcessPage([.. answer.Items.Select(item => ProcessLine.Of(item, tree))], answer.Next, answer.Count));
    }
}
