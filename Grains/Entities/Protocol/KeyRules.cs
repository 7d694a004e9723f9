using SalesGrains.Entities.Stores;

namespace SalesGrains.Entities.Protocol;

/// <summary>What becomes of a command whose key may have been used before. Pure.</summary>
public static class KeyRules
{
    /// <summary>How long keys live; older ones are refused as expired.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(45);

    /// <summary>
    /// The first answer if the key was used with the same payload, a refusal if with another, null if the command is new.
    /// </summary>
    public static CommandOutcome? Replay(StoredCommand? used, string fingerprint, DateTimeOffset now, long version) =>
        used is null ? null
        : used.Fingerprint != fingerprint ? new CommandOutcome(version, new Rejection("idempotency.key-reused"))
        : now - used.RecordedAt > Lifetime ? new CommandOutcome(version, new Rejection("idempotency.key-expired"))
        : used.Outcome with { Repeated = true };
}
