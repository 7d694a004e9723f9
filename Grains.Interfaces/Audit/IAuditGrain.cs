using Orleans.Concurrency;
using SalesGrains.Entities;

namespace SalesGrains.Audit;

/// <summary>
/// What an organisation's entities had committed, hour by hour (审计摘要): an entity of its own, so that its history is chained like any
/// other. Key: <c>{org}|audit</c>.
/// </summary>
[Alias("audit")]
public interface IAuditGrain : IEntityGrain
{
    /// <summary>Writes down the last commit of everything that has changed, unless that was done less than an hour ago.</summary>
    /// <param name="now">Do it anyway.</param>
    /// <returns>The latest digest, or null when there was nothing to write down yet.</returns>
    [Alias("take-digest")] Task<DigestView?> TakeDigest(bool now);

    /// <summary>The latest digest, or null.</summary>
    [AlwaysInterleave, ReadOnly, Alias("latest")] Task<DigestView?> Latest();
}

/// <summary>A digest: whoever keeps a copy of its root elsewhere can prove later that nothing before it was changed.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Root">SHA-256 over the root before it and all that it wrote down, 64 hexadecimal digits.</param>
/// <param name="TakenAt">When, in real time.</param>
[GenerateSerializer, Immutable, Alias("digest-view")]
public sealed record DigestView([property: Id(0)] long Number, [property: Id(1)] string Root, [property: Id(2)] DateTimeOffset TakenAt);

/// <summary>Where an organisation's digests are.</summary>
public static class AuditKeys
{
    /// <summary>The id inside the organisation.</summary>
    public const string Id = "audit";

    /// <summary>The entity of an organisation.</summary>
    public static EntityKey Of(string org) => new(EntityKinds.Audit, org, Id);
}
