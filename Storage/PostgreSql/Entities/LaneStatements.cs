using System.Globalization;
using SalesGrains.PostgreSql.Engine;

namespace SalesGrains.PostgreSql.Entities;

/// <summary>The statement that moves many entities' lanes forward, and lets a mark fall where it still bears the version that was drained.</summary>
internal static class LaneStatements
{
    private const string Sql = """
        WITH i AS MATERIALIZED (
          SELECT t.*, e.row FROM unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bytea[], $7::bigint[])
            AS t(n, org, kind, id, expected, lanes, clear_at) JOIN entity e USING (org, kind, id)),
        first AS (
          INSERT INTO delivered(entity, etag, lanes) SELECT row, 1, lanes FROM i WHERE expected = 0
          ON CONFLICT (entity) DO NOTHING RETURNING entity, etag),
        further AS (
          UPDATE delivered d SET etag = d.etag + 1, lanes = i.lanes FROM i WHERE d.entity = i.row AND d.etag = i.expected
          RETURNING d.entity, d.etag),
        moved AS MATERIALIZED (
          SELECT i.n, i.row, i.clear_at, m.etag FROM i JOIN (SELECT * FROM first UNION ALL SELECT * FROM further) m ON m.entity = i.row),
        fallen AS (DELETE FROM pending p USING moved m WHERE p.entity = m.row AND p.version = m.clear_at RETURNING p.entity)
        SELECT m.n, m.etag, f.entity IS NOT NULL FROM moved m LEFT JOIN fallen f ON f.entity = m.row
        """;

    public static string Etag(long etag) => etag.ToString(CultureInfo.InvariantCulture);

    public static NpgsqlStatement Advance(List<LaneWrite> lanes)
    {
        lanes.Sort(static (a, b) => a.Key.CompareTo(b.Key));
        return new NpgsqlStatement(Sql)
            .With(Enumerable.Range(0, lanes.Count))
            .With(lanes.Select(one => one.Key.Org)).With(lanes.Select(one => one.Key.Kind)).With(lanes.Select(one => one.Key.Id))
            .With(lanes.Select(one => one.Expected)).With(lanes.Select(one => (ReadOnlyMemory<byte>?)one.Advance.Delivered))
            .With(lanes.Select(one => one.Advance.ClearMarkAt));
    }
}
