using Npgsql;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.PostgreSql.Engine;

namespace SalesGrains.PostgreSql.Entities;

/// <summary>The rows of dead letters.</summary>
internal static class DeadLetterRows
{
    public static Task<int> Put(NpgsqlConnection connection, DeadLetter letter) => connection.Run(new NpgsqlStatement("""
        INSERT INTO dead_letter(org, id, source, target, payload, error, at, closed) VALUES($1, $2, $3, $4, $5, $6, $7, false) ON CONFLICT DO NOTHING
        """)
        .With(letter.Org).With(letter.Id).With(letter.Source.ToString()).With(letter.Target.ToString())
        .With(letter.Payload).With(letter.Error).With(letter.At.UtcTicks));

    public static Task<List<DeadLetter>> Open(NpgsqlDataSource source, string org) => source.Read(
        new NpgsqlStatement("""
            SELECT id, source, target, payload, error, at FROM dead_letter WHERE org = $1 AND NOT closed ORDER BY at, row
            """).With(org),
        row => new DeadLetter(
            org, row.Text(0), EntityKey.Parse(row.Text(1)), EntityKey.Parse(row.Text(2)), row.TextOrNull(3), row.Text(4), row.Instant(5)));

    public static Task<int> Close(NpgsqlConnection connection, string org, string id) =>
        connection.Run(new NpgsqlStatement("UPDATE dead_letter SET closed = true WHERE org = $1 AND id = $2").With(org).With(id));
}
