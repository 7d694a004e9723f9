using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;
using SalesGrains.Sqlite.Engine;

namespace SalesGrains.Sqlite.Entities;

/// <summary>The store's port on one Sqlite file.</summary>
public sealed class SqliteEntityStore(SqliteDatabase database, TimeProvider time, ILogger<SqliteEntityStore> log) : EngineEntityStore(time, log)
{
    private const int ScanSlice = 512;

    /// <inheritdoc/>
    public override Task<StoredEntity?> Load(EntityKey key) => database.Readers.Read(session => EntityReads.Load(session, key));

    /// <inheritdoc/>
    public override Task<StoredCommand?> FindCommand(EntityKey key, string commandKey) =>
        database.Readers.Read(session => EntityReads.FindCommand(session, key, commandKey));

    /// <inheritdoc/>
    public override Task<ImmutableArray<StoredCommit>> ReadCommits(EntityKey key, long afterVersion, int take) =>
        database.Readers.Read(session => EntityReads.ReadCommits(session, key, afterVersion, take));

    /// <inheritdoc/>
    public override IAsyncEnumerable<EntityFacts> ScanFacts(string org, int partition, CancellationToken cancellation = default) =>
        Scan((session, after) => EntityReads.Facts(session, org, partition, after, ScanSlice), cancellation);

    /// <inheritdoc/>
    public override IAsyncEnumerable<FactsHead> ScanHeads(string org, int partition, CancellationToken cancellation = default) =>
        Scan((session, after) => EntityReads.Heads(session, org, partition, after, ScanSlice), cancellation);

    /// <inheritdoc/>
    public override Task<ImmutableArray<PendingMark>> ReadPending(int take) =>
        database.Readers.Read(session => EntityReads.ReadPending(session, take));

    /// <inheritdoc/>
    public override async Task<ImmutableArray<StoredOrganization>> ReadOrganizations() =>
        [.. await database.Readers.Read(OrganizationRows.All).ConfigureAwait(false)];

    /// <inheritdoc/>
    public override Task<long> NextCounter(string name) => database.Writer.Write(session => session.Use("""
        INSERT INTO counter(name, value) VALUES(?1, 1) ON CONFLICT DO UPDATE SET value = value + 1 RETURNING value
        """).Bind(1, name).First(row => row.Int(0)));

    /// <inheritdoc/>
    public override Task PutDeadLetter(DeadLetter letter) => database.Writer.Write(session => DeadLetterRows.Put(session, letter));

    /// <inheritdoc/>
    public override async Task<ImmutableArray<DeadLetter>> ReadDeadLetters(string org) =>
        [.. await database.Readers.Read(session => DeadLetterRows.Open(session, org)).ConfigureAwait(false)];

    /// <inheritdoc/>
    public override Task CloseDeadLetter(string org, string id) => database.Writer.Write(session => DeadLetterRows.Close(session, org, id));

    /// <inheritdoc/>
    protected override async Task<(CommitVerdict Verdict, string Etag)> Write(EntityCommit commit, int partition, DateTimeOffset now)
    {
        var (verdict, row) = await database.Writer.Write(new CommitWrite(commit, partition, now).Execute).ConfigureAwait(false);
        return (verdict, row.Etag);
    }

    /// <inheritdoc/>
    protected override Task<LaneAdvanced?> Write(LaneAdvance advance) => database.Writer.Write(session => LaneWrite.Execute(session, advance));

    /// <inheritdoc/>
    protected override Task<string?> Write(StoredOrganization organization, string? expectedEtag) =>
        database.Writer.Write(session => OrganizationRows.Put(session, organization, expectedEtag));

    /// <inheritdoc/>
    protected override long VersionOf(string etag) => EntityRow.Parse(etag)?.Version ?? 0;

    private IAsyncEnumerable<T> Scan<T>(Func<SqliteSession, long, List<(long Row, T Item)>> slice, CancellationToken cancellation) =>
        InSlices((after, cancelled) => database.Readers.Read(session => slice(session, after), cancelled), ScanSlice, cancellation);
}
