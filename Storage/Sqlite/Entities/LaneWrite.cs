using System.Globalization;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Sqlite.Engine;

namespace SalesGrains.Sqlite.Entities;

/// <summary>The statements that move an entity's lanes forward and, if nothing was committed meanwhile, clear its pending mark.</summary>
internal static class LaneWrite
{
    public static string Etag(long etag) => etag.ToString(CultureInfo.InvariantCulture);

    /// <summary>The lane row's new etag and whether the mark fell; null when the lane row is not at the expected etag.</summary>
    public static LaneAdvanced? Execute(SqliteSession session, LaneAdvance advance)
    {
        if (EntityReads.Find(session, advance.Key) is not { } row || Put(session, row, advance) is not { } etag)
        {
            return null;
        }

        // The mark always bears the entity's version, because every commit sets it.
        var cleared = advance.ClearMarkAt is { } at && session.Use("""
            DELETE FROM pending WHERE entity = ?1 AND (SELECT version FROM entity WHERE row = ?1) = ?2
            """).Bind(1, row).Bind(2, at).Run() == 1;
        return new LaneAdvanced(Etag(etag), cleared);
    }

    private static long? Put(SqliteSession session, long row, LaneAdvance advance)
    {
        if (advance.ExpectedEtag is null)
        {
            return session.Use("INSERT INTO delivered(entity, etag, lanes) VALUES(?1, 1, ?2) ON CONFLICT DO NOTHING")
                .Bind(1, row).Bind(2, advance.Delivered).Run() == 1 ? 1 : null;
        }

        if (!long.TryParse(advance.ExpectedEtag, NumberStyles.None, CultureInfo.InvariantCulture, out var expected))
        {
            return null;
        }

        return session.Use("UPDATE delivered SET etag = etag + 1, lanes = ?2 WHERE entity = ?1 AND etag = ?3")
            .Bind(1, row).Bind(2, advance.Delivered).Bind(3, expected).Run() == 1 ? expected + 1 : null;
    }
}
