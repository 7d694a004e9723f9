using System.Collections.Immutable;

namespace SalesGrains.Silos;

/// <summary>What every silo (筒仓) of the cluster last said of itself; in memory only, a few seconds old at most. Key: <see cref="Key"/>.</summary>
[Alias("silo-reports")]
public interface ISiloReportsGrain : IGrainWithStringKey
{
    /// <summary>The one key.</summary>
    const string Key = "cluster";

    /// <summary>A silo reports; to be repeated every few seconds.</summary>
    [Alias("report")] Task Report(SiloReport report);

    /// <summary>The latest report of each silo that reported within ten minutes.</summary>
    [Alias("read"), ResponseTimeout("00:00:05")] Task<ImmutableArray<SiloReport>> Read();
}

/// <summary>A silo's own account.</summary>
/// <param name="Address">As the cluster names it.</param>
/// <param name="Host">The machine.</param>
/// <param name="Version">The program's version.</param>
/// <param name="StartedAt">When the process started.</param>
/// <param name="At">When it reported.</param>
/// <param name="SweptAt">When it last read the store's pending marks; null: not yet.</param>
/// <param name="PingedAt">When it last pinged its part of the portfolio; null: not yet.</param>
/// <param name="OldestMark">Age of the oldest pending mark that it saw.</param>
/// <param name="Pending">Entities of it that may have something undelivered.</param>
/// <param name="MemoryBytes">Memory of the process.</param>
[GenerateSerializer, Immutable, Alias("silo-report")]
public sealed record SiloReport(
    [property: Id(0)] string Address,
    [property: Id(1)] string Host,
    [property: Id(2)] string Version,
    [property: Id(3)] DateTimeOffset StartedAt,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] DateTimeOffset? SweptAt,
    [property: Id(6)] DateTimeOffset? PingedAt,
    [property: Id(7)] TimeSpan OldestMark,
    [property: Id(8)] int Pending,
    [property: Id(9)] long MemoryBytes);
