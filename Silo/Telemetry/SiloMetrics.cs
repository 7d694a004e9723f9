using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using SalesGrains.Entities;
using SalesGrains.Entities.Delivery;

namespace SalesGrains.Telemetry;

/// <summary>What a silo says of itself when somebody asks.</summary>
internal sealed class SiloMetrics : IHostedService
{
    /// <summary>Registers the gauges; they read only when they are read.</summary>
    public SiloMetrics(IMeterFactory meters, PendingEntities pending, SweepState sweep)
    {
        var meter = meters.Create("SalesGrains.Silo");
        meter.CreateObservableGauge("sales.pending.entities", () => pending.Count, null, "Entities of this silo that may have something undelivered.");
        meter.CreateObservableGauge("sales.sweep.oldest_mark", () => sweep.Oldest.TotalSeconds, "s", "Age of the oldest pending mark in the store.");
        meter.CreateObservableGauge("sales.sweep.since_round", () => sweep.RoundAt == 0 ? 0 : Stopwatch.GetElapsedTime(sweep.RoundAt).TotalSeconds, "s",
            "Time since the store's pending marks were last read.");
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
