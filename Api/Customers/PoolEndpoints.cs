using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Boards;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.Problems;
using SalesGrains.Reps;

namespace SalesGrains.Customers;

/// <summary>
/// HTTP for the public pool (公海, X13). A customer in it belongs to the region of who had it last: the region's reps take it, those who lead
/// them give it to one of theirs.
/// </summary>
internal static class PoolEndpoints
{
    /// <summary>Maps <c>/pool</c> and what moves customers there and back.</summary>
    public static void MapPool(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/pool", List).RequireAuthorization(Policies.ReadSales).WithTags("Customers");
        routes.MapPost("/customers/{id}/claim", Claim).RequireAuthorization(Policies.EditCustomers).WithTags("Customers").ProducesCommand();
        routes.MapPost("/customers/{id}/release", Release).RequireAuthorization(Policies.EditCustomers).WithTags("Customers").ProducesCommand();
    }

    private static async Task<Ok<PoolPage>> List(Caller caller, string? tier, string? search, [AsParameters] PageQuery page, PortfolioReader portfolio)
    {
        var query = new ListQuery(ScopeOf(caller)) { Filter = new(Text: search.OrNull(), Tier: tier.OrNull()), Pooled = true };
        var answer = (await portfolio.Customers(caller.Org, query, page.Of(caller))).OrProblem();
        return TypedResults.Ok(new PoolPage([.. answer.Items.Select(PoolRow.Of)], answer.Next, answer.Count));
    }

    private static async Task<IResult> Claim(string id, Call<ClaimBody> call, PortfolioReader portfolio)
    {
        var caller = call.Caller;
        var customer = caller.Grains.Entity<ICustomerGrain>(id);
        var found = await customer.Get();
        if (found is null || !await caller.Confirms(() => caller.Organization.Tree.Contains(ScopeOf(caller), found.Profile.RepId)))
        {
            throw Problem.NotFound("customer.not-found").ToException();
        }

        var repId = call.Body.RepId ?? caller.RepId;
        await caller.MustReach(repId, "/repId");
        var command = new ClaimCustomer(repId!) { Objection = await Objection(caller, repId!, portfolio) };
        return await call.Send(customer, id, (grain, meta) => grain.Execute(new(command, meta)));
    }

    private static Task<IResult> Release(string id, Call<ReleaseBody> call) => call.ToCustomer(id, id, new ReleaseCustomer(call.Body.Reason ?? ""));

    /// <summary>Whoever has many already takes no more; two that come at the same moment may both pass.</summary>
    private static async Task<Rejection?> Objection(Caller caller, string repId, PortfolioReader portfolio)
    {
        var most = caller.Rules.Pool.MostHeld;
        return most > 0 && (await portfolio.Customers(caller.Org, new(new BoardScope("rep", repId)) { Pooled = false }, new(1))).Count >= most
            ? new Rejection("customer.too-many-held", "/repId").With("max", $"{most}")
            : null;
    }

    /// <summary>The pool that a caller sees: a rep the whole region's, everybody else that of their place.</summary>
    private static BoardScope ScopeOf(Caller caller) =>
        caller.RepId is { } rep && caller.Scope.Kind == "rep" && caller.Organization.Tree.RegionOf(rep) is { } region ? new("region", region.Id) : caller.Scope;
}

/// <summary>Who takes a customer from the pool.</summary>
/// <param name="RepId">Who has it from now on; the caller when they are a rep.</param>
internal sealed record ClaimBody(string? RepId = null);

/// <summary>Why a customer is given back to the pool.</summary>
internal sealed record ReleaseBody(string? Reason);

/// <summary>A page of the pool, with the number of all in it.</summary>
internal sealed record PoolPage(IReadOnlyList<PoolRow> Items, string? Next, long Count);

/// <summary>A customer in the pool: what one has to know to take it, no more.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Tier">A, B or C.</param>
/// <param name="Industry">Its industry.</param>
/// <param name="FormerRepName">Who had it last.</param>
/// <param name="PooledAt">Since when it is there.</param>
/// <param name="LastActivityAt">When anything last happened.</param>
internal sealed record PoolRow(string Id, string Name, string Tier, string? Industry, string FormerRepName, DateTimeOffset PooledAt, DateTimeOffset? LastActivityAt)
{
    /// <summary>An item of the portfolio.</summary>
    public static PoolRow Of(CustomerItem item) => new(
        item.Id, item.Name, item.Tier, item.Industry, item.RepName, item.PooledAt ?? default, item.LastActivityAt);
}
