using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Hosting;
using SalesGrains.Http;
using SalesGrains.Organizations;
using SalesGrains.Problems;

namespace SalesGrains.Accounts;

/// <summary>HTTP for the very first organisation: from this machine only, with the code that the program printed.</summary>
internal static class SetupEndpoints
{
    /// <summary>Maps <c>/setup</c>.</summary>
    public static void MapSetup(this IEndpointRouteBuilder routes)
    {
        var setup = routes.MapGroup("/setup").WithTags("Setup").WithoutIdempotencyKey().AllowAnonymous();
        setup.MapGet("/", Get);
        setup.MapPost("/", Found).RequireRateLimiting(RateLimits.SignIn).Produces<CommandAnswer>(StatusCodes.Status201Created);
    }

    private static async Task<Ok<SetupView>> Get(IGrainFactory grains) =>
        TypedResults.Ok(new SetupView(await grains.GetGrain<IInstallationGrain>(IInstallationGrain.Key).IsEmpty()));

    private static async Task<IResult> Found(
        Body<SetupBody> body, HttpContext context, IGrainFactory grains, SetupCode code, Passwords passwords)
    {
        if (!IPAddress.IsLoopback(context.Connection.RemoteIpAddress ?? IPAddress.None))
        {
            return new Problem(StatusCodes.Status403Forbidden, "setup.not-here").ToResult();
        }

        var asked = body.Value;
        if (await code.Redeem(asked.Code) is not { } ids)
        {
            return new Problem(StatusCodes.Status403Forbidden, "setup.wrong-code", "/code").ToResult();
        }

        var signInName = AccountKeys.Normalize(asked.SignInName)
            ?? throw new Problem(StatusCodes.Status422UnprocessableEntity, "person.sign-in-name-malformed", "/signInName").ToException();
        var first = new AddPerson(ids.UserId, asked.Name, signInName, passwords.Hash(asked.Password), Roles.Admin, OrganizationKeys.Root, null);
        var outcome = await grains.GetGrain<IInstallationGrain>(IInstallationGrain.Key)
            .Found(new(ids.Org, new(asked.OrganizationName, first)));
        return outcome.ToHttp(ids.Org, viewPending: false, "/api/v1/organization");
    }
}

/// <summary>Whether the first administrator is still to be made.</summary>
internal sealed record SetupView(bool Needed);

/// <summary>The first organisation and its administrator.</summary>
internal sealed record SetupBody(string Code, string OrganizationName, string Name, string SignInName, string Password);
