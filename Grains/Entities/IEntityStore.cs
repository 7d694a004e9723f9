using System.Collections.Immutable;
using SalesGrains.Organizations;

namespace SalesGrains.Entities;

/// <summary>
/// The store, as the entity protocol needs it: small enough to read in a minute. Three promises hold on every engine:
/// a commit is atomic and conditional; what was acknowledged is durable; an error other than <see cref="EtagConflictException"/>
/// leaves it unknown whether the write took place.
/// </summary>
public interface IEntityStore
{
    /// <summary>An entity with its lane positions, or null when nothing is stored under the key.</summary>
    Task<StoredEntity?> Load(EntityKey key);

    /// <summary>
    /// One atomic step: next state, commit row, key row, facts, pending mark.
    /// </summary>
    /// <returns>The entity's new etag.</returns>
    /// <exception cref="EtagConflictException">Definitely not written: the entity is not at <see cref="EntityCommit.ExpectedEtag"/>.</exception>
    /// <exception cref="CommandKeyTakenException">Definitely not written: the command key is already there.</exception>
    Task<string> Commit(EntityCommit commit);

    /// <summary>
    /// The row of a command key, or null when it was never used. Rows are kept 15 days beyond their life of 45, so that an expired
    /// key can be refused as expired.
    /// </summary>
    Task<StoredCommand?> FindCommand(EntityKey key, string commandKey);

    /// <summary>Commits with versions above <paramref name="afterVersion"/>, oldest first.</summary>
    Task<ImmutableArray<StoredCommit>> ReadCommits(EntityKey key, long afterVersion, int take);

    /// <summary>
    /// Moves "delivered up to" forward, in its own row with its own etag; in the same step the pending mark falls
    /// if it still bears <see cref="LaneAdvance.ClearMarkAt"/>.
    /// </summary>
    /// <exception cref="EtagConflictException">Definitely not written: the lane row is not at the expected etag.</exception>
    Task<LaneAdvanced> AdvanceLanes(LaneAdvance advance);

    /// <summary>The facts of every entity of a partition, in no order.</summary>
    IAsyncEnumerable<EntityFacts> ScanFacts(string org, int partition, CancellationToken cancellation = default);

    /// <summary>Key, version and next due moment of every entity of a partition: what a rescan compares.</summary>
    IAsyncEnumerable<FactsHead> ScanHeads(string org, int partition, CancellationToken cancellation = default);

    /// <summary>Entities with undelivered effects or facts, oldest mark first.</summary>
    Task<ImmutableArray<PendingMark>> ReadPending(int take);

    /// <summary>All organisations with generation, partitions, shards and clock.</summary>
    Task<ImmutableArray<StoredOrganization>> ReadOrganizations();

    /// <summary>Writes an organisation; it must exist before any entity of it may commit.</summary>
    /// <exception cref="EtagConflictException">Definitely not written: another version is stored.</exception>
    Task<string> PutOrganization(StoredOrganization organization, string? expectedEtag);

    /// <summary>The next value of a durable counter, from 1: board epochs.</summary>
    Task<long> NextCounter(string name);

    /// <summary>Records an effect or a due moment that could not be done after all tries; the same id twice is one.</summary>
    Task PutDeadLetter(DeadLetter letter);

    /// <summary>Dead letters of an organisation that have not been replayed, oldest first.</summary>
    Task<ImmutableArray<DeadLetter>> ReadDeadLetters(string org);

    /// <summary>Marks a dead letter as replayed.</summary>
    Task CloseDeadLetter(string org, string id);
}

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

/// <summary>Moves an entity's lanes forward.</summary>
/// <param name="Key">The source.</param>
/// <param name="ExpectedEtag">Etag of the lane row, or null when there is none yet.</param>
/// <param name="Delivered">"Delivered up to" per lane as UTF-8 JSON.</param>
/// <param name="ClearMarkAt">The version that was drained with all facts acknowledged, or null to leave the mark.</param>
public sealed record LaneAdvance(EntityKey Key, string? ExpectedEtag, ReadOnlyMemory<byte> Delivered, long? ClearMarkAt);

/// <summary>The lane row's new etag, and whether the pending mark fell.</summary>
public sealed record LaneAdvanced(string Etag, bool MarkCleared);

/// <summary>What a rescan compares.</summary>
public sealed record FactsHead(EntityKey Key, long Version, DateTimeOffset? NextDue);

/// <summary>An entity with something undelivered.</summary>
/// <param name="Key">The entity.</param>
/// <param name="Version">The version of its latest commit.</param>
/// <param name="Since">When the first of its undelivered commits was recorded, in real time.</param>
public sealed record PendingMark(EntityKey Key, long Version, DateTimeOffset Since);

/// <summary>An effect or due moment that could not be done (死信).</summary>
/// <param name="Org">Organisation.</param>
/// <param name="Id">The effect id, or node, rule and due moment.</param>
/// <param name="Source">The entity it comes from.</param>
/// <param name="Target">The entity that failed.</param>
/// <param name="Payload">The effect as JSON, or null for a due moment.</param>
/// <param name="Error">The consumer's error.</param>
/// <param name="At">When it was given up.</param>
public sealed record DeadLetter(string Org, string Id, EntityKey Source, EntityKey Target, string? Payload, string Error, DateTimeOffset At);
