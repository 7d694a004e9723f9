namespace SalesGrains.Organizations;

/// <summary>Where a silo's directory has organisation trees from. Asked every two seconds per organisation: cheap when nothing has changed.</summary>
public interface ITreeSource
{
    /// <summary>The organisation's tree now; <paramref name="known"/> itself when it has not changed.</summary>
    Task<OrganizationTree> Read(StoredOrganization organization, OrganizationTree known);
}

/// <summary>Organisations without a tree.</summary>
public sealed class NoTrees : ITreeSource
{
    /// <inheritdoc/>
    public Task<OrganizationTree> Read(StoredOrganization organization, OrganizationTree known) => Task.FromResult(known);
}
