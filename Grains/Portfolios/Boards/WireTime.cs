using System.Globalization;

namespace SalesGrains.Portfolios.Boards;

/// <summary>Days and instants as texts on the wire.</summary>
internal static class WireTime
{
    /// <summary><c>2026-01-31</c>.</summary>
    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>2026-01-31T01:02:03.000Z</c>.</summary>
    public static string? Instant(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
