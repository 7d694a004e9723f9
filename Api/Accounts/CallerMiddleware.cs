using SalesGrains.Entities;
using SalesGrains.Http;
using SalesGrains.Problems;

namespace SalesGrains.Accounts;

/// <summary>
/// Finds out who calls, as of now, and says so to endpoints and grains. Somebody who may not come in any more is nobody; while the
/// organisation's clock jumps, nothing may be changed (M4).
/// </summary>
internal static class CallerMiddleware
{
    /// <summary>The middleware; runs after authentication and before authorization.</summary>
    public static async Task Find(HttpContext context, RequestDelegate next)
    {
        if (context.User.Identity is { IsAuthenticated: true })
        {
            if (await context.RequestServices.GetRequiredService<Callers>().Of(context.User) is not { } caller)
            {
                throw new Problem(StatusCodes.Status401Unauthorized, "session.required").ToException();
            }

            if (caller.Organization.Stored.Clock.Jumping && IdempotencyKeys.IsUnsafe(context.Request)
                && context.Request.Path.StartsWithSegments("/api") && !context.Request.Path.StartsWithSegments("/api/v1/session"))
            {
                throw new Problem(StatusCodes.Status409Conflict, "clock.jumping") { RetryAfter = 1 }.ToException();
            }

            context.Features.Set(caller);
            CallContext.Organization = caller.Org;
        }

        await next(context);
    }
}
