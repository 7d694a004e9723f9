using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SalesGrains.Entities;

namespace SalesGrains.Hosting;

/// <summary>Alive: the process answers. Ready: what was pending when it started has been looked after.</summary>
internal static class Health
{
    /// <summary>Maps <c>/health/live</c> and <c>/health/ready</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
    }
}

/// <summary>Ready once the first round of pings to pending entities has been sent.</summary>
internal sealed class SweepCheck(SweepState sweep) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(sweep.FirstRoundSent ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The first sweep is under way."));
}
