using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using SalesGrains.AzureTables.Marks;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;

namespace SalesGrains.AzureTables.Entities;

/// <summary>The store's port on the tables of a storage account.</summary>
public sealed class AzureTablesEntityStore(AzureTablesDatabase database, TimeProvider time, ILogger<AzureTablesEntityStore> log)
    : EngineEntityStore(time, log)
{
    /// <inheritdoc/>
    public override async Task<StoredEntity?> Load(EntityKey key) =>
        await Place(key).ConfigureAwait(false) is { } place ? await EntityReads.Load(database, place).ConfigureAwait(false) : null;

    /// <inheritdoc/>
    public override async Task<StoredCommand?> FindCommand(EntityKey key, string commandKey) => await Place(key).ConfigureAwait(false) is { } place
        ? await EntityReads.FindCommand(database.Entities, place, commandKey).ConfigureAwait(false)
        : null;

    /// <inheritdoc/>
    public override async Task<ImmutableArray<StoredCommit>> ReadCommits(EntityKey key, long afterVersion, int take) =>
        await Place(key).ConfigureAwait(false) is { } place
            ? await EntityReads.ReadCommits(database.Entities, place, afterVersion, take).ConfigureAwait(false)
            : [];

    /// <inheritdoc/>
    public override IAsyncEnumerable<EntityFacts> ScanFacts(string org, int partition, CancellationToken cancellation = default) =>
        EntityReads.Facts(database.Entities, org, partition, cancellation);

    /// <inheritdoc/>
    public override IAsyncEnumerable<FactsHead> ScanHeads(string org, int partition, CancellationToken cancellation = default) =>
        EntityReads.Heads(database.Entities, org, partition, cancellation);

    /// <inheritdoc/>
    public override Task<ImmutableArray<PendingMark>> ReadPending(int take) => PendingReads.Read(database, take);

    /// <inheritdoc/>
    public override async Task<ImmutableArray<StoredOrganization>> ReadOrganizations() =>
        [.. await OrganizationRows.All(database.Common).ConfigureAwait(false)];

    /// <inheritdoc/>
    public override Task<long> NextCounter(string name) => CounterRows.Next(database, name);

    /// <inheritdoc/>
    public override Task PutDeadLetter(DeadLetter letter) => DeadLetterRows.Put(database.Common, letter);

    /// <inheritdoc/>
    public override Task<ImmutableArray<DeadLetter>> ReadDeadLetters(string org) => DeadLetterRows.Open(database.Common, org);

    /// <inheritdoc/>
    public override Task CloseDeadLetter(string org, string id) => DeadLetterRows.Close(database.Common, org, id);

    /// <inheritdoc/>
    protected override Task<(CommitVerdict Verdict, string Etag)> Write(EntityCommit commit, int partition, DateTimeOffset now) =>
        new CommitWrite(database, commit, new(commit.Key, partition), now).Execute();

    /// <inheritdoc/>
    protected override async Task<LaneAdvanced?> Write(LaneAdvance advance) => await Place(advance.Key).ConfigureAwait(false) is { } place
        ? await new LaneWrite(database, advance, place).Execute().ConfigureAwait(false)
        : null;

    /// <inheritdoc/>
    protected override Task<string?> Write(StoredOrganization organization, string? expectedEtag) =>
        OrganizationRows.Put(database.Common, organization, expectedEtag);

    /// <inheritdoc/>
    protected override long VersionOf(string etag) => HeadEtag.Parse(etag)?.Version ?? 0;

    // Nothing is stored of an organisation that is not.
    private async ValueTask<EntityPlace?> Place(EntityKey key) =>
        await FindPartition(key).ConfigureAwait(false) is { } partition ? new EntityPlace(key, partition) : null;
}
