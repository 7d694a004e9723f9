using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.Problems;

namespace SalesGrains.Customers;

/// <summary>
/// HTTP for duplicates (查重, X10): who may be the same is told, never refused; two become one by a command that was looked at before.
/// </summary>
internal static class MergeEndpoints
{
    private const int MostCandidates = 20;

    /// <summary>Maps duplicates and merging below <c>/customers</c>.</summary>
    public static void MapMerge(this RouteGroupBuilder customers)
    {
        // The numbers that are looked for stand in a body: addresses are logged.
        customers.MapPost("/duplicates", Like).RequireAuthorization(Policies.EditCustomers).WithoutIdempotencyKey();
        customers.MapGet("/{id}/duplicates", Of).RequireAuthorization(Policies.EditCustomers);
        customers.MapGet("/{id}/merge", Preview).RequireAuthorization(Policies.EditCustomers);
        customers.MapPost("/{id}/merge", Merge).RequireAuthorization(Policies.EditCustomers).RequireVersion().ProducesCommand();
    }

    private static async Task<Ok<DuplicatesBody>> Like(Body<DuplicateSearch> body, Caller caller, PortfolioReader portfolio)
    {
        var search = body.Value;
        var profile = new CustomerProfile
        {
            Name = (search.Name ?? "").Trim(),
            CreditCode = CreditCodes.Normal(search.CreditCode),
            Contacts = [.. (search.Phones ?? []).Select(phone => new Contact { Phone = phone })],
            Identities = [.. (search.Identities ?? []).Select(one => new ExternalIdentity { Kind = one.Kind ?? "", Value = one.Value ?? "" })],
        };
        return TypedResults.Ok(await Alike(caller, profile, null, portfolio));
    }

    private static async Task<Ok<DuplicatesBody>> Of(string id, Caller caller, PortfolioReader portfolio)
    {
        var customer = await caller.Customer(id);
        return TypedResults.Ok(await Alike(caller, customer.Profile, customer.Id, portfolio));
    }

    /// <summary>Whoever is looked for is looked for in the whole company; of customers of others only the name and whose they are is told.</summary>
    private static async Task<DuplicatesBody> Alike(Caller caller, CustomerProfile profile, string? except, PortfolioReader portfolio)
    {
        var query = new ListQuery(BoardScope.Company)
        {
            Alike = new()
            {
                NameKey = profile.Name.Length == 0 ? null : CompanyNames.KeyOf(profile.Name),
                IdentityIds = [.. ProfileRules.Keys(caller.Org, profile).Select(key => key.Id)],
                CreditCode = profile.CreditCode,
                ExceptId = except,
            },
        };
        var answer = (await portfolio.Customers(caller.Org, query, new(MostCandidates))).OrProblem();
        return new([.. answer.Items.Select(item => caller.Sees(item.RepId)
            ? new DuplicateRow(item.Id, item.Name, item.RepName, item.Alike)
            : new DuplicateRow(null, item.Name, item.RepName, item.Alike))]);
    }

    private static async Task<Ok<MergePreview>> Preview(string id, string? into, Caller caller)
    {
        var (loser, winner) = (await caller.SeenCustomer(id), await Winner(caller, into));
        return TypedResults.Ok(MergePreview.Of(loser, winner, caller.Organization.Tree));
    }

    private static async Task<IResult> Merge(string id, Call<MergeBody> call)
    {
        // Itself, not the one it was merged into: a repeat of the key gets the first answer.
        await call.Caller.SeenCustomer(id);
        var winner = await Winner(call.Caller, call.Body.Into);
        var command = new MergeCustomer(winner.Id) { Objection = winner.Id == id ? null : MergeRules.Objection(winner) };
        return await call.Send(call.Caller.Grains.Entity<ICustomerGrain>(id), winner.Id, (grain, meta) => grain.Execute(new(command, meta)));
    }

    private static async Task<CustomerView> Winner(Caller caller, string? into) =>
        into is { } id && TenantGrains.IsId(id) && await caller.Grains.Entity<ICustomerGrain>(id).Get() is not null
            ? await caller.SeenCustomer(id)
            : throw new Problem(StatusCodes.Status422UnprocessableEntity, "customer.merge-into-missing", "/into").ToException();
}
