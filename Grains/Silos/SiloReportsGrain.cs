using System.Collections.Immutable;

namespace SalesGrains.Silos;

/// <summary>Keeps the silos' reports. Lost with its silo; the next reports bring all of it back.</summary>
[GrainType("silo-reports")]
internal sealed class SiloReportsGrain(TimeProvider time) : Grain, ISiloReportsGrain
{
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(10);
    private readonly Dictionary<string, SiloReport> reports = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task Report(SiloReport report)
    {
        reports[report.Address] = report;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<SiloReport>> Read()
    {
        var old = time.GetUtcNow() - Keep;
        foreach (var gone in reports.Values.Where(report => report.At < old).ToArray())
        {
            reports.Remove(gone.Address);
        }

        return Task.FromResult<ImmutableArray<SiloReport>>([.. reports.Values.OrderBy(report => report.Address, StringComparer.Ordinal)]);
    }
}
