using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Orleans.Runtime;
using SalesGrains.Hosting;
using SalesGrains.Http;
using SalesGrains.Silos;

namespace SalesGrains.Admin;

/// <summary>The silos of the cluster: what the membership says, what each silo says of itself, and how many grains it holds.</summary>
internal static class SiloViews
{
    /// <summary>How long a frozen silo may hold up the answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Dead silos are shown for so long.</summary>
    private static readonly TimeSpan KeepDead = TimeSpan.FromHours(24);

    /// <summary>GET /admin/silos.</summary>
    public static async Task<Ok<SilosBody>> Read(
        IGrainFactory grains, ILocalSiloDetails local, SalesOptions options, TimeProvider time)
    {
        var management = grains.GetGrain<IManagementGrain>(0);
        var now = time.GetUtcNow();
        var members = await OrNothing(management.GetDetailedHosts());
        var counts = await OrNothing(management.GetSimpleGrainStatistics());
        var reports = (await Reports(grains)).ToDictionary(report => report.Address, StringComparer.Ordinal);
        var grainsOf = counts?.GroupBy(count => count.SiloAddress.ToString()).ToDictionary(group => group.Key, group => group.Sum(count => count.ActivationCount));
        var statuses = members?.ToDictionary(member => member.SiloAddress.ToString(), StringComparer.Ordinal) ?? [];
        var silos =
            from address in statuses.Keys.Union(reports.Keys)
            let member = statuses.GetValueOrDefault(address)
            let report = reports.GetValueOrDefault(address)
            let startedAt = report?.StartedAt ?? (member is null ? null : (DateTimeOffset?)new DateTimeOffset(DateTime.SpecifyKind(member.StartTime, DateTimeKind.Utc)))
            let status = member is null ? "unknown" : Name(member.Status)
            where status != "dead" || startedAt > now - KeepDead
            orderby status == "dead", startedAt
            select new SiloBody(
                address, report?.Host ?? member?.HostName ?? "", status, report?.Version, startedAt, grainsOf?.GetValueOrDefault(address), report?.At,
                report?.Pending, report?.SweptAt, report?.OldestMark.TotalSeconds, report?.MemoryBytes, address == local.SiloAddress.ToString());
        return TypedResults.Ok(new SilosBody([.. silos], options.Storage, options.Dashboard, now));
    }

    /// <summary>What silos say of themselves; nothing while the silo that keeps it does not answer.</summary>
    public static async Task<ImmutableArray<SiloReport>> Reports(IGrainFactory grains) =>
        (await OrNothing(Boxed(grains.GetGrain<ISiloReportsGrain>(ISiloReportsGrain.Key).Read())))?.Value ?? [];

    private static async Task<StrongBox<T>> Boxed<T>(Task<T> asked) => new(await asked);

    private static string Name(SiloStatus status) => status switch
    {
        SiloStatus.Active => "active",
        SiloStatus.Created or SiloStatus.Joining => "joining",
        SiloStatus.ShuttingDown or SiloStatus.Stopping => "stopping",
        SiloStatus.Dead => "dead",
        _ => "unknown",
    };

    /// <summary>What does not answer in time must not hide the rest.</summary>
    public static async Task<T?> OrNothing<T>(Task<T> asked)
        where T : class
    {
        try
        {
            return await asked.WaitAsync(Patience);
        }
        catch (Exception)
        {
            return null;
        }
    }
}

/// <summary>The silos, this one's store, and whether Orleans' dashboard is on.</summary>
internal sealed record SilosBody(IReadOnlyList<SiloBody> Items, string Storage, bool Dashboard, DateTimeOffset At);

/// <summary>One silo; null where it has not said, or did not answer in time.</summary>
/// <param name="Address">As the cluster names it.</param>
/// <param name="Host">The machine.</param>
/// <param name="Status">active, joining, stopping, dead or unknown.</param>
/// <param name="Version">The program's version.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Grains">Grains in its memory.</param>
/// <param name="ReportedAt">When it last reported.</param>
/// <param name="Pending">Entities of it that may have something undelivered.</param>
/// <param name="SweptAt">When it last read the store's pending marks.</param>
/// <param name="OldestMarkSeconds">Age of the oldest pending mark that it saw, in seconds.</param>
/// <param name="MemoryBytes">Memory of the process.</param>
/// <param name="IsThis">It is the silo that answers.</param>
internal sealed record SiloBody(
    string Address, string Host, string Status, string? Version, DateTimeOffset? StartedAt, int? Grains, DateTimeOffset? ReportedAt, int? Pending,
    DateTimeOffset? SweptAt, double? OldestMarkSeconds, long? MemoryBytes, bool IsThis);
