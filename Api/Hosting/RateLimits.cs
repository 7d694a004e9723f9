using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using SalesGrains.Accounts;
using SalesGrains.Problems;

namespace SalesGrains.Hosting;

/// <summary>How much one caller may ask, so that none slows the others down.</summary>
internal static class RateLimits
{
    /// <summary>The policy of signing in.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Registers the limits.</summary>
    public static IServiceCollection AddRateLimits(this IServiceCollection services, CallLimits limits) => services.AddRateLimiter(limiter =>
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(context => OfCaller(context, limits)),
            PartitionedRateLimiter.Create<HttpContext, string>(context => OfOrganization(context, limits)));
        limiter.AddPolicy(SignIn, context => RateLimitPartition.GetFixedWindowLimiter(
            $"sign-in {context.Connection.RemoteIpAddress}",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = limits.SignIn, Window = TimeSpan.FromMinutes(1) }));
        limiter.OnRejected = static async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 1;
            await ProblemWriter.Write(
                rejected.HttpContext,
                new Problem(StatusCodes.Status429TooManyRequests, "rate.exceeded") { RetryAfter = Math.Max(1, wait) }
                    .With("seconds", Math.Max(1, wait).ToString(CultureInfo.InvariantCulture)));
        };
    });

    private static RateLimitPartition<string> OfCaller(HttpContext context, CallLimits limits)
    {
        var user = context.User;
        if (user.FindFirstValue(SalesClaims.User) is not { } id)
        {
            return IsCall(context) ? Bucket($"address {context.Connection.RemoteIpAddress}", limits.Anonymous) : Free;
        }

        var key = $"{user.FindFirstValue(SalesClaims.Org)} {id}";
        return IsCall(context) ? Bucket(key, user.FindFirstValue(SalesClaims.Kind) == "api-key" ? limits.Client : limits.Person)
            : IsLive(context) ? AtOnce(key, limits.PersonConnections)
            : Free;
    }

    // Above the callers' own: an organisation with many people and clients is not many times as important as its neighbour.
    private static RateLimitPartition<string> OfOrganization(HttpContext context, CallLimits limits) =>
        context.User.FindFirstValue(SalesClaims.Org) is not { } org ? Free
        : IsCall(context) ? Bucket(org, limits.Organization)
        : IsLive(context) ? AtOnce(org, limits.OrganizationConnections)
        : Free;

    private static RateLimitPartition<string> Free => RateLimitPartition.GetNoLimiter("free");

    private static bool IsCall(HttpContext context) => context.Request.Path.StartsWithSegments("/api");

    private static bool IsLive(HttpContext context) => context.Request.Path.StartsWithSegments("/live");

    // A connection is one request that lasts; its permit comes back when it ends.
    private static RateLimitPartition<string> AtOnce(string key, int most) =>
        RateLimitPartition.GetConcurrencyLimiter($"live {key}", _ => new ConcurrencyLimiterOptions { PermitLimit = most });

    private static RateLimitPartition<string> Bucket(string key, int perSecond) =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond * 2,
            TokensPerPeriod = Math.Max(1, perSecond / 10),
            ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
            AutoReplenishment = true,
        });
}
