using System.Net;
using System.Security.Cryptography;
using System.Text;
using SalesGrains.Hosting;

namespace SalesGrains.Telemetry;

/// <summary>
/// <c>/metrics</c> for Prometheus. The numbers are of the whole installation, so no organisation's sign-in opens it: it answers this
/// machine, asked directly, and whoever has the token from the environment. To anybody else it is not there.
/// </summary>
internal static class MetricsEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder routes, SalesOptions options) =>
        routes.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous().Add(endpoint =>
        {
            var metrics = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => Admits(context, options.MetricsToken) ? metrics(context) : Hide(context);
        });

    private static bool Admits(HttpContext context, string? token) =>
        token is not null && HasToken(context.Request, token) || IsThisMachine(context);

    private static bool HasToken(HttpRequest request, string token) =>
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString())),
            SHA256.HashData(Encoding.UTF8.GetBytes($"Bearer {token}")));

    /// <summary>A proxy on this machine forwards for others, and a page in a browser on it may have bent a name to this address.</summary>
    private static bool IsThisMachine(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("X-Original-For")
        && !context.Request.Headers.ContainsKey("Forwarded")
        && (context.Request.Host.Host == "localhost" || (IPAddress.TryParse(context.Request.Host.Host.Trim('[', ']'), out var host) && IPAddress.IsLoopback(host)));

    private static Task Hide(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
