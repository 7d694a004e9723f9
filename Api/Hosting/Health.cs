using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Hosting;

/// <summary>Alive: the process answers. Ready: what was pending when it started has been looked after, the store answers, and it is not stopping.</summary>
internal static class Health
{
    private const string Ready = "ready";

    /// <summary>Registers the checks of readiness.</summary>
    public static void AddReadiness(this IServiceCollection services) => services.AddSingleton<StoreCheck>().AddHealthChecks()
        .AddCheck<StoppingCheck>("stopping", tags: [Ready])
        .AddCheck<SweepCheck>("sweep", tags: [Ready])
        .AddCheck<StoreCheck>("store", tags: [Ready]);

    /// <summary>Maps <c>/health/live</c> and <c>/health/ready</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
    }
}

/// <summary>Ready once the first round of pings to pending entities has been sent.</summary>
internal sealed class SweepCheck(SweepState sweep) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(sweep.FirstRoundSent ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The first sweep is under way."));
}

/// <summary>Not ready any more as soon as the program has been asked to stop: whoever balances load sends nothing new.</summary>
internal sealed class StoppingCheck(IHostApplicationLifetime lifetime) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("Stopping.") : HealthCheckResult.Healthy());
}

/// <summary>Ready while the store answers a small read in time. However often it is asked, the store is asked once a second at most.</summary>
internal sealed class StoreCheck(IEntityStore store) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Task<HealthCheckResult>? last;
    private long askedAt;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            if (last is null || (last.IsCompleted && Stopwatch.GetElapsedTime(askedAt) > Keep))
            {
                (last, askedAt) = (Ask(), Stopwatch.GetTimestamp());
            }

            return last;
        }
    }

    private async Task<HealthCheckResult> Ask()
    {
        try
        {
            await store.ReadOrganizations().WaitAsync(Patience);
            return HealthCheckResult.Healthy();
        }
        catch (Exception error)
        {
            return HealthCheckResult.Unhealthy($"The store does not answer: {error.GetType().Name}.");
        }
    }
}
