using System.Diagnostics.Metrics;

namespace SalesGrains.Entities;

/// <summary>What the writer did, for whoever listens to the meter <c>SalesGrains.Storage</c>.</summary>
internal static class StoreMetrics
{
    private static readonly Meter meter = new("SalesGrains.Storage");
    private static readonly Histogram<double> duration = meter.CreateHistogram(
        "salesgrains.store.transaction.duration", "s", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
        });
    private static readonly Histogram<int> size = meter.CreateHistogram(
        "salesgrains.store.transaction.writes", "{write}", advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] });
    private static readonly Counter<int> unknown = meter.CreateCounter<int>("salesgrains.store.unknown", "{write}");

    /// <summary>A transaction is on the disk.</summary>
    public static void Committed(int writes, TimeSpan took)
    {
        duration.Record(took.TotalSeconds);
        size.Record(writes);
    }

    /// <summary>A transaction failed; its writes are unknown.</summary>
    public static void Failed(int writes) => unknown.Add(writes);
}
