namespace SalesGrains.Entities.Stores;

/// <summary>One atomic commit of one entity.</summary>
public sealed record EntityCommit
{
    /// <summary>The entity.</summary>
    public required EntityKey Key { get; init; }

    /// <summary>The etag that must still be stored, or null when the entity must not exist yet. Never a wildcard.</summary>
    public required string? ExpectedEtag { get; init; }

    /// <summary>The version after this commit.</summary>
    public required long Version { get; init; }

    /// <summary>The next state as UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> State { get; init; }

    /// <summary>Inbox and outbox numbers after it as UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> Lanes { get; init; }

    /// <summary>The version of Evolve that folded the state.</summary>
    public required int EvolveVersion { get; init; }

    /// <summary>The oldest reader that may load it.</summary>
    public required int MinReader { get; init; }

    /// <summary>The commit row.</summary>
    public required StoredCommit Row { get; init; }

    /// <summary>The command's key row, or null for what the system does by itself.</summary>
    public StoredCommand? Command { get; init; }

    /// <summary>The facts after it.</summary>
    public required EntityFacts Facts { get; init; }

    /// <summary>The facts as they are stored; written once, for the row and for the history alike.</summary>
    public ReadOnlyMemory<byte> FactsBytes
    {
        get => field.IsEmpty ? field = FactsJson.Write(Facts) : field;
        init;
    }
}

/// <summary>One commit as history keeps it: all its events in one row.</summary>
/// <param name="Version">The entity's version after it.</param>
/// <param name="FirstSeq">Number of its first event; meaningless when there is none.</param>
/// <param name="LastSeq">Number of its last event.</param>
/// <param name="RecordedAt">Strictly rising per entity.</param>
/// <param name="Content">Events, effects with their lane numbers, actor, key, rule-set version: UTF-8 JSON, see <c>CommitContent</c>.</param>
/// <param name="Hash">SHA-256 over the previous commit's hash and this content.</param>
public sealed record StoredCommit(
    long Version,
    long FirstSeq,
    long LastSeq,
    DateTimeOffset RecordedAt,
    ReadOnlyMemory<byte> Content,
    ReadOnlyMemory<byte> Hash);

/// <summary>The row of a used command key.</summary>
/// <param name="CommandKey">The key, 1–255 characters.</param>
/// <param name="Fingerprint">Hash of operation and payload.</param>
/// <param name="Outcome">The first answer.</param>
/// <param name="RecordedAt">When it was committed; the key expires 45 days later.</param>
public sealed record StoredCommand(string CommandKey, string Fingerprint, CommandOutcome Outcome, DateTimeOffset RecordedAt);
