using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Runtime.Services;
using SalesGrains.Entities;
using SalesGrains.Entities.Hosting;

namespace SalesGrains.Organizations;

/// <summary>Hears of changes for its silo's directory.</summary>
[Reentrant]
internal sealed class OrganizationNews(
    GrainId grainId, Orleans.Runtime.Silo silo, ILoggerFactory log, IOrganizationDirectory directory) : GrainService(grainId, silo, log), IOrganizationNews
{
    /// <inheritdoc/>
    public Task Changed(string org) => directory.Refresh(org);
}

/// <summary>Tells the other silos of a change, and waits for those that are well.</summary>
internal sealed class OrganizationNewsTeller(
    IServiceProvider services, IClusterMembershipService membership, ILocalSiloDetails local, IOptions<EntityOptions> options)
    : GrainServiceClient<IOrganizationNews>(services)
{
    private readonly TimeSpan patience = options.Value.DirectoryTellWithin;

    /// <summary>Returns when every other silo has read the organisation anew, or has had its time.</summary>
    public Task Tell(string org) => patience == TimeSpan.Zero ? Task.CompletedTask : Task.WhenAll(membership.CurrentSnapshot.Members.Values
        .Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(local.SiloAddress))
        .Select(member => Tell(member.SiloAddress, org)));

    private async Task Tell(SiloAddress silo, string org)
    {
        try
        {
            await GetGrainService(silo).Changed(org).WaitAsync(patience);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // It is going, or coming, or stands still: it reads for itself.
        }
    }
}
