using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;

namespace SalesGrains.Entities;

/// <summary>What the store's port does alike on every engine: limits that hold before a write is sent, partitions, and the words of refusals.</summary>
public abstract class EngineEntityStore(TimeProvider time, ILogger log) : IEntityStore
{
    // Partitions of an organisation never change, so they are read once.
    private readonly ConcurrentDictionary<string, int> partitions = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<string> Commit(EntityCommit commit)
    {
        Validate(commit);
        var partition = await PartitionOf(commit.Key).ConfigureAwait(false);
        var (verdict, etag) = await Write(commit, partition, time.GetUtcNow()).ConfigureAwait(false);
        return verdict switch
        {
            CommitVerdict.EtagConflict => throw new EtagConflictException($"{commit.Key} is not at etag {commit.ExpectedEtag ?? "none"}."),
            CommitVerdict.KeyTaken => throw new CommandKeyTakenException($"{commit.Key} already has command key {commit.Command!.CommandKey}."),
            _ => etag,
        };
    }

    /// <inheritdoc/>
    public async Task<LaneAdvanced> AdvanceLanes(LaneAdvance advance) => await Write(advance).ConfigureAwait(false)
        ?? throw new EtagConflictException($"The lanes of {advance.Key} are not at etag {advance.ExpectedEtag ?? "none"}.");

    /// <inheritdoc/>
    public async Task<string> PutOrganization(StoredOrganization organization, string? expectedEtag)
    {
        if (organization.Partitions is not (1 or 4 or 16 or 64))
        {
            throw new ArgumentOutOfRangeException(nameof(organization), organization.Partitions, "Partitions are 1, 4, 16 or 64.");
        }

        return await Write(organization, expectedEtag).ConfigureAwait(false)
            ?? throw new EtagConflictException($"Organisation {organization.Org} is not at etag {expectedEtag ?? "none"} with {organization.Partitions} partitions.");
    }

    /// <inheritdoc/>
    public abstract Task<StoredEntity?> Load(EntityKey key);

    /// <inheritdoc/>
    public abstract Task<StoredCommand?> FindCommand(EntityKey key, string commandKey);

    /// <inheritdoc/>
    public abstract Task<ImmutableArray<StoredCommit>> ReadCommits(EntityKey key, long afterVersion, int take);

    /// <inheritdoc/>
    public abstract IAsyncEnumerable<EntityFacts> ScanFacts(string org, int partition, CancellationToken cancellation = default);

    /// <inheritdoc/>
    public abstract IAsyncEnumerable<FactsHead> ScanHeads(string org, int partition, CancellationToken cancellation = default);

    /// <inheritdoc/>
    public abstract Task<ImmutableArray<PendingMark>> ReadPending(int take);

    /// <inheritdoc/>
    public abstract Task<ImmutableArray<StoredOrganization>> ReadOrganizations();

    /// <inheritdoc/>
    public abstract Task<long> NextCounter(string name);

    /// <inheritdoc/>
    public abstract Task PutDeadLetter(DeadLetter letter);

    /// <inheritdoc/>
    public abstract Task<ImmutableArray<DeadLetter>> ReadDeadLetters(string org);

    /// <inheritdoc/>
    public abstract Task CloseDeadLetter(string org, string id);

    /// <summary>Writes a commit that is within the limits; the etag means nothing when it was refused.</summary>
    protected abstract Task<(CommitVerdict Verdict, string Etag)> Write(EntityCommit commit, int partition, DateTimeOffset now);

    /// <summary>Moves lanes forward; null when the lane row is not at the expected etag.</summary>
    protected abstract Task<LaneAdvanced?> Write(LaneAdvance advance);

    /// <summary>The new etag, or null when another version is stored, or when the number of partitions would change.</summary>
    protected abstract Task<string?> Write(StoredOrganization organization, string? expectedEtag);

    /// <summary>The version that an etag of this engine stands for; 0 for one that it never gave out.</summary>
    protected abstract long VersionOf(string etag);

    /// <summary>Reads row after row in slices, each a read of its own: a long read holds up an engine's housekeeping.</summary>
    /// <param name="slice">Reads the rows after a row's number, at most <paramref name="take"/>, in the order of their numbers.</param>
    /// <param name="take">Rows of a full slice.</param>
    protected static async IAsyncEnumerable<T> InSlices<T>(
        Func<long, CancellationToken, Task<List<(long Row, T Item)>>> slice, int take, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var after = 0L; ;)
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = await slice(after, cancellation).ConfigureAwait(false);
            foreach (var (row, item) in rows)
            {
                after = row;
                yield return item;
            }

            if (rows.Count < take)
            {
                yield break;
            }
        }
    }

    private void Validate(EntityCommit commit)
    {
        if (commit.State.Length > StoreLimits.HardStateBytes)
        {
            throw new StateTooLargeException(commit.Key, "The state", commit.State.Length, StoreLimits.HardStateBytes);
        }

        if (commit.Row.Content.Length > StoreLimits.CommitBytes)
        {
            throw new StateTooLargeException(commit.Key, "The commit row", commit.Row.Content.Length, StoreLimits.CommitBytes);
        }

        if (commit.State.Length > StoreLimits.SoftStateBytes)
        {
            log.LogWarning("The state of {Key} has {Bytes} bytes; above {Limit} it should move lists into rows.",
                commit.Key, commit.State.Length, StoreLimits.SoftStateBytes);
        }

        // A version that does not rise would hit an existing history row and spoil the transaction for everyone in it.
        var before = commit.ExpectedEtag is { } etag ? VersionOf(etag) : 0;
        if (commit.Version <= before || commit.Version > EntityRow.MaxVersion || commit.Row.Version != commit.Version)
        {
            throw new ArgumentException($"Version {commit.Version} (row {commit.Row.Version}) of {commit.Key} does not follow {before}.", nameof(commit));
        }
    }

    private async ValueTask<int> PartitionOf(EntityKey key) => await FindPartition(key).ConfigureAwait(false)
        ?? throw new KeyNotFoundException($"Organisation {key.Org} must be stored before {key}.");

    /// <summary>The partition of an entity, or null when its organisation is not stored.</summary>
    protected async ValueTask<int?> FindPartition(EntityKey key)
    {
        if (!partitions.TryGetValue(key.Org, out var count))
        {
            var all = await ReadOrganizations().ConfigureAwait(false);
            if (all.FirstOrDefault(stored => stored.Org == key.Org) is not { } organization)
            {
                return null;
            }

            count = partitions[key.Org] = organization.Partitions;
        }

        return Partitioning.PartitionOf(key, count);
    }
}

/// <summary>What became of a commit.</summary>
public enum CommitVerdict
{
    /// <summary>It is stored.</summary>
    Written,

    /// <summary>Refused: the entity is not at the expected etag.</summary>
    EtagConflict,

    /// <summary>Refused: the command key is there already.</summary>
    KeyTaken,
}
