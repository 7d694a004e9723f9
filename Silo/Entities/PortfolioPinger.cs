using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SalesGrains.Entities.Hosting;
using SalesGrains.Entities.Protocol;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;

namespace SalesGrains.Entities;

/// <summary>
/// Keeps every organisation's portfolio awake: each silo pings its part of the shards every ten seconds. A shard that has just become its
/// part, because the silo has started or another has gone, may have slept through what is due: it is pinged at once.
/// </summary>
public sealed class PortfolioPinger(
    IGrainFactory grains,
    IOrganizationDirectory organizations,
    IClusterMembershipService membership,
    ILocalSiloDetails local,
    PingState state,
    IOptions<EntityOptions> options) : BackgroundService
{
    private readonly ConcurrentDictionary<string, bool> inFlight = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> answered = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var round = Stopwatch.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            var mine = Mine();
            foreach (var gone in answered.Keys.Except(mine))
            {
                answered.TryRemove(gone, out _);
            }

            var all = Stopwatch.GetElapsedTime(round) >= options.Value.PortfolioPingEvery;
            round = all ? Stopwatch.GetTimestamp() : round;
            foreach (var shard in mine.Where(shard => (all || !answered.ContainsKey(shard)) && inFlight.TryAdd(shard, true)))
            {
                // Not awaited: a shard that rebuilds must not keep the others waiting.
                _ = Ping(shard);
            }

            var look = options.Value.PortfolioLookEvery < options.Value.PortfolioPingEvery ? options.Value.PortfolioLookEvery : options.Value.PortfolioPingEvery;
            state.Pinged();
            await Task.Delay(look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Ping(string shard)
    {
        await Task.Yield();
        try
        {
            await grains.GetGrain<IPortfolioGrain>(shard).Ping();
            answered.TryAdd(shard, true);
        }
        catch (Exception)
        {
            // Not awake, or not reached: it is asked again at the next look.
            answered.TryRemove(shard, out _);
        }
        finally
        {
            inFlight.TryRemove(shard, out _);
        }
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
