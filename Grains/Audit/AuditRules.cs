using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Audit;

/// <summary>
/// Each entity's history is a chain of its own, so one of them can be cut short, replaced or taken out as a whole without any chain
/// breaking. The digest is the chain across them: it writes down, hour by hour, the last commit of everything that has changed. Pure.
/// </summary>
public static class AuditRules
{
    /// <summary>Entities of one commit at most: far below what a commit may hold.</summary>
    public const int LeavesOfOne = 1000;

    /// <summary>The shortest time between two digests.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>The rules as the entity protocol calls them.</summary>
    public static EntityDefinition<AuditState, AuditCommand, AuditEvent> Definition { get; } = new()
    {
        Initial = new(),
        Decide = Decide,
        Evolve = Evolve,
        Facts = static (_, _) => new PlainFacts(),
        FollowsRules = false,
        StateJson = AuditJson.Stored.AuditState,
        EventJson = AuditJson.Stored.AuditEvent,
    };

    /// <summary>The root over the one before it and the leaves, in their order.</summary>
    public static string Root(string before, IEnumerable<string> leaves)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.ASCII.GetBytes(before));
        foreach (var leaf in leaves)
        {
            sha.AppendData(Encoding.ASCII.GetBytes($"\n{leaf}"));
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    private static Decision<AuditEvent> Decide(AuditState audit, AuditCommand command, DecisionContext context) => command switch
    {
        RecordDigest { Leaves.Length: > 0 and <= LeavesOfOne } record => new DigestTaken(record.Leaves, Root(audit.Root, record.Leaves), record.TakenAt),
        _ => new Rejection("command.unknown"),
    };

    private static AuditState Evolve(AuditState audit, AuditEvent happened, EventMeta meta) => happened switch
    {
        DigestTaken taken => audit with { Number = audit.Number + 1, Root = taken.Root, TakenAt = taken.TakenAt },
        _ => audit,
    };
}

/// <summary>The last commit of an entity as a digest writes it down: <c>{kind}/{id}|{version}|{hash}</c>.</summary>
/// <param name="Entity">Kind and id.</param>
/// <param name="Version">The commit.</param>
/// <param name="Hash">Its hash, base 64.</param>
public readonly record struct AuditLeaf(string Entity, long Version, string Hash)
{
    /// <summary>The leaf of an entity as it is stored.</summary>
    public static AuditLeaf Of(StoredEntity stored) => new(NameOf(stored.Key), stored.Version, Convert.ToBase64String(stored.LastHash.Span));

    /// <summary>Kind and id.</summary>
    public static string NameOf(EntityKey key) => $"{key.Kind}/{key.Id}";

    /// <summary>The reverse of <see cref="ToString"/>, or null.</summary>
    public static AuditLeaf? Parse(string text) =>
        text.Split('|') is [var entity, var version, var hash] && long.TryParse(version, out var number) ? new(entity, number, hash) : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Entity}|{Version}|{Hash}";
}
