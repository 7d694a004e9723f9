namespace SalesGrains.Entities.Stores;

/// <summary>What is stored of one entity.</summary>
public sealed record StoredEntity
{
    /// <summary>The entity.</summary>
    public required EntityKey Key { get; init; }

    /// <summary>Changes with every write of the state.</summary>
    public required string Etag { get; init; }

    /// <summary>Number of commits so far.</summary>
    public required long Version { get; init; }

    /// <summary>Number of the last event.</summary>
    public required long LastSeq { get; init; }

    /// <summary>The state as UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> State { get; init; }

    /// <summary>Inbox and outbox numbers as UTF-8 JSON.</summary>
    public required ReadOnlyMemory<byte> Lanes { get; init; }

    /// <summary>The version of Evolve that folded the state.</summary>
    public required int EvolveVersion { get; init; }

    /// <summary>The oldest reader that may load it.</summary>
    public required int MinReader { get; init; }

    /// <summary>When the last commit was recorded.</summary>
    public required DateTimeOffset LastRecordedAt { get; init; }

    /// <summary>Hash of the last commit, the start of the next one's chain.</summary>
    public required ReadOnlyMemory<byte> LastHash { get; init; }

    /// <summary>The current facts.</summary>
    public required EntityFacts Facts { get; init; }

    /// <summary>"Delivered up to" per lane as UTF-8 JSON; empty before the first advance.</summary>
    public ReadOnlyMemory<byte> Delivered { get; init; }

    /// <summary>Etag of the lane row; null before the first advance.</summary>
    public string? DeliveredEtag { get; init; }

    /// <summary>The version that the pending mark bears, or null when there is none.</summary>
    public long? PendingAt { get; init; }
}
