using Orleans.Runtime;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;

namespace SalesGrains.Portfolios;

/// <summary>What was due while everything was down waits for the portfolio to wake, so a silo wakes the shards that it has just come to know at once.</summary>
public sealed class FirstPingTests
{
    private const string Newcomer = "acme0002";

    [Fact]
    public async Task A_shard_is_woken_as_soon_as_its_organization_is_known_not_at_the_next_round()
    {
        // The next round of pings is a day away.
        await using var sales = await SalesCluster.Start(Shards.AwakeBy());
        await SalesCluster.Eventually(() => IsAwake(sales, SalesCluster.Org), "the first organization's portfolio to be awake");

        await sales.PutOrganization(new() { Org = Newcomer, Name = "Acme 2" });

        await SalesCluster.Eventually(() => IsAwake(sales, Newcomer), "the newcomer's portfolio to be awake");
    }

    [Fact]
    public async Task A_first_ping_that_fails_is_repeated_soon()
    {
        await using var sales = await SalesCluster.Start(Shards.AwakeBy());
        sales.Store.Plan = call => call.Operation == nameof(IEntityStore.ScanFacts) ? StoreFault.FailBefore : StoreFault.None;
        await sales.PutOrganization(new() { Org = Newcomer, Name = "Acme 2" });
        await SalesCluster.Eventually(() => sales.Store.Injected.Count > 2, "tries to wake it");

        sales.Store.Plan = static _ => StoreFault.None;

        await SalesCluster.Eventually(() => IsAwake(sales, Newcomer), "the newcomer's portfolio to be awake");
    }

    private static bool IsAwake(SalesCluster sales, string org) =>
        sales.Cluster.TryGetGrainContext(GrainId.Create("portfolio", $"{org}|p1|0"), out var context) && context is not null;
}
