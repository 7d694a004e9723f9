using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Accounts;
using SalesGrains.Http;
using SalesGrains.Problems;

namespace SalesGrains.Customers;

/// <summary>HTTP for the code that is printed for a customer and scanned on site (轻量跟单, P01).</summary>
internal static class QrEndpoints
{
    /// <summary>Maps a customer's code.</summary>
    public static void MapQrPicture(this IEndpointRouteBuilder customers) =>
        customers.MapGet("/{id}/qr", Picture).RequireAuthorization(Policies.ReadSales).Produces<string>(StatusCodes.Status200OK, "image/svg+xml");

    /// <summary>Maps <c>/qr/open</c>.</summary>
    public static void MapQr(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/qr").WithTags("Customers").MapPost("/open", Open).RequireAuthorization(Policies.ReadSales).WithoutIdempotencyKey();

    private static async Task<IResult> Picture(string id, Caller caller, HttpRequest request, QrTokens tokens)
    {
        await caller.Customer(id);
        var link = $"{request.Scheme}://{request.Host}/m?c={tokens.Make(caller.Org, id)}";
        return TypedResults.Text(QrPicture.Of(link), "image/svg+xml", Encoding.UTF8);
    }

    private static async Task<Ok<QrCustomer>> Open(Body<QrOpening> body, Caller caller, QrTokens tokens)
    {
        var found = tokens.Read(body.Value.Token, caller.Org) is { } id ? await caller.Grains.Entity<ICustomerGrain>(id).Get() : null;
        while (found?.MergedInto is { } winner)
        {
            // A code that was printed for a duplicate opens the customer that stays (X10).
            found = await caller.Grains.Entity<ICustomerGrain>(winner).Get();
        }

        var customer = found is not null
            && await caller.Confirms(() => caller.Sees(found.Profile.RepId))
                ? found
                : throw Problem.NotFound("qr.not-found").ToException();
        return TypedResults.Ok(new QrCustomer(customer.Id, customer.Profile.Name, customer.Profile.Tier, customer.Profile.Industry));
    }
}

/// <summary>A code that was scanned.</summary>
/// <param name="Token">What stands in it.</param>
internal sealed record QrOpening(string? Token);

/// <summary>The customer of a code, for a phone to work with.</summary>
/// <param name="Id">Customer id.</param>
/// <param name="Name">Full name.</param>
/// <param name="Tier">A, B or C.</param>
/// <param name="Industry">Industry, if it is known.</param>
internal sealed record QrCustomer(string Id, string Name, string Tier, string? Industry);
