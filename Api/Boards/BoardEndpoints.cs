using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Boards.Explained;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Money;
using SalesGrains.Portfolios;
using SalesGrains.Problems;

namespace SalesGrains.Boards;

/// <summary>HTTP for the payment board (R04): what browsers watch, the list behind each number, and what a number of any board is made of (M1).</summary>
internal static class BoardEndpoints
{
    /// <summary>Maps <c>/boards</c> and <c>/explain</c>.</summary>
    public static void MapBoards(this IEndpointRouteBuilder routes)
    {
        var boards = routes.MapGroup("/boards/payments").WithTags("Boards").RequireAuthorization(Policies.ReadSales);
        boards.MapGet("/", Snapshot);
        boards.MapGet("/nodes", Nodes);
        routes.MapGet("/explain", Explain).WithTags("Boards").RequireAuthorization(Policies.ReadSales);
    }

    private static Task<Ok<BoardBody>> Snapshot(Caller caller, [AsParameters] BoardQuery query, TimeProvider time) =>
        BoardSnapshots.Of(caller, new(caller.Org, BoardTopic.Payments, caller.ScopeOf(query.Scope), query.Filter().ToString()), time);

    private static async Task<Ok<NodePage>> Nodes(
        Caller caller, [AsParameters] BoardQuery query, string? bucket, [AsParameters] PageQuery page, PortfolioReader portfolio)
    {
        var asked = new ListQuery(caller.ScopeOf(query.Scope)) { Filter = query.Filter(), Bucket = bucket };
        var answer = (await portfolio.Nodes(caller.Org, asked, page.Of(caller))).OrProblem();
        return TypedResults.Ok(new NodePage([.. answer.Items.Select(NodeBody.Of)], answer.Next, answer.Count, Yuan.Format(answer.AmountFen)));
    }

    private static async Task<Ok<Explanation>> Explain(
        Caller caller, string metric, [AsParameters] BoardQuery query, PortfolioReader portfolio, HttpContext context, string? board = BoardTopic.Payments)
    {
        if (ExplainedBoard.All.FirstOrDefault(one => one.Board == board) is not { } explained)
        {
            throw new Problem(StatusCodes.Status400BadRequest, "board.unknown", "board").ToException();
        }

        var asked = new ListQuery(caller.ScopeOf(query.Scope)) { Filter = query.Filter() };
        var answer = (await explained.Inputs(portfolio, caller.Org, metric, asked)).OrProblem();
        return TypedResults.Ok(new Explanation(
            explained.Formula(metric, ProblemTexts.LanguageOf(context.Request) == "zh-CN"),
            new(answer.Count, Yuan.Format(answer.AmountFen)),
            [.. answer.Items.Select(ExplainedInput.Of)],
            await BoardEvents.Of(caller, answer.Items),
            answer.Count));
    }
}
