using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;

namespace SalesGrains.Entities;

/// <summary>Keeps every organisation's portfolio awake: each silo pings its part of the shards every ten seconds.</summary>
public sealed class PortfolioPinger(
    IGrainFactory grains,
    IOrganizationDirectory organizations,
    IClusterMembershipService membership,
    ILocalSiloDetails local,
    IOptions<EntityOptions> options) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var shard in Mine())
            {
                // Not awaited: a shard that rebuilds must not keep the others waiting. A failed ping is repeated in ten seconds.
                _ = Ping(shard);
            }

            await Task.Delay(options.Value.PortfolioPingEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Ping(string shard)
    {
        await Task.Yield();
        await grains.GetGrain<IPortfolioGrain>(shard).Ping().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private string[] Mine()
    {
        var silos = membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress).Order().ToList();
        var mine = silos.IndexOf(local.SiloAddress);
        return mine < 0 ? [] :
        [
            .. organizations.All.OrderBy(one => one.Stored.Org, StringComparer.Ordinal)
                .SelectMany(one => Partitioning.ShardKeys(one.Stored))
                .Where((_, index) => index % silos.Count == mine),
        ];
    }
}
