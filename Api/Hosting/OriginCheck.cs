using SalesGrains.Http;
using SalesGrains.Problems;

namespace SalesGrains.Hosting;

/// <summary>
/// Refuses what another site makes a browser send: calls that change something, and sockets. A browser says where a call comes from
/// (<c>Sec-Fetch-Site</c>, <c>Origin</c>); who says neither is no browser and carries no cookie that a site could abuse.
/// </summary>
internal static class OriginCheck
{
    /// <summary>The middleware.</summary>
    public static Task Check(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if ((IdempotencyKeys.IsUnsafe(request) || IsLive(request)) && !HasToken(request) && !IsOurs(request))
        {
            throw new Problem(StatusCodes.Status403Forbidden, "origin.forbidden", "Origin").ToException();
        }

        return next(context);
    }

    // A token is put into a header by a program; no site can make a browser add it.
    private static bool HasToken(HttpRequest request) => request.Headers.Authorization.Count > 0;

    // Whether it is a socket is known only to the hub, further on; what opens one is a plain GET, with the browser's cookie.
    private static bool IsLive(HttpRequest request) => request.Path.StartsWithSegments("/live");

    private static bool IsOurs(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        var origin = request.Headers.Origin;
        return (site.Count == 0 || site is ["same-origin" or "none"])
            && (origin.Count == 0 || origin is [{ } from] && from == $"{request.Scheme}://{request.Host}");
    }
}
