using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;

namespace SalesGrains.Hosting;

/// <summary>A silo that has just started knows nothing of an organisation; what it cannot read must not be taken for what is not there.</summary>
public sealed class UnreadTreeTests
{
    [Fact]
    public async Task An_organization_is_not_known_before_its_tree_has_been_read()
    {
        await using var sales = await SalesCluster.Start();
        var directory = sales.Service<IOrganizationDirectory>();
        sales.Store.Plan = call => call is { Key.Kind: EntityKinds.Organization, Operation: nameof(IEntityStore.Load) } ? StoreFault.FailBefore : StoreFault.None;
        await sales.Store.PutOrganization(new() { Org = "acme0002", Name = "Acme 2" }, null);

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => directory.Get("acme0002").AsTask());
        Assert.Null(directory.Peek("acme0002"));

        sales.Store.Plan = static _ => StoreFault.None;
        await SalesCluster.Eventually(() => directory.Peek("acme0002") is not null, "the organization to be known");
    }

    [Fact]
    public async Task A_tree_that_is_known_stays_while_it_cannot_be_read_again()
    {
        await using var sales = await SalesCluster.Start();
        var directory = sales.Service<IOrganizationDirectory>();
        var known = await directory.Get(SalesCluster.Org);
        sales.Store.Plan = call => call is { Key.Kind: EntityKinds.Organization, Operation: nameof(IEntityStore.Load) } ? StoreFault.FailBefore : StoreFault.None;
        await sales.Cluster.DeactivateAsync(OrganizationKeys.Of(SalesCluster.Org).GrainId);

        await directory.Refresh(SalesCluster.Org);

        Assert.Same(known.Tree, (await directory.Get(SalesCluster.Org)).Tree);
    }
}
