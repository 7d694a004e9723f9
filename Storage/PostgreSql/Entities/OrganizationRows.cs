using System.Globalization;
using Npgsql;
using SalesGrains.Organizations;
using SalesGrains.PostgreSql.Engine;

namespace SalesGrains.PostgreSql.Entities;

/// <summary>The rows of organisations.</summary>
internal static class OrganizationRows
{
    private const string Columns =
        "org, etag, name, sandbox, generation, parts, shards, zone, clock_real, clock_virtual, clock_rate, clock_version, clock_jumping, clock_resume_rate, restored_at";

    private const string InsertSql =
        $"INSERT INTO organization({Columns}) VALUES($1, $2 + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT DO NOTHING";

    private const string UpdateSql = """
        UPDATE organization SET etag = $2 + 1, name = $3, sandbox = $4, generation = $5, shards = $7, zone = $8, clock_real = $9,
          clock_virtual = $10, clock_rate = $11, clock_version = $12, clock_jumping = $13, clock_resume_rate = $14, restored_at = $15
        WHERE org = $1 AND etag = $2 AND parts = $6
        """;

    public static Task<List<StoredOrganization>> All(NpgsqlDataSource source) =>
        source.Read(new NpgsqlStatement($"SELECT {Columns} FROM organization ORDER BY org"), row => new StoredOrganization
        {
            Org = row.Text(0),
            Etag = row.GetInt64(1).ToString(CultureInfo.InvariantCulture),
            Name = row.Text(2),
            Sandbox = row.GetBoolean(3),
            Generation = row.GetInt32(4),
            Partitions = row.GetInt32(5),
            Shards = row.GetInt32(6),
            Zone = row.Text(7),
            Clock = new OrganizationClock(
                row.Instant(8), row.Instant(9), row.GetDecimal(10), row.GetInt64(11), row.GetBoolean(12), row.GetDecimal(13)),
            RestoredAt = row.IsDBNull(14) ? null : row.Instant(14),
        });

    /// <summary>The new etag, or null when another version is stored, or when the number of partitions would change.</summary>
    public static async Task<string?> Put(NpgsqlConnection connection, StoredOrganization organization, string? expectedEtag)
    {
        var expected = 0L;
        if (expectedEtag is not null && !long.TryParse(expectedEtag, NumberStyles.None, CultureInfo.InvariantCulture, out expected))
        {
            return null;
        }

        var clock = organization.Clock;
        var written = await connection.Run(new NpgsqlStatement(expectedEtag is null ? InsertSql : UpdateSql)
            .With(organization.Org).With(expected).With(organization.Name).With(organization.Sandbox).With(organization.Generation)
            .With(organization.Partitions).With(organization.Shards).With(organization.Zone)
            .With(clock.AnchorReal.UtcTicks).With(clock.AnchorVirtual.UtcTicks).With(clock.Rate).With(clock.Version).With(clock.Jumping)
            .With(clock.ResumeRate).With(organization.RestoredAt?.UtcTicks)).ConfigureAwait(false);
        return written == 1 ? (expected + 1).ToString(CultureInfo.InvariantCulture) : null;
    }
}
