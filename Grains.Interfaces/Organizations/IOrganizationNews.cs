using Orleans.Services;

namespace SalesGrains.Organizations;

/// <summary>In each silo: hears that an organisation was changed through another one.</summary>
[Alias("organization-news")]
public interface IOrganizationNews : IGrainService
{
    /// <summary>Reads the organisation anew; when it answers, its silo decides by what it read.</summary>
    [Alias("changed")] Task Changed(string org);
}
