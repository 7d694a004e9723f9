using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Http;
using SalesGrains.Money;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;

namespace SalesGrains.Boards.Duties;

/// <summary>HTTP for the boards of the field: what went wrong (Z05), first contacts (C01, C08) and what is to be done today, with the list behind each number.</summary>
internal static class DutyEndpoints
{
    /// <summary>Maps <c>/boards/exceptions</c>, <c>/boards/first-contacts</c> and <c>/boards/today</c>.</summary>
    public static void MapDuties(this IEndpointRouteBuilder routes)
    {
        foreach (var board in (string[])[BoardTopic.Exceptions, BoardTopic.FirstContacts, BoardTopic.Today])
        {
            var group = Group(routes, board);
            group.MapGet("/", (Caller caller, [AsParameters] BoardQuery query, TimeProvider time) =>
                BoardSnapshots.Of(caller, new(caller.Org, board, caller.ScopeOf(query.Scope), query.Filter().ToString()), time));
            group.MapGet("/items", (Caller caller, [AsParameters] BoardQuery query, string? bucket, [AsParameters] PageQuery page, PortfolioReader portfolio) =>
                Items(caller, board, query, bucket, page, portfolio));
        }

        Group(routes, BoardTopic.FirstContacts).MapGet("/misses", Misses);
    }

    private static RouteGroupBuilder Group(IEndpointRouteBuilder routes, string board) =>
        routes.MapGroup($"/boards/{board}").WithTags("Boards").RequireAuthorization(Policies.ReadSales);

    private static async Task<Ok<DutyPage>> Items(
        Caller caller, string board, BoardQuery query, string? bucket, PageQuery page, PortfolioReader portfolio)
    {
        var asked = new ListQuery(caller.ScopeOf(query.Scope)) { Filter = query.Filter(), Bucket = bucket, Board = board };
        var answer = (await portfolio.Duties(caller.Org, asked, page.Of(caller))).OrProblem();
        return TypedResults.Ok(new DutyPage([.. answer.Items.Select(DutyBody.Of)], answer.Next, answer.Count, Yuan.Format(answer.AmountFen)));
    }

    /// <summary>By the days on which the contacts began; the last 30 days when none are named.</summary>
    private static async Task<Ok<MissesBody>> Misses(
        Caller caller, [AsParameters] BoardQuery query, DateOnly? from, DateOnly? to, PortfolioReader portfolio, IOrganizationDirectory directory, TimeProvider time)
    {
        var organization = await directory.Get(caller.Org);
        var (first, last) = Period.Of(from, to, organization, time);
        var counts = await portfolio.Misses(caller.Org, new(caller.ScopeOf(query.Scope)) { Filter = query.Filter() }, first, last);
        return TypedResults.Ok(MissesBody.Of(first, last, counts));
    }
}
