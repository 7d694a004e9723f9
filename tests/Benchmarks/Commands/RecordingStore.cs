using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using SalesGrains.Entities;
using SalesGrains.Organizations;

namespace SalesGrains.Benchmarks.Commands;

/// <summary>What one call to the store writes: enough to write the same rows and bytes again.</summary>
/// <param name="Entity">The entity's key.</param>
/// <param name="State">Bytes of state.</param>
/// <param name="Facts">Bytes of facts.</param>
/// <param name="Lanes">Bytes of lane numbers, or of "delivered up to" for a lane advance.</param>
/// <param name="Content">Bytes of the commit row; 0 for a lane advance.</param>
/// <param name="Key">The command's key, or null.</param>
/// <param name="Clears">True when a lane advance clears the pending mark.</param>
internal sealed record WrittenRow(string Entity, int State, int Facts, int Lanes, int Content, string? Key, bool Clears)
{
    /// <summary>All bytes.</summary>
    public long Bytes => State + Facts + Lanes + Content;
}

/// <summary>The store, with a note of everything that is written through it.</summary>
internal sealed class RecordingStore(IEntityStore inner) : IEntityStore
{
    private readonly ConcurrentQueue<WrittenRow> written = new();

    /// <summary>Whether notes are taken.</summary>
    public bool Records { get; set; }

    /// <summary>The notes, in the order of the calls.</summary>
    public ImmutableArray<WrittenRow> Taken => [.. written];

    public async Task<string> Commit(EntityCommit commit)
    {
        var etag = await inner.Commit(commit);
        if (Records)
        {
            written.Enqueue(new(
                commit.Key.ToString(), commit.State.Length, JsonSerializer.SerializeToUtf8Bytes(commit.Facts, FactsJson.Default.EntityFacts).Length,
                commit.Lanes.Length, commit.Row.Content.Length, commit.Command?.CommandKey, false));
        }

        return etag;
    }

    public async Task<LaneAdvanced> AdvanceLanes(LaneAdvance advance)
    {
        var advanced = await inner.AdvanceLanes(advance);
        if (Records)
        {
            written.Enqueue(new(advance.Key.ToString(), 0, 0, advance.Delivered.Length, 0, null, advanced.MarkCleared));
        }

        return advanced;
    }

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
