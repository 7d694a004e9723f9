using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Sqlite.Engine;

namespace SalesGrains.Sqlite.Entities;

/// <summary>The statements of one commit. Conditions come first, so that a refused commit leaves nothing behind in a shared transaction.</summary>
internal sealed class CommitWrite(EntityCommit commit, int partition, DateTimeOffset now)
{
    // Prepared before the commit queues up: the writer's thread only moves bytes.
    private readonly ReadOnlyMemory<byte> facts = commit.FactsBytes;
    private readonly byte[]? outcome = commit.Command is { } command ? FactsJson.Write(command.Outcome) : null;
    private readonly EntityRow? expected = commit.ExpectedEtag is { } etag ? EntityRow.Parse(etag) : null;

    public (CommitVerdict Verdict, EntityRow Row) Execute(SqliteSession session)
    {
        var (verdict, row) = commit.ExpectedEtag is null ? Insert(session) : Update(session);
        if (verdict != CommitVerdict.Written)
        {
            return (verdict, default);
        }

        var written = new EntityRow(row, commit.Version);
        var history = commit.Row;
        session.Use("INSERT INTO history(at, first_seq, last_seq, recorded_at, hash, content) VALUES(?1, ?2, ?3, ?4, ?5, ?6)")
            .Bind(1, written.HistoryAt).Bind(2, history.FirstSeq).Bind(3, history.LastSeq).Bind(4, history.RecordedAt.UtcTicks)
            .Bind(5, history.Hash).Bind(6, history.Content).Run();
        session.Use("INSERT INTO pending(entity, since) VALUES(?1, ?2) ON CONFLICT DO NOTHING").Bind(1, row).Bind(2, now.UtcTicks).Run();
        return (CommitVerdict.Written, written);
    }

    private (CommitVerdict, long Row) Insert(SqliteSession session)
    {
        var inserted = BindState(session.Use("""
            INSERT INTO entity(version, last_seq, next_due, recorded_at, evolve, min_reader, hash, facts, lanes, state, org, kind, id, part)
            VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) ON CONFLICT DO NOTHING
            """)).Bind(11, commit.Key.Org).Bind(12, commit.Key.Kind).Bind(13, commit.Key.Id).Bind(14, partition).Run();
        if (inserted == 0)
        {
            return (CommitVerdict.EtagConflict, 0);
        }

        // An entity without a row has no keys either, so this one cannot be taken.
        var row = session.LastRow;
        InsertKey(session, row);
        return (CommitVerdict.Written, row);
    }

    private (CommitVerdict, long Row) Update(SqliteSession session)
    {
        if (expected is not { } at)
        {
            return (CommitVerdict.EtagConflict, 0);
        }

        if (!InsertKey(session, at.Row))
        {
            return (CommitVerdict.KeyTaken, 0);
        }

        var updated = BindState(session.Use("""
            UPDATE entity SET version = ?1, last_seq = ?2, next_due = ?3, recorded_at = ?4, evolve = ?5, min_reader = ?6, hash = ?7,
              facts = ?8, lanes = ?9, state = ?10
            WHERE row = ?11 AND version = ?12 AND id = ?13 AND kind = ?14 AND org = ?15
            """)).Bind(11, at.Row).Bind(12, at.Version).Bind(13, commit.Key.Id).Bind(14, commit.Key.Kind).Bind(15, commit.Key.Org).Run();
        if (updated == 1)
        {
            return (CommitVerdict.Written, at.Row);
        }

        if (commit.Command is not null)
        {
            session.Use("DELETE FROM command WHERE row = ?1").Bind(1, session.LastRow).Run();
        }

        return (CommitVerdict.EtagConflict, 0);
    }

    private SqliteStatement BindState(SqliteStatement statement) => statement
        .Bind(1, commit.Version).Bind(2, commit.Row.LastSeq).Bind(3, commit.Facts.NextDue?.UtcTicks).Bind(4, commit.Row.RecordedAt.UtcTicks)
        .Bind(5, commit.EvolveVersion).Bind(6, commit.MinReader).Bind(7, commit.Row.Hash).Bind(8, facts).Bind(9, commit.Lanes)
        .Bind(10, commit.State);

    private bool InsertKey(SqliteSession session, long row) =>
        commit.Command is not { } command || session.Use("""
            INSERT INTO command(entity, key, fingerprint, recorded_at, stored_at, outcome) VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING
            """)
            .Bind(1, row).Bind(2, command.CommandKey).Bind(3, command.Fingerprint).Bind(4, command.RecordedAt.UtcTicks)
            .Bind(5, now.UtcTicks).Bind(6, outcome).Run() == 1;
}
