using System.Reflection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SalesGrains.Hosting;

namespace SalesGrains.Telemetry;

/// <summary>
/// OpenTelemetry: metrics are always gathered and read at <c>/metrics</c>; traces only when the standard environment variables say where
/// to send them, because then every call between grains carries one more header.
/// </summary>
internal static class OpenTelemetrySetup
{
    private static readonly string[] Quiet = ["/health", "/metrics", "/live", "/assets"];

    /// <summary>True when the environment names a collector.</summary>
    public static bool HasCollector { get; } = HasAny("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT");

    /// <summary>The program's version, as it is told to collectors and administrators.</summary>
    public static string Version { get; } =
        typeof(OpenTelemetrySetup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>Registers it.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder, SalesOptions options)
    {
        builder.Services.AddHostedService<PushMetrics>();
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("salesgrains", serviceVersion: Version));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter("SalesGrains.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
                .AddRuntimeInstrumentation().AddPrometheusExporter();
            if (HasCollector)
            {
                metrics.AddOtlpExporter();
            }
        });
        if (!options.Traces)
        {
            return;
        }

        builder.UseOrleans(silo => silo.AddActivityPropagation());
        telemetry.WithTracing(traces =>
        {
            traces.AddSource("SalesGrains.*", "Microsoft.Orleans.Application")
                .AddAspNetCoreInstrumentation(http => http.Filter = context => !Array.Exists(Quiet, path => context.Request.Path.StartsWithSegments(path)));
            if (HasCollector)
            {
                traces.AddOtlpExporter();
            }
        });
    }

    private static bool HasAny(params string[] names) => Array.Exists(names, name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)));
}
