using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Sqlite.Engine;

namespace SalesGrains.Sqlite.Entities;

/// <summary>The rows of dead letters.</summary>
internal static class DeadLetterRows
{
    public static bool Put(SqliteSession session, DeadLetter letter) => session.Use("""
        INSERT INTO dead_letter(org, id, source, target, payload, error, at, closed) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, 0) ON CONFLICT DO NOTHING
        """)
        .Bind(1, letter.Org).Bind(2, letter.Id).Bind(3, letter.Source.ToString()).Bind(4, letter.Target.ToString())
        .Bind(5, letter.Payload).Bind(6, letter.Error).Bind(7, letter.At.UtcTicks).Run() == 1;

    public static List<DeadLetter> Open(SqliteSession session, string org) => session.Use("""
        SELECT id, source, target, payload, error, at FROM dead_letter WHERE org = ?1 AND closed = 0 ORDER BY at, row
        """).Bind(1, org).All(row => new DeadLetter(
            org, row.Text(0), EntityKey.Parse(row.Text(1)), EntityKey.Parse(row.Text(2)),
            row.IsNull(3) ? null : row.Text(3), row.Text(4), EntityReads.Instant(row.Int(5))));

    public static bool Close(SqliteSession session, string org, string id) =>
        session.Use("UPDATE dead_letter SET closed = 1 WHERE org = ?1 AND id = ?2").Bind(1, org).Bind(2, id).Run() == 1;
}
