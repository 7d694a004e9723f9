using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SalesGrains.Organizations;

namespace SalesGrains.Audit;

/// <summary>
/// Has every organisation's digest taken, each hour. Every silo asks, and the grain takes one: so it needs no reminder, and what was missed
/// while no silo ran is in the next digest.
/// </summary>
public sealed partial class AuditRounds(IGrainFactory grains, IOrganizationDirectory organizations, ILogger<AuditRounds> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Round, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            foreach (var organization in organizations.All.Where(one => !one.Stored.Clock.Jumping))
            {
                try
                {
                    await grains.GetGrain<IAuditGrain>(AuditKeys.Of(organization.Stored.Org).GrainKey).TakeDigest(now: false);
                }
                catch (Exception error)
                {
                    // A large organisation's digest takes longer than a call may wait; it is taken all the same.
                    NotTaken(log, organization.Stored.Org, error);
                }
            }
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "The digest of {Org} was not taken within the call.")]
    private static partial void NotTaken(ILogger log, string org, Exception error);
}
