using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Npgsql;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;
using SalesGrains.PostgreSql.Engine;

namespace SalesGrains.PostgreSql.Entities;

/// <summary>The store's port on a PostgreSQL database.</summary>
public sealed class PostgreSqlEntityStore(PostgreSqlDatabase database, TimeProvider time, ILogger<PostgreSqlEntityStore> log)
    : EngineEntityStore(time, log)
{
    private const int ScanSlice = 1024;

    private NpgsqlDataSource Source => database.Source;

    /// <inheritdoc/>
    public override Task<StoredEntity?> Load(EntityKey key) => EntityReads.Load(Source, key);

    /// <inheritdoc/>
    public override Task<StoredCommand?> FindCommand(EntityKey key, string commandKey) => EntityReads.FindCommand(Source, key, commandKey);

    /// <inheritdoc/>
    public override async Task<ImmutableArray<StoredCommit>> ReadCommits(EntityKey key, long afterVersion, int take) =>
        [.. await EntityReads.ReadCommits(Source, key, afterVersion, take).ConfigureAwait(false)];

    /// <inheritdoc/>
    public override IAsyncEnumerable<EntityFacts> ScanFacts(string org, int partition, CancellationToken cancellation = default) => InSlices(
        (after, cancelled) => EntityReads.Facts(Source, org, partition, after, ScanSlice, cancelled), ScanSlice, cancellation);

    /// <inheritdoc/>
    public override IAsyncEnumerable<FactsHead> ScanHeads(string org, int partition, CancellationToken cancellation = default) => InSlices(
        (after, cancelled) => EntityReads.Heads(Source, org, partition, after, ScanSlice, cancelled), ScanSlice, cancellation);

    /// <inheritdoc/>
    public override async Task<ImmutableArray<PendingMark>> ReadPending(int take) =>
        [.. await EntityReads.ReadPending(Source, take).ConfigureAwait(false)];

    /// <inheritdoc/>
    public override async Task<ImmutableArray<StoredOrganization>> ReadOrganizations() =>
        [.. await OrganizationRows.All(Source).ConfigureAwait(false)];

    /// <inheritdoc/>
    public override async Task<long> NextCounter(string name)
    {
        var values = await database.Write(connection => connection.Read(
            new NpgsqlStatement("""
                INSERT INTO counter(name, value) VALUES($1, 1) ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value
                """).With(name),
            row => row.GetInt64(0))).ConfigureAwait(false);
        return values[0];
    }

    /// <inheritdoc/>
    public override Task PutDeadLetter(DeadLetter letter) => database.Write(connection => DeadLetterRows.Put(connection, letter));

    /// <inheritdoc/>
    public override async Task<ImmutableArray<DeadLetter>> ReadDeadLetters(string org) =>
        [.. await DeadLetterRows.Open(Source, org).ConfigureAwait(false)];

    /// <inheritdoc/>
    public override Task CloseDeadLetter(string org, string id) => database.Write(connection => DeadLetterRows.Close(connection, org, id));

    /// <inheritdoc/>
    protected override Task<(CommitVerdict Verdict, string Etag)> Write(EntityCommit commit, int partition, DateTimeOffset now) =>
        database.WriterOf(commit.Key).Write(new CommitWrite(commit, partition, now));

    /// <inheritdoc/>
    protected override Task<LaneAdvanced?> Write(LaneAdvance advance) => database.WriterOf(advance.Key).Write(new LaneWrite(advance));

    /// <inheritdoc/>
    protected override Task<string?> Write(StoredOrganization organization, string? expectedEtag) =>
        database.Write(connection => OrganizationRows.Put(connection, organization, expectedEtag));

    /// <inheritdoc/>
    protected override long VersionOf(string etag) => EntityRow.Parse(etag)?.Version ?? 0;
}
