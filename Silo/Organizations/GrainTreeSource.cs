namespace SalesGrains.Organizations;

/// <summary>Trees from the organisation entities themselves; an unchanged one is answered from memory.</summary>
internal sealed class GrainTreeSource(IGrainFactory grains) : ITreeSource
{
    /// <inheritdoc/>
    public async Task<OrganizationTree> Read(StoredOrganization organization, OrganizationTree known)
    {
        var tree = await grains.GetGrain<IOrganizationGrain>($"{organization.Org}|{OrganizationKeys.Id}").Tree();
        return tree.Version == known.Version ? known : tree;
    }
}
