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

    /// <summary>
    /// Takes the SHA-256 of a code that a silo prints, so that every silo of the cluster accepts it; nothing happens when there is an
    /// organisation. The ids of the first offer count.
    /// </summary>
    [Alias("offer")] Task Offer(string codeHash, FirstIds ids);

    /// <summary>
    /// The ids of the first organisation and its administrator for whoever knows a printed code, the same ones each time; null for a wrong
    /// code, and once the first setup is done.
    /// </summary>
    [Alias("redeem")] Task<FirstIds?> Redeem(string codeHash);

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

/// <summary>What the first setup makes.</summary>
/// <param name="Org">Id of the organisation.</param>
/// <param name="UserId">Id of its administrator.</param>
[GenerateSerializer, Immutable, Alias("first-ids")]
public sealed record FirstIds([property: Id(0)] string Org, [property: Id(1)] string UserId);

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
