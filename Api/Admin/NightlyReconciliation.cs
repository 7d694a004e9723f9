using SalesGrains.Organizations;

namespace SalesGrains.Admin;

/// <summary>
/// Compares every organisation's boards with the store once a night, at three o'clock of its zone, by one silo of the cluster. It only
/// looks and tells: mending is for a person to decide.
/// </summary>
internal sealed partial class NightlyReconciliation(
    Reconciliation reconciliation, IOrganizationDirectory organizations, IClusterMembershipService membership, ILocalSiloDetails local, TimeProvider time,
    ILogger<NightlyReconciliation> log) : BackgroundService
{
    /// <summary>The hour of the organisation's zone, in real time.</summary>
    public const int Hour = 3;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, DateOnly> done = new(StringComparer.Ordinal);

    /// <summary>The next night's run by the clock on the wall.</summary>
    public static DateTimeOffset NextOf(DateTimeOffset real, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(real, zone).DateTime);
        var run = Calendars.LocalTime.At(today, new(Hour, 0), zone);
        return run > real ? run : Calendars.LocalTime.At(today.AddDays(1), new(Hour, 0), zone);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var organization in IsFirst() ? organizations.All : [])
            {
                await Look(organization);
            }

            await Task.Delay(LookEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Look(OrganizationSnapshot organization)
    {
        var local = TimeZoneInfo.ConvertTime(time.GetUtcNow(), organization.Zone);
        var day = DateOnly.FromDateTime(local.DateTime);
        if (local.Hour != Hour || done.GetValueOrDefault(organization.Stored.Org) == day)
        {
            return;
        }

        done[organization.Stored.Org] = day;
        try
        {
            await reconciliation.Compare(organization);
        }
        catch (Exception error)
        {
            Failed(log, organization.Stored.Org, error);
        }
    }

    private bool IsFirst() => membership.CurrentSnapshot.Members.Values
        .Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress).Order().FirstOrDefault() == local.SiloAddress;

    [LoggerMessage(1, LogLevel.Error, "The nightly comparison of {Org} failed; a person can start it on the page.")]
    private static partial void Failed(ILogger log, string org, Exception error);
}
