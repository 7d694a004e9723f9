using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;

namespace SalesGrains.AzureTables.Clustering;

/// <summary>The silos that take calls from outside the cluster, for a client that is none itself.</summary>
public sealed class AzureTablesGateways(AzureTablesDatabase database, IOptions<ClusterOptions> cluster, IOptions<GatewayOptions> options)
    : IGatewayListProvider
{
    private readonly AzureTablesMembershipTable table = new(database, cluster);

    /// <inheritdoc/>
    public TimeSpan MaxStaleness => options.Value.GatewayListRefreshPeriod;

    /// <inheritdoc/>
    public bool IsUpdatable => true;

    /// <inheritdoc/>
    public Task InitializeGatewayListProvider() => table.InitializeMembershipTable(tryInitTableVersion: true);

    /// <inheritdoc/>
    public async Task<IList<Uri>> GetGateways() => [.. (await table.ReadAll().ConfigureAwait(false)).Members
        .Select(member => member.Item1)
        .Where(silo => silo is { Status: SiloStatus.Active, ProxyPort: > 0 })
        .Select(silo => SiloAddress.New(silo.SiloAddress.Endpoint.Address, silo.ProxyPort, silo.SiloAddress.Generation).ToGatewayUri())];
}
