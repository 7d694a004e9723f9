using System.Diagnostics.Metrics;

namespace SalesGrains.Entities;

/// <summary>What the writer did, for whoever listens to the meter <c>SalesGrains.Storage</c>.</summary>
internal static class StoreMetrics
{
    private static readonly Meter meter = new("SalesGrains.Storage");
    private static readonly Histogram<double> duration = meter.CreateHistogram<double>("salesgrains.store.transaction.duration", "s");
    private static readonly Histogram<int> size = meter.CreateHistogram<int>("salesgrains.store.transaction.writes", "{write}");
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
