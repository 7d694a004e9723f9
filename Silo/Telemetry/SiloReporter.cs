using System.Diagnostics;
using System.Net;
using System.Reflection;
using Microsoft.Extensions.Hosting;
using SalesGrains.Entities;
using SalesGrains.Entities.Delivery;
using SalesGrains.Silos;

namespace SalesGrains.Telemetry;

/// <summary>Tells the cluster every few seconds how this silo is, for the page of administrators. A report that does not get through is not missed.</summary>
internal sealed class SiloReporter(
    IGrainFactory grains, ILocalSiloDetails local, SweepState sweep, PingState ping, PendingEntities pending, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly string Version =
        typeof(SiloReporter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    private readonly DateTimeOffset startedAt = time.GetUtcNow();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await grains.GetGrain<ISiloReportsGrain>(ISiloReportsGrain.Key).Report(Report());
            }
            catch (Exception)
            {
                // The next one is five seconds away, and its absence is seen.
            }

            await Task.Delay(Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private SiloReport Report()
    {
        var now = time.GetUtcNow();
        return new(
            local.SiloAddress.ToString(), Dns.GetHostName(), Version, startedAt, now, Moment(sweep.RoundAt), Moment(ping.At), sweep.Oldest, pending.Count,
            Environment.WorkingSet);

        DateTimeOffset? Moment(long stamp) => stamp == 0 ? null : now - Stopwatch.GetElapsedTime(stamp);
    }
}
