using System.Diagnostics.Metrics;

namespace SalesGrains.Portfolios;

/// <summary>What operators watch of the portfolio.</summary>
internal static class PortfolioMetrics
{
    private static readonly Meter Meter = new("SalesGrains.Portfolio");

    /// <summary>Facts that a comparison with the store found missing: expected just after a start, 0 elsewhere.</summary>
    public static readonly Counter<long> Holes = Meter.CreateCounter<long>("sales.portfolio.holes");

    /// <summary>Entities woken for a due moment.</summary>
    public static readonly Counter<long> Woken = Meter.CreateCounter<long>("sales.portfolio.woken");

    /// <summary>Wakings that failed.</summary>
    public static readonly Counter<long> Failed = Meter.CreateCounter<long>("sales.portfolio.failed");

    /// <summary>How long after its due moment an entity was woken, in seconds of its organisation's time.</summary>
    public static readonly Histogram<double> Lateness = Meter.CreateHistogram(
        "sales.portfolio.lateness", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.1, 1, 5, 10, 30, 60, 600, 3600, 86_400] });
}
