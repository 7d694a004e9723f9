using System.Globalization;
using SalesGrains.Organizations;
using SalesGrains.Sqlite.Engine;

namespace SalesGrains.Sqlite.Entities;

/// <summary>The rows of organisations.</summary>
internal static class OrganizationRows
{
    private const string Columns =
        "org, etag, name, sandbox, generation, parts, shards, zone, clock_real, clock_virtual, clock_rate, clock_version, clock_jumping, clock_resume_rate, restored_at";

    public static List<StoredOrganization> All(SqliteSession session) =>
        session.Use($"SELECT {Columns} FROM organization ORDER BY org").All(row => new StoredOrganization
        {
            Org = row.Text(0),
            Etag = row.Int(1).ToString(CultureInfo.InvariantCulture),
            Name = row.Text(2),
            Sandbox = row.Int(3) != 0,
            Generation = (int)row.Int(4),
            Partitions = (int)row.Int(5),
            Shards = (int)row.Int(6),
            Zone = row.Text(7),
            Clock = new OrganizationClock(
                EntityReads.Instant(row.Int(8)),
                EntityReads.Instant(row.Int(9)),
                decimal.Parse(row.Text(10), NumberStyles.Number, CultureInfo.InvariantCulture),
                row.Int(11),
                row.Int(12) != 0,
                decimal.Parse(row.Text(13), NumberStyles.Number, CultureInfo.InvariantCulture)),
            RestoredAt = row.IntOrNull(14) is { } restored ? EntityReads.Instant(restored) : null,
        });

    /// <summary>The new etag, or null when another version is stored, or when the number of partitions would change.</summary>
    public static string? Put(SqliteSession session, StoredOrganization organization, string? expectedEtag)
    {
        var expected = 0L;
        if (expectedEtag is not null && !long.TryParse(expectedEtag, NumberStyles.None, CultureInfo.InvariantCulture, out expected))
        {
            return null;
        }

        var statement = session.Use(expectedEtag is null
            ? $"INSERT INTO organization({Columns}) VALUES(?1, ?2 + 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) ON CONFLICT DO NOTHING"
            : """
              UPDATE organization SET etag = ?2 + 1, name = ?3, sandbox = ?4, generation = ?5, shards = ?7, zone = ?8, clock_real = ?9,
                clock_virtual = ?10, clock_rate = ?11, clock_version = ?12, clock_jumping = ?13, clock_resume_rate = ?14, restored_at = ?15
              WHERE org = ?1 AND etag = ?2 AND parts = ?6
              """);
        var clock = organization.Clock;
        var written = statement
            .Bind(1, organization.Org).Bind(2, expected).Bind(3, organization.Name).Bind(4, organization.Sandbox ? 1 : 0)
            .Bind(5, organization.Generation).Bind(6, organization.Partitions).Bind(7, organization.Shards).Bind(8, organization.Zone)
            .Bind(9, clock.AnchorReal.UtcTicks).Bind(10, clock.AnchorVirtual.UtcTicks)
            .Bind(11, clock.Rate.ToString(CultureInfo.InvariantCulture)).Bind(12, clock.Version).Bind(13, clock.Jumping ? 1 : 0)
            .Bind(14, clock.ResumeRate.ToString(CultureInfo.InvariantCulture)).Bind(15, organization.RestoredAt?.UtcTicks)
            .Run();
        return written == 1 ? (expected + 1).ToString(CultureInfo.InvariantCulture) : null;
    }
}
