using Npgsql;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.PostgreSql.Engine;

namespace SalesGrains.PostgreSql.Entities;

/// <summary>The reading statements of the store: each is one statement, so each sees one moment.</summary>
internal static class EntityReads
{
    public static async Task<StoredEntity?> Load(NpgsqlDataSource source, EntityKey key)
    {
        var rows = await source.Read(
            Keyed("""
                SELECT e.row, e.version, e.last_seq, e.recorded_at, e.evolve, e.min_reader, e.hash, e.facts, e.lanes, e.state, d.etag, d.lanes, p.version
                FROM entity e LEFT JOIN delivered d ON d.entity = e.row LEFT JOIN pending p ON p.entity = e.row
                WHERE e.org = $1 AND e.kind = $2 AND e.id = $3
                """, key),
            row => new StoredEntity
            {
                Key = key,
                Etag = new EntityRow(row.GetInt64(0), row.GetInt64(1)).Etag,
                Version = row.GetInt64(1),
                LastSeq = row.GetInt64(2),
                LastRecordedAt = row.Instant(3),
                EvolveVersion = row.GetInt32(4),
                MinReader = row.GetInt32(5),
                LastHash = row.Bytes(6),
                Facts = FactsJson.ReadFacts(row.Bytes(7), key, row.GetInt64(1)),
                Lanes = row.Bytes(8),
                State = row.Bytes(9),
                DeliveredEtag = row.LongOrNull(10) is { } etag ? LaneStatements.Etag(etag) : null,
                Delivered = row.IsDBNull(11) ? default(ReadOnlyMemory<byte>) : row.Bytes(11),
                PendingAt = row.LongOrNull(12),
            }).ConfigureAwait(false);
        return rows.Count == 0 ? null : rows[0];
    }

    public static async Task<StoredCommand?> FindCommand(NpgsqlDataSource source, EntityKey key, string commandKey)
    {
        var rows = await source.Read(
            Keyed("""
                SELECT c.fingerprint, c.recorded_at, c.outcome FROM entity e JOIN command c ON c.entity = e.row
                WHERE e.org = $1 AND e.kind = $2 AND e.id = $3 AND c.key = $4
                """, key).With(commandKey),
            row => new StoredCommand(commandKey, row.Text(0), FactsJson.ReadOutcome(row.Bytes(2)), row.Instant(1))).ConfigureAwait(false);
        return rows.Count == 0 ? null : rows[0];
    }

    public static Task<List<StoredCommit>> ReadCommits(NpgsqlDataSource source, EntityKey key, long afterVersion, int take) => source.Read(
        Keyed("""
            SELECT h.at, h.first_seq, h.last_seq, h.recorded_at, h.content, h.hash
            FROM entity e JOIN history h ON h.at > (e.row << 24 | $4) AND h.at <= (e.row << 24 | $5)
            WHERE e.org = $1 AND e.kind = $2 AND e.id = $3 ORDER BY h.at LIMIT $6
            """, key).With(Math.Clamp(afterVersion, 0, EntityRow.MaxVersion)).With(EntityRow.MaxVersion).With((long)Math.Max(take, 0)),
        row => new StoredCommit(
            row.GetInt64(0) & EntityRow.MaxVersion, row.GetInt64(1), row.GetInt64(2), row.Instant(3), row.Bytes(4), row.Bytes(5)));

    public static Task<List<PendingMark>> ReadPending(NpgsqlDataSource source, int take) => source.Read(
        new NpgsqlStatement("""
            SELECT e.kind, e.org, e.id, p.version, p.since FROM pending p JOIN entity e ON e.row = p.entity ORDER BY p.since, p.entity LIMIT $1
            """).With((long)Math.Max(take, 0)),
        row => new PendingMark(Key(row), row.GetInt64(3), row.Instant(4)));

    /// <summary>A slice of a partition's facts after a row.</summary>
    public static Task<List<(long Row, EntityFacts Facts)>> Facts(
        NpgsqlDataSource source, string org, int partition, long after, int take, CancellationToken cancellation) =>
        source.Read(
            Sliced("SELECT kind, org, id, row, version, facts FROM entity", org, partition, after, take),
            row => (row.GetInt64(3), FactsJson.ReadFacts(row.Bytes(5), Key(row), row.GetInt64(4))), cancellation);

    /// <summary>A slice of a partition's heads after a row.</summary>
    public static Task<List<(long Row, FactsHead Head)>> Heads(
        NpgsqlDataSource source, string org, int partition, long after, int take, CancellationToken cancellation) =>
        source.Read(
            Sliced("SELECT kind, org, id, row, version, next_due FROM entity", org, partition, after, take),
            row => (row.GetInt64(3), new FactsHead(Key(row), row.GetInt64(4), row.IsDBNull(5) ? null : row.Instant(5))), cancellation);

    private static NpgsqlStatement Keyed(string sql, EntityKey key) => new NpgsqlStatement(sql).With(key.Org).With(key.Kind).With(key.Id);

    private static NpgsqlStatement Sliced(string select, string org, int partition, long after, int take) =>
        new NpgsqlStatement($"{select} WHERE org = $1 AND part = $2 AND row > $3 ORDER BY row LIMIT $4")
            .With(org).With(partition).With(after).With((long)take);

    private static EntityKey Key(NpgsqlDataReader row) => new(row.Text(0), row.Text(1), row.Text(2));
}
