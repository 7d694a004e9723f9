using System.Collections.Immutable;
using SalesGrains.Organizations;

namespace SalesGrains.Entities.Stores;

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
