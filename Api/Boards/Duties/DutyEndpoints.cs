using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Http;
using SalesGrains.Money;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.Reps;

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
        Group(routes, BoardTopic.FirstContacts).MapGet("/misses/items", MissItems);
        Group(routes, BoardTopic.FirstContacts).MapGet("/coverage", Coverage);
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
        var (first, last) = Period.Of(from, to, await directory.Get(caller.Org), time);
        var counts = await portfolio.Misses(caller.Org, new(caller.ScopeOf(query.Scope)) { Filter = query.Filter() }, first, last);
        return TypedResults.Ok(MissesBody.Of(first, last, counts));
    }

    /// <summary>The list behind each number of the misses: all contacts, or those that were missed; of a source, of a device, or of both.</summary>
    private static async Task<Ok<DutyPage>> MissItems(
        Caller caller, [AsParameters] BoardQuery query, DateOnly? from, DateOnly? to, string? source, string? device, bool? missed, [AsParameters] PageQuery page,
        PortfolioReader portfolio, IOrganizationDirectory directory, TimeProvider time)
    {
        var (first, last) = Period.Of(from, to, await directory.Get(caller.Org), time);
        var asked = new ListQuery(caller.ScopeOf(query.Scope))
        {
            Filter = query.Filter(),
            Board = BoardTopic.FirstContacts,
            Contacts = new(first, last, source.OrNull(), device.OrNull(), missed == true),
        };
        var answer = (await portfolio.Contacts(caller.Org, asked, page.Of(caller))).OrProblem();
        return TypedResults.Ok(new DutyPage([.. answer.Items.Select(DutyBody.Of)], answer.Next, answer.Count, Yuan.Format(answer.AmountFen)));
    }

    /// <summary>The share of those to be reminded of whose rep was reached (R14), with the list of those that it lacks.</summary>
    private static async Task<Ok<CoverageBody>> Coverage(
        Caller caller, [AsParameters] BoardQuery query, DateOnly? from, DateOnly? to, PortfolioReader portfolio, IOrganizationDirectory directory, TimeProvider time)
    {
        var (first, last) = Period.Of(from, to, await directory.Get(caller.Org), time);
        var asked = new ListQuery(caller.ScopeOf(query.Scope)) { Filter = query.Filter() };
        var counts = await portfolio.Misses(caller.Org, asked, first, last);
        return TypedResults.Ok(CoverageBody.Of(first, last, counts, await portfolio.Unreached(caller.Org, asked, first, last)));
    }
}
