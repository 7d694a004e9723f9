using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using SalesGrains.Entities;
using SalesGrains.Organizations;
using SalesGrains.Sqlite.Engine;

namespace SalesGrains.Sqlite.Entities;

/// <summary>The store's port on one Sqlite file.</summary>
public sealed class SqliteEntityStore(SqliteDatabase database, TimeProvider time, ILogger<SqliteEntityStore> log) : IEntityStore
{
    private const int ScanSlice = 512;

    // Partitions of an organisation never change, so they are read once.
    private readonly ConcurrentDictionary<string, int> partitions = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<StoredEntity?> Load(EntityKey key) => database.Readers.Read(session => EntityReads.Load(session, key));

    /// <inheritdoc/>
    public async Task<string> Commit(EntityCommit commit)
    {
        Validate(commit);
        var write = new CommitWrite(commit, await PartitionOf(commit.Key).ConfigureAwait(false), time.GetUtcNow());
        var (verdict, row) = await database.Writer.Write(write.Execute).ConfigureAwait(false);
        return verdict switch
        {
            CommitWrite.Verdict.EtagConflict => throw new EtagConflictException($"{commit.Key} is not at etag {commit.ExpectedEtag ?? "none"}."),
            CommitWrite.Verdict.KeyTaken => throw new CommandKeyTakenException($"{commit.Key} already has command key {commit.Command!.CommandKey}."),
            _ => row.Etag,
        };
    }

    /// <inheritdoc/>
    public Task<StoredCommand?> FindCommand(EntityKey key, string commandKey) =>
        database.Readers.Read(session => EntityReads.FindCommand(session, key, commandKey));

    /// <inheritdoc/>
    public Task<ImmutableArray<StoredCommit>> ReadCommits(EntityKey key, long afterVersion, int take) =>
        database.Readers.Read(session => EntityReads.ReadCommits(session, key, afterVersion, take));

    /// <inheritdoc/>
    public async Task<LaneAdvanced> AdvanceLanes(LaneAdvance advance) =>
        await database.Writer.Write(session => LaneWrite.Execute(session, advance)).ConfigureAwait(false)
        ?? throw new EtagConflictException($"The lanes of {advance.Key} are not at etag {advance.ExpectedEtag ?? "none"}.");

    /// <inheritdoc/>
    public IAsyncEnumerable<EntityFacts> ScanFacts(string org, int partition, CancellationToken cancellation = default) =>
        Scan((session, after) => EntityReads.Facts(session, org, partition, after, ScanSlice), cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<FactsHead> ScanHeads(string org, int partition, CancellationToken cancellation = default) =>
        Scan((session, after) => EntityReads.Heads(session, org, partition, after, ScanSlice), cancellation);

    /// <inheritdoc/>
    public Task<ImmutableArray<PendingMark>> ReadPending(int take) => database.Readers.Read(session => EntityReads.ReadPending(session, take));

    /// <inheritdoc/>
    public async Task<ImmutableArray<StoredOrganization>> ReadOrganizations() =>
        [.. await database.Readers.Read(OrganizationRows.All).ConfigureAwait(false)];

    /// <inheritdoc/>
    public async Task<string> PutOrganization(StoredOrganization organization, string? expectedEtag)
    {
        if (organization.Partitions is not (1 or 4 or 16 or 64))
        {
            throw new ArgumentOutOfRangeException(nameof(organization), organization.Partitions, "Partitions are 1, 4, 16 or 64.");
        }

        return await database.Writer.Write(session => OrganizationRows.Put(session, organization, expectedEtag)).ConfigureAwait(false)
            ?? throw new EtagConflictException($"Organisation {organization.Org} is not at etag {expectedEtag ?? "none"} with {organization.Partitions} partitions.");
    }

    /// <inheritdoc/>
    public Task<long> NextCounter(string name) => database.Writer.Write(session => session.Use("""
        INSERT INTO counter(name, value) VALUES(?1, 1) ON CONFLICT DO UPDATE SET value = value + 1 RETURNING value
        """).Bind(1, name).First(row => row.Int(0)));

    /// <inheritdoc/>
    public Task PutDeadLetter(DeadLetter letter) => database.Writer.Write(session => DeadLetterRows.Put(session, letter));

    /// <inheritdoc/>
    public async Task<ImmutableArray<DeadLetter>> ReadDeadLetters(string org) =>
        [.. await database.Readers.Read(session => DeadLetterRows.Open(session, org)).ConfigureAwait(false)];

    /// <inheritdoc/>
    public Task CloseDeadLetter(string org, string id) => database.Writer.Write(session => DeadLetterRows.Close(session, org, id));

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
        var before = commit.ExpectedEtag is { } etag ? EntityRow.Parse(etag)?.Version ?? 0 : 0;
        if (commit.Version <= before || commit.Version > EntityRow.MaxVersion || commit.Row.Version != commit.Version)
        {
            throw new ArgumentException($"Version {commit.Version} (row {commit.Row.Version}) of {commit.Key} does not follow {before}.", nameof(commit));
        }
    }

    private async ValueTask<int> PartitionOf(EntityKey key)
    {
        if (!partitions.TryGetValue(key.Org, out var count))
        {
            var all = await ReadOrganizations().ConfigureAwait(false);
            count = all.FirstOrDefault(stored => stored.Org == key.Org)?.Partitions
                ?? throw new KeyNotFoundException($"Organisation {key.Org} must be stored before {key}.");
            partitions[key.Org] = count;
        }

        return Partitioning.PartitionOf(key, count);
    }

    // In slices, each a read of its own: a long read would keep the log from being folded into the file.
    private async IAsyncEnumerable<T> Scan<T>(
        Func<SqliteSession, long, List<(long Row, T Item)>> slice, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var after = 0L; ;)
        {
            var rows = await database.Readers.Read(session => slice(session, after), cancellation).ConfigureAwait(false);
            foreach (var (row, item) in rows)
            {
                after = row;
                yield return item;
            }

            if (rows.Count < ScanSlice)
            {
                yield break;
            }
        }
    }
}
