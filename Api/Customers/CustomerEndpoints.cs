using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Boards;
using SalesGrains.Customers.Comments;
using SalesGrains.Customers.Chains;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Numbers;
using SalesGrains.Portfolios;
using SalesGrains.Problems;
using SalesGrains.Reps;

namespace SalesGrains.Customers;

/// <summary>HTTP for customers (客户).</summary>
internal static class CustomerEndpoints
{
    /// <summary>Maps <c>/customers</c>.</summary>
    public static void MapCustomers(this IEndpointRouteBuilder routes)
    {
        var customers = routes.MapGroup("/customers").WithTags("Customers");
        customers.MapGet("/", List).RequireAuthorization(Policies.ReadSales);
        customers.MapPost("/", Create).RequireAuthorization(Policies.EditCustomers).ProducesCreated();
        customers.MapGet("/{id}", Get).RequireAuthorization(Policies.ReadSales);
        customers.MapPut("/{id}", Update).RequireAuthorization(Policies.EditCustomers).RequireVersion().ProducesCommand();
        customers.MapReceipts();
        customers.MapQrPicture();
        customers.MapOpportunities();
        customers.MapFollowUps();
        customers.MapTimeline();
        customers.MapMerge();
        customers.MapComments();
        routes.MapPool();
        routes.MapChains();
        routes.MapFieldRules();
    }

    /// <summary>A customer that the caller may see; for a duplicate the one into which it was merged (X10).</summary>
    /// <exception cref="ProblemException">404.</exception>
    public static async Task<CustomerView> Customer(this Caller caller, string id)
    {
        var found = await caller.SeenCustomer(id);
        while (found.MergedInto is { } winner)
        {
            found = await caller.SeenCustomer(winner);
        }

        return found;
    }

    /// <summary>A customer that the caller may see, itself, be it a duplicate or not.</summary>
    /// <exception cref="ProblemException">404.</exception>
    public static async Task<CustomerView> SeenCustomer(this Caller caller, string id) =>
        await caller.Grains.Entity<ICustomerGrain>(id).Get() is { } customer && await caller.Confirms(() => caller.Sees(customer.Profile.RepId))
            ? customer
            : throw Problem.NotFound("customer.not-found").ToException();

    private static async Task<Ok<ItemPage<CustomerRow>>> List(
        Caller caller, string? scope, string? tier, string? rep, string? search, bool? stale, [AsParameters] PageQuery page, PortfolioReader portfolio)
    {
        var query = new ListQuery(caller.ScopeOf(scope)) { Filter = new(Rep: rep.OrNull(), Text: search.OrNull(), Tier: tier.OrNull()), Stale = stale == true };
        var answer = (await portfolio.Customers(caller.Org, query, page.Of(caller))).OrProblem();
        return TypedResults.Ok(new ItemPage<CustomerRow>([.. answer.Items.Select(CustomerRow.Of)], answer.Next));
    }

    private static async Task<Ok<CustomerBody>> Get(string id, Caller caller, HttpContext context)
    {
        var customer = await caller.Customer(id);
        context.Response.Headers.ETag = $"\"{customer.Version}\"";
        return TypedResults.Ok(CustomerBody.Of(customer, await caller.RepName(customer.Profile.RepId)));
    }

    private static async Task<IResult> Create(Call<CustomerChange> call)
    {
        var id = call.NewId("customer", call.Body.Id);
        var profile = await Profile(call, new());
        var customer = call.Caller.Grains.Entity<ICustomerGrain>(id);
        var outcome = await call.Caller.Claiming(
            EntityKinds.Customer, id, profile.ExternalNo, "/externalNo", () => customer.Execute(new(new CreateCustomer(profile), call.Meta)));
        return outcome.ToHttp(id, await Call.ViewPending(customer, outcome), $"/api/v1/customers/{id}");
    }

    private static async Task<IResult> Update(string id, Call<CustomerChange> call)
    {
        var before = await call.Caller.Customer(id);
        if (call.Body.Id is { } other && other != id)
        {
            throw new Problem(StatusCodes.Status400BadRequest, "id.malformed", "/id").ToException();
        }

        var profile = await Profile(call, before.Profile);
        var customer = call.Caller.Grains.Entity<ICustomerGrain>(before.Id);
        var outcome = await call.Caller.Claiming(
            EntityKinds.Customer, before.Id, profile.ExternalNo, "/externalNo", () => customer.Execute(new(new UpdateCustomer(profile), call.Meta)));
        return outcome.ToHttp(before.Id, await Call.ViewPending(customer, outcome));
    }

    private static async Task<CustomerProfile> Profile(Call<CustomerChange> call, CustomerProfile before)
    {
        var body = call.Body;
        var repId = body.RepId ?? call.Caller.RepId;
        await call.Caller.MustReach(repId, "/repId");
        return new()
        {
            Name = (body.Name ?? "").Trim(),
            Tier = body.Tier ?? "",
            RepId = repId!,
            Industry = body.Industry.OrNull(),
            ExternalNo = body.ExternalNo.OrNull(),
            Contacts = [.. (body.Contacts ?? []).Select(contact => new Contact { Name = contact.Name ?? "", Title = contact.Title ?? "", Phone = contact.Phone.OrNull() })],
            Identities = body.Identities is { } identities
                ? [.. identities.Select(identity => new ExternalIdentity { Kind = identity.Kind ?? "", Value = (identity.Value ?? "").Trim() })]
                : before.Identities,
            AnnualPurchaseFen = body.AnnualPurchase is { } annual ? OpportunityEndpoints.OptionalFen(annual, "/annualPurchase") : before.AnnualPurchaseFen,
            CreditCode = body.CreditCode is { } code ? CreditCodes.Normal(code) : before.CreditCode,
            DecisionChain = body.DecisionChain is { } chain
                ? [.. chain.Select(person => new DecisionMaker { Name = (person.Name ?? "").Trim(), Title = person.Title ?? "" })]
                : before.DecisionChain,
        };
    }
}
