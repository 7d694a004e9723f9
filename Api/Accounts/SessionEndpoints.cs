using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using SalesGrains.Hosting;
using SalesGrains.Http;
using SalesGrains.Problems;

namespace SalesGrains.Accounts;

/// <summary>HTTP for signing in and out, and for what a signed-in browser needs to begin.</summary>
internal static class SessionEndpoints
{
    /// <summary>Maps <c>/session</c>.</summary>
    public static void MapSession(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/session").WithTags("Session").WithoutIdempotencyKey();
        session.MapGet("/", Get).RequireAuthorization(Policies.SignedIn);
        session.MapPost("/", SignIn).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn).Produces<SessionView>();
        session.MapDelete("/", (Delegate)SignOut).AllowAnonymous().Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<Ok<SessionView>> Get(Caller caller, Callers callers, TimeProvider time) =>
        TypedResults.Ok(SessionView.Of(caller, await callers.View(caller.Org), time.GetUtcNow()));

    private static async Task<IResult> SignIn(
        Body<SignInBody> body, HttpContext context, IGrainFactory grains, Callers callers, Passwords passwords, TimeProvider time)
    {
        if (AccountKeys.OfName(body.Value.Name) is not { } key)
        {
            return Wrong().ToResult();
        }

        var account = grains.GetGrain<IAccountGrain>(key);
        if (await account.BeginTry() is { Ticks: > 0 } wait)
        {
            return TooMany(wait).ToResult();
        }

        var owner = await account.Find();
        var person = owner is null ? null : await callers.PersonNow(owner.Org, owner.UserId);
        if (!passwords.Check(person?.PasswordHash, body.Value.Password))
        {
            return Wrong().ToResult();
        }

        await account.EndTry();
        await SessionCookie.SignIn(context, owner!.Org, person!);
        var caller = await callers.Of(Callers.Principal(owner.Org, person!, SessionCookie.Scheme));
        return TypedResults.Ok(SessionView.Of(caller!, await callers.View(owner.Org), time.GetUtcNow()));
    }

    private static async Task<IResult> SignOut(HttpContext context)
    {
        await context.SignOutAsync(SessionCookie.Scheme);
        return TypedResults.NoContent();
    }

    private static Problem Wrong() => new(StatusCodes.Status401Unauthorized, "session.wrong-credentials");

    private static Problem TooMany(TimeSpan wait)
    {
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        return new Problem(StatusCodes.Status429TooManyRequests, "session.too-many-tries") { RetryAfter = seconds }
            .With("minutes", Math.Ceiling(wait.TotalMinutes).ToString(CultureInfo.InvariantCulture));
    }
}

/// <summary>A try to sign in.</summary>
internal sealed record SignInBody(string Name, string Password);
