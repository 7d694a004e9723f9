using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Identities;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.Problems;
using SalesGrains.Reps;

namespace SalesGrains.Integrations;

/// <summary>HTTP for what nobody has matched (未匹配, C04): the tray, and whose a thing in it is. What names no rep is the company's.</summary>
internal static class UnmatchedEndpoints
{
    /// <summary>Maps <c>/unmatched</c>.</summary>
    public static void MapUnmatched(this IEndpointRouteBuilder routes)
    {
        var unmatched = routes.MapGroup("/unmatched").WithTags("Integrations").RequireAuthorization(Policies.EditCustomers);
        unmatched.MapGet("/", List);
        unmatched.MapPost("/{id}/match", Match).ProducesCommand();
        unmatched.MapPost("/{id}/dismiss", Dismiss).ProducesCommand();
    }

    private static async Task<Ok<UnmatchedPage>> List(
        Caller caller, string? scope, string? rep, string? search, [AsParameters] PageQuery page, PortfolioReader portfolio)
    {
        var query = new ListQuery(caller.ScopeOf(scope)) { Filter = new(Rep: rep.OrNull(), Text: search.OrNull()) };
        var answer = (await portfolio.Unmatched(caller.Org, query, page.Of(caller))).OrProblem();
        return TypedResults.Ok(new UnmatchedPage([.. answer.Items.Select(UnmatchedBody.Of)], answer.Next, answer.Count));
    }

    /// <summary>The identity is this customer's: its signals go there, with the moments at which they happened.</summary>
    private static async Task<IResult> Match(string id, Call<MatchBody> call)
    {
        var (_, identity) = await Find(call.Caller, id);
        var customer = await call.Caller.Customer(call.Body.CustomerId);
        var customerId = customer.Id;
        if (identity.HolderId.Length > 0 && identity.HolderId != customer.Id)
        {
            throw Problem.Of(new Rejection("identity.taken").With("holder", identity.HolderId)).ToException();
        }

        var grain = call.Caller.Grains.Entity<ICustomerGrain>(customerId);
        var command = new MatchIdentity(identity.Id, identity.Kind, identity.Masked);
        return await call.Send(grain, customerId, (to, meta) => to.Execute(new(command, meta)));
    }

    /// <summary>It is to be nobody's.</summary>
    private static async Task<IResult> Dismiss(string id, Call<DismissBody> call)
    {
        var (grain, _) = await Find(call.Caller, id);
        return await call.Send(grain, id, (to, meta) => to.Execute(new(new DismissIdentity(call.Body.Reason), meta)));
    }

    private static async Task<(IIdentityGrain Grain, IdentityView Identity)> Find(Caller caller, string id)
    {
        var grain = caller.Grains.Entity<IIdentityGrain>(id);
        return await grain.Get() is { Kind.Length: > 0 } identity && await Sees(caller, identity)
            ? (grain, identity)
            : throw Problem.NotFound("identity.not-found").ToException();
    }

    private static async Task<bool> Sees(Caller caller, IdentityView identity) =>
        identity.RepId.Length == 0 ? caller.Scope == BoardScope.Company : await caller.Confirms(() => caller.Sees(identity.RepId));
}

/// <summary>Whose an identity is.</summary>
/// <param name="CustomerId">The customer.</param>
internal sealed record MatchBody(string CustomerId);

/// <summary>Why an identity is to be nobody's.</summary>
/// <param name="Reason">1–500 characters.</param>
internal sealed record DismissBody(string Reason);

/// <summary>A page of the tray.</summary>
/// <param name="Items">The one that has waited longest first.</param>
/// <param name="Next">The cursor of the next page, or null at the end.</param>
/// <param name="Total">How many there are in all.</param>
internal sealed record UnmatchedPage(IReadOnlyList<UnmatchedBody> Items, string? Next, long Total);

/// <summary>An identity that nobody has matched.</summary>
/// <param name="Id">Identity id.</param>
/// <param name="Kind">wecom, phone or wechat.</param>
/// <param name="Masked">Its value with the middle left out.</param>
/// <param name="RepId">The rep whom the signals name; empty: none.</param>
/// <param name="RepName">The rep's name.</param>
/// <param name="Source">Where the first signal came from.</param>
/// <param name="FirstAt">When it happened.</param>
/// <param name="LastAt">When the last one happened.</param>
/// <param name="Count">How many came.</param>
/// <param name="DeadlineAt">When the first contact is missed; null: no clock runs.</param>
/// <param name="MissedAt">When it was missed; null: it was not.</param>
internal sealed record UnmatchedBody(
    string Id, string Kind, string Masked, string RepId, string RepName, string Source, DateTimeOffset? FirstAt, DateTimeOffset? LastAt, int Count,
    DateTimeOffset? DeadlineAt, DateTimeOffset? MissedAt)
{
    /// <summary>An item of the portfolio.</summary>
    public static UnmatchedBody Of(UnmatchedItem item) => new(
        item.Id, item.Kind, item.Masked, item.RepId, item.RepName, item.Source, item.FirstAt, item.LastAt, item.Count, item.DeadlineAt, item.MissedAt);
}
