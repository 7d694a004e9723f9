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
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, limits));
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

    private static RateLimitPartition<string> Partition(HttpContext context, CallLimits limits)
    {
        if (!context.Request.Path.StartsWithSegments("/api"))
        {
            return RateLimitPartition.GetNoLimiter("files");
        }

        var user = context.User;
        return user.FindFirstValue(SalesClaims.User) is not { } id
            ? Bucket($"address {context.Connection.RemoteIpAddress}", limits.Anonymous)
            : Bucket(
                $"{user.FindFirstValue(SalesClaims.Org)} {id}",
                user.FindFirstValue(SalesClaims.Kind) == "api-key" ? limits.Client : limits.Person);
    }

    private static RateLimitPartition<string> Bucket(string key, int perSecond) =>
        RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond * 2,
            TokensPerPeriod = Math.Max(1, perSecond / 10),
            ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
            AutoReplenishment = true,
        });
}
