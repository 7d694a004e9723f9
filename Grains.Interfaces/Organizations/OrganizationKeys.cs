using SalesGrains.Entities;

namespace SalesGrains.Organizations;

/// <summary>Where the organisation entity lives. Stored: never change it.</summary>
public static class OrganizationKeys
{
    /// <summary>The id of the organisation entity inside its organisation.</summary>
    public const string Id = "org";

    /// <summary>The id of the root unit.</summary>
    public const string Root = "company";

    /// <summary>The organisation entity of an organisation.</summary>
    public static EntityKey Of(string org) => new(EntityKinds.Organization, org, Id);
}
