using System.Collections.Immutable;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Sqlite.Engine;

namespace SalesGrains.Sqlite.Entities;

/// <summary>The reading statements of the store: each is one statement, so each sees one moment.</summary>
internal static class EntityReads
{
    public static StoredEntity? Load(SqliteSession session, EntityKey key) => session.Use("""
        SELECT e.row, e.version, e.last_seq, e.recorded_at, e.evolve, e.min_reader, e.hash, e.facts, e.lanes, e.state, d.etag, d.lanes, p.since
        FROM entity e LEFT JOIN delivered d ON d.entity = e.row LEFT JOIN pending p ON p.entity = e.row
        WHERE e.org = ?1 AND e.kind = ?2 AND e.id = ?3
        """).Bind(1, key.Org).Bind(2, key.Kind).Bind(3, key.Id).First(row => new StoredEntity
        {
            Key = key,
            Etag = new EntityRow(row.Int(0), row.Int(1)).Etag,
            Version = row.Int(1),
            LastSeq = row.Int(2),
            LastRecordedAt = Instant(row.Int(3)),
            EvolveVersion = (int)row.Int(4),
            MinReader = (int)row.Int(5),
            LastHash = row.Bytes(6).ToArray(),
            Facts = FactsJson.ReadFacts(row.Bytes(7), key, row.Int(1)),
            Lanes = row.Bytes(8).ToArray(),
            State = row.Bytes(9).ToArray(),
            DeliveredEtag = row.IsNull(10) ? null : LaneWrite.Etag(row.Int(10)),
            Delivered = row.IsNull(11) ? default(ReadOnlyMemory<byte>) : row.Bytes(11).ToArray(),
            PendingAt = row.IsNull(12) ? null : row.Int(1),
        });

    /// <summary>The row of a key, or null when nothing is stored under it.</summary>
    public static long? Find(SqliteSession session, EntityKey key)
    {
        var row = session.Use("SELECT row FROM entity WHERE org = ?1 AND kind = ?2 AND id = ?3")
            .Bind(1, key.Org).Bind(2, key.Kind).Bind(3, key.Id)
            .First(r => r.Int(0));
        return row == 0 ? null : row;
    }

    public static StoredCommand? FindCommand(SqliteSession session, EntityKey key, string commandKey) => session.Use("""
        SELECT fingerprint, recorded_at, outcome FROM command
        WHERE entity = (SELECT row FROM entity WHERE org = ?1 AND kind = ?2 AND id = ?3) AND key = ?4
        """).Bind(1, key.Org).Bind(2, key.Kind).Bind(3, key.Id).Bind(4, commandKey).First(row =>
            new StoredCommand(commandKey, row.Text(0), FactsJson.ReadOutcome(row.Bytes(2)), Instant(row.Int(1))));

    public static ImmutableArray<StoredCommit> ReadCommits(SqliteSession session, EntityKey key, long afterVersion, int take)
    {
        if (Find(session, key) is not { } entity || afterVersion >= EntityRow.MaxVersion)
        {
            return [];
        }

        var rows = session.Use("""
            SELECT at, first_seq, last_seq, recorded_at, content, hash FROM history WHERE at > ?1 AND at <= ?2 ORDER BY at LIMIT ?3
            """)
            .Bind(1, new EntityRow(entity, Math.Max(afterVersion, 0)).HistoryAt)
            .Bind(2, new EntityRow(entity, EntityRow.MaxVersion).HistoryAt)
            .Bind(3, Math.Max(take, 0));
        return [.. rows.All(row => new StoredCommit(
            row.Int(0) & EntityRow.MaxVersion, row.Int(1), row.Int(2), Instant(row.Int(3)), row.Bytes(4).ToArray(), row.Bytes(5).ToArray()))];
    }

    public static ImmutableArray<PendingMark> ReadPending(SqliteSession session, int take) => [.. session.Use("""
        SELECT e.kind, e.org, e.id, e.version, p.since FROM pending p JOIN entity e ON e.row = p.entity ORDER BY p.since, p.entity LIMIT ?1
        """).Bind(1, Math.Max(take, 0)).All(row => new PendingMark(Key(row), row.Int(3), Instant(row.Int(4))))];

    /// <summary>A slice of a partition's facts after a row; the last element says where the next slice starts.</summary>
    public static List<(long Row, EntityFacts Facts)> Facts(SqliteSession session, string org, int partition, long after, int take) =>
        session.Use("""
            SELECT kind, org, id, row, version, facts FROM entity WHERE org = ?1 AND part = ?2 AND row > ?3 ORDER BY row LIMIT ?4
            """).Bind(1, org).Bind(2, partition).Bind(3, after).Bind(4, take)
            .All(row => (row.Int(3), FactsJson.ReadFacts(row.Bytes(5), Key(row), row.Int(4))));

    /// <summary>A slice of a partition's heads after a row.</summary>
    public static List<(long Row, FactsHead Head)> Heads(SqliteSession session, string org, int partition, long after, int take) =>
        session.Use("""
            SELECT kind, org, id, row, version, next_due FROM entity WHERE org = ?1 AND part = ?2 AND row > ?3 ORDER BY row LIMIT ?4
            """).Bind(1, org).Bind(2, partition).Bind(3, after).Bind(4, take)
            .All(row => (row.Int(3), new FactsHead(Key(row), row.Int(4), row.IntOrNull(5) is { } due ? Instant(due) : null)));

    public static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);

    private static EntityKey Key(SqliteStatement row) => new(row.Text(0), row.Text(1), row.Text(2));
}
