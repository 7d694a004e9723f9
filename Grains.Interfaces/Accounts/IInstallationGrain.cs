using SalesGrains.Entities;
using SalesGrains.Organizations;

namespace SalesGrains.Accounts;

/// <summary>The installation: founds organisations. Key: <c>installation</c>.</summary>
[Alias("installation")]
public interface IInstallationGrain : IGrainWithStringKey
{
    /// <summary>The one key.</summary>
    const string Key = "installation";

    /// <summary>True before the first organisation is founded.</summary>
    [Alias("is-empty")] Task<bool> IsEmpty();

    /// <summary>Founds an organisation with its first administrator; founding the same one again changes nothing.</summary>
    [Alias("found")] Task<CommandOutcome> Found(FoundOrganization command);
}

/// <summary>What a new organisation starts with.</summary>
/// <param name="Org">8 lower-case base-32 characters.</param>
/// <param name="Create">Name and first administrator.</param>
/// <param name="Zone">Time zone id.</param>
/// <param name="Size">Partitions and shards for as many contracts as it will have.</param>
/// <param name="Sandbox">Its own clock, or null for a production organisation.</param>
[GenerateSerializer, Immutable, Alias("found-organization")]
public sealed record FoundOrganization(
    [property: Id(0)] string Org,
    [property: Id(1)] CreateOrganization Create,
    [property: Id(2)] string Zone = "Asia/Shanghai",
    [property: Id(3)] OrganizationSize Size = OrganizationSize.Small,
    [property: Id(4)] SandboxStart? Sandbox = null);

/// <summary>Where a sandbox's clock starts.</summary>
/// <param name="At">The organisation's time at its founding.</param>
/// <param name="Rate">Virtual seconds per real second.</param>
[GenerateSerializer, Immutable, Alias("sandbox-start")]
public sealed record SandboxStart([property: Id(0)] DateTimeOffset At, [property: Id(1)] decimal Rate);

/// <summary>How many contracts an organisation is made for.</summary>
[GenerateSerializer, Alias("organization-size")]
public enum OrganizationSize
{
    /// <summary>Below 5,000: one partition, one shard.</summary>
    Small,

    /// <summary>Below 50,000: 4 partitions, 4 shards.</summary>
    Medium,

    /// <summary>Up to a million: 16 partitions, 16 shards.</summary>
    Large,
}
