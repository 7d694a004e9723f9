using SalesGrains.Entities;
using SalesGrains.PostgreSql.Engine;

namespace SalesGrains.PostgreSql.Entities;

/// <summary>
/// The statements that write many commits at once: columns travel as arrays. Each statement changes what its conditions let through and
/// answers which those were. The rest of a commit hangs on its entity's row, so a refused one leaves nothing behind.
/// </summary>
internal static class CommitStatements
{
    private const string Columns = "version, last_seq, next_due, recorded_at, evolve, min_reader, hash, facts, lanes, state";

    private const string Input = """
        unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::integer[],
          $10::integer[], $11::bytea[], $12::bytea[], $13::bytea[], $14::bytea[], $15::bigint[], $16::bytea[], $17::bigint[], $18::text[],
          $19::text[], $20::bigint[], $21::bytea[]
        """;

    private const string Names = """
        n, org, kind, id, version, last_seq, next_due, recorded_at, evolve, min_reader, hash, facts, lanes, state, first_seq, content, now,
          key, fingerprint, command_at, outcome
        """;

    // What hangs on the rows of "written": history, key, mark. A mark bears the version of the latest commit and keeps its age.
    private const string Rest = """
        h AS (
          INSERT INTO history(at, first_seq, last_seq, recorded_at, hash, content)
          SELECT row << 24 | version, first_seq, last_seq, recorded_at, hash, content FROM written),
        c AS (
          INSERT INTO command(entity, key, fingerprint, recorded_at, stored_at, outcome)
          SELECT row, key, fingerprint, command_at, now, outcome FROM written WHERE key IS NOT NULL),
        p AS (
          INSERT INTO pending(entity, version, since) SELECT row, version, now FROM written
          ON CONFLICT (entity) DO UPDATE SET version = excluded.version)
        """;

    private const string InsertSql = $"""
        WITH i AS MATERIALIZED (SELECT * FROM {Input}, $22::integer[]) AS t({Names}, part)),
        e AS (
          INSERT INTO entity(org, kind, id, part, {Columns}) SELECT org, kind, id, part, {Columns} FROM i
          ON CONFLICT (org, kind, id) DO NOTHING RETURNING row, org, kind, id),
        written AS (SELECT e.row, i.* FROM i JOIN e USING (org, kind, id)),
        {Rest}
        SELECT n, row FROM written
        """;

    // Who finds its key taken is not written, whatever its etag. That the key of another commit is not visible yet while its version is
    // expected cannot be; the primary key of the table would stop it.
    private const string UpdateSql = $"""
        WITH i AS MATERIALIZED (SELECT * FROM {Input}, $22::bigint[], $23::bigint[]) AS t({Names}, row, expected)),
        taken AS MATERIALIZED (SELECT i.n FROM i JOIN command c ON c.entity = i.row AND c.key = i.key),
        u AS (
          UPDATE entity e SET ({Columns}) =
            ROW(i.version, i.last_seq, i.next_due, i.recorded_at, i.evolve, i.min_reader, i.hash, i.facts, i.lanes, i.state) FROM i
          WHERE e.row = i.row AND e.version = i.expected AND e.id = i.id AND e.kind = i.kind AND e.org = i.org
            AND i.n NOT IN (SELECT n FROM taken)
          RETURNING i.n),
        written AS (SELECT i.* FROM i JOIN u USING (n)),
        {Rest}
        SELECT n, false FROM written UNION ALL SELECT n, true FROM taken
        """;

    /// <summary>First commits of entities. Keys are inserted in their order, so two transactions never wait for each other.</summary>
    public static NpgsqlStatement Insert(List<CommitWrite> commits)
    {
        commits.Sort(static (a, b) => a.Key.CompareTo(b.Key));
        return Common(InsertSql, commits).With(commits.Select(one => one.Partition));
    }

    /// <summary>Further commits. Rows are locked in their order, likewise.</summary>
    public static NpgsqlStatement Update(List<CommitWrite> commits)
    {
        commits.Sort(static (a, b) => a.Expected.Row.CompareTo(b.Expected.Row));
        return Common(UpdateSql, commits).With(commits.Select(one => one.Expected.Row)).With(commits.Select(one => one.Expected.Version));
    }

    private static NpgsqlStatement Common(string sql, List<CommitWrite> all) => new NpgsqlStatement(sql)
        .With(Enumerable.Range(0, all.Count))
        .With(all.Select(one => one.Key.Org)).With(all.Select(one => one.Key.Kind)).With(all.Select(one => one.Key.Id))
        .With(all.Select(one => one.Commit.Version)).With(all.Select(one => one.Commit.Row.LastSeq))
        .With(all.Select(one => one.Commit.Facts.NextDue?.UtcTicks)).With(all.Select(one => one.Commit.Row.RecordedAt.UtcTicks))
        .With(all.Select(one => one.Commit.EvolveVersion)).With(all.Select(one => one.Commit.MinReader))
        .With(all.Select(one => Some(one.Commit.Row.Hash))).With(all.Select(one => Some(one.Facts)))
        .With(all.Select(one => Some(one.Commit.Lanes))).With(all.Select(one => Some(one.Commit.State)))
        .With(all.Select(one => one.Commit.Row.FirstSeq)).With(all.Select(one => Some(one.Commit.Row.Content)))
        .With(all.Select(one => one.Now))
        .With(all.Select(one => one.Commit.Command?.CommandKey)).With(all.Select(one => one.Commit.Command?.Fingerprint))
        .With(all.Select(one => one.Commit.Command?.RecordedAt.UtcTicks)).With(all.Select(one => (ReadOnlyMemory<byte>?)one.Outcome));

    private static ReadOnlyMemory<byte>? Some(ReadOnlyMemory<byte> bytes) => bytes;
}
