using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.SignalR;
using SalesGrains.Boards;

namespace SalesGrains.Telemetry;

/// <summary>What operators watch of the push path.</summary>
internal sealed class PushMetrics : IHostedService
{
    private static readonly Meter Meter = new("SalesGrains.Push");
    private static readonly Counter<long> Messages = Meter.CreateCounter<long>("sales.push.messages", null, "Frames and beats written to browsers.");
    private static readonly Counter<long> Bytes = Meter.CreateCounter<long>("sales.push.bytes", "By", "Bytes written to browsers.");

    /// <summary>Registers the gauges of this process's relay.</summary>
    public PushMetrics(IMeterFactory meters, BoardRelay relay)
    {
        var meter = meters.Create("SalesGrains.Boards");
        meter.CreateObservableGauge("sales.push.watchers", () => relay.Watchers, null, "Boards watched, each browser's counted.");
        meter.CreateObservableGauge("sales.boards.held", () => relay.Topics, null, "Boards that this process holds copies of.");
        meter.CreateObservableGauge("sales.boards.staleness", () => relay.OldestMs / 1000.0, "s", "Age of the oldest copy that somebody watches.");
    }

    /// <summary>Counts a message; its bytes are shared by all who get it, so measuring them serializes nothing twice.</summary>
    public static void Written(SerializedHubMessage message, HubConnectionContext to, string kind)
    {
        if (Messages.Enabled)
        {
            Messages.Add(1, new KeyValuePair<string, object?>("kind", kind));
            Bytes.Add(message.GetSerializedMessage(to.Protocol).Length, new KeyValuePair<string, object?>("kind", kind));
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
