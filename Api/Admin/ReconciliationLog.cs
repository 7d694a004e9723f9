using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace SalesGrains.Admin;

/// <summary>What this process's latest comparisons came to: for the metric that must be 0, and for the page.</summary>
public sealed partial class ReconciliationLog
{
    private readonly ConcurrentDictionary<string, Reconciled> latest = new(StringComparer.Ordinal);
    private readonly ILogger<ReconciliationLog> log;

    /// <summary>Registers the metric.</summary>
    public ReconciliationLog(IMeterFactory meters, ILogger<ReconciliationLog> log)
    {
        this.log = log;
        meters.Create("SalesGrains.Reconciliation").CreateObservableGauge(
            "sales.reconciliation.differences", () => latest.Values.Sum(found => found.Differences.Length + (found.BoardAgrees ? 0 : 1)), null,
            "Numbers that boards and store disagreed on when they were last compared; must be 0.");
    }

    /// <summary>The latest comparison of an organisation by this process, or null.</summary>
    public Reconciled? Of(string org) => latest.GetValueOrDefault(org);

    internal void Compared(string org, Reconciled found)
    {
        latest[org] = found;
        if (!found.Differences.IsEmpty || !found.BoardAgrees)
        {
            Differs(log, org, found.Differences.Length, found.BoardAgrees);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Boards and store of {Org} disagree on {Differences} nodes (the board adds up: {BoardAgrees}).")]
    private static partial void Differs(ILogger log, string org, int differences, bool boardAgrees);
}
