using System.Collections.Immutable;
using SalesGrains.Entities;

namespace SalesGrains.Audit;

/// <summary>What a verification found.</summary>
/// <param name="Entities">How many entities were looked at.</param>
/// <param name="Commits">How many commits.</param>
/// <param name="Digests">How many digests.</param>
/// <param name="Findings">What does not fit; nothing, if all is well.</param>
public sealed record AuditReport(int Entities, long Commits, long Digests, ImmutableArray<AuditFinding> Findings);

/// <summary>Something that does not fit, and where: the first place of its entity.</summary>
/// <param name="Entity">Kind and id.</param>
/// <param name="Version">The commit.</param>
/// <param name="Part">One of <see cref="AuditParts"/>.</param>
/// <param name="Why">In words, for administrators.</param>
public sealed record AuditFinding(string Entity, long Version, string Part, string Why);

/// <summary>What of an entity can be found changed.</summary>
public static class AuditParts
{
    /// <summary>A row of the history: its events, numbers, moment or hash.</summary>
    public const string Commit = "commit";

    /// <summary>The entity's row: version, last event, moment.</summary>
    public const string Head = "head";

    /// <summary>The state, or the versions it is read by.</summary>
    public const string State = "state";

    /// <summary>The lane positions.</summary>
    public const string Lanes = "lanes";

    /// <summary>The facts.</summary>
    public const string Facts = "facts";

    /// <summary>The row of a command's key: its fingerprint, moment or answer.</summary>
    public const string Answer = "answer";

    /// <summary>A digest: it says otherwise.</summary>
    public const string Digest = "digest";

    /// <summary>The entity as a whole: it is not there.</summary>
    public const string Missing = "missing";
}
