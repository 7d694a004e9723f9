using System.Collections.Immutable;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;

namespace SalesGrains.Benchmarks.Measuring;

/// <summary>A store that passes everything on; a benchmark overrides what it wants to note.</summary>
internal abstract class StoreWrapper(IEntityStore inner) : IEntityStore
{
    public virtual Task<string> Commit(EntityCommit commit) => inner.Commit(commit);

    public virtual Task<LaneAdvanced> AdvanceLanes(LaneAdvance advance) => inner.AdvanceLanes(advance);

    public Task<StoredEntity?> Load(EntityKey key) => inner.Load(key);

    public Task<StoredCommand?> FindCommand(EntityKey key, string commandKey) => inner.FindCommand(key, commandKey);

    public Task<ImmutableArray<StoredCommit>> ReadCommits(EntityKey key, long afterVersion, int take) => inner.ReadCommits(key, afterVersion, take);

    public IAsyncEnumerable<EntityFacts> ScanFacts(string org, int partition, CancellationToken cancellation = default) =>
        inner.ScanFacts(org, partition, cancellation);

    public IAsyncEnumerable<FactsHead> ScanHeads(string org, int partition, CancellationToken cancellation = default) =>
        inner.ScanHeads(org, partition, cancellation);

    public Task<ImmutableArray<PendingMark>> ReadPending(int take) => inner.ReadPending(take);

    public Task<ImmutableArray<StoredOrganization>> ReadOrganizations() => inner.ReadOrganizations();

    public Task<string> PutOrganization(StoredOrganization organization, string? expectedEtag) => inner.PutOrganization(organization, expectedEtag);

    public Task<long> NextCounter(string name) => inner.NextCounter(name);

    public Task PutDeadLetter(DeadLetter letter) => inner.PutDeadLetter(letter);

    public Task<ImmutableArray<DeadLetter>> ReadDeadLetters(string org) => inner.ReadDeadLetters(org);

    public Task CloseDeadLetter(string org, string id) => inner.CloseDeadLetter(org, id);
}
