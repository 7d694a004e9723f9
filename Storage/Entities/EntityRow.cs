using System.Globalization;

namespace SalesGrains.Entities;

/// <summary>Where an entity's row is and which version it has: what an etag says, so that a write finds its row without an index.</summary>
internal readonly record struct EntityRow(long Row, long Version)
{
    /// <summary>Most commits of one entity.</summary>
    public const long MaxVersion = (1L << 24) - 1;

    public string Etag => string.Create(CultureInfo.InvariantCulture, $"{Row}.{Version}");

    /// <summary>Where this version's commit stands in the history: entity and version in one number, so that the index stays narrow.</summary>
    public long HistoryAt => (Row << 24) | Version;

    /// <summary>The reverse of <see cref="Etag"/>; null when it was never given out by this engine.</summary>
    public static EntityRow? Parse(string etag)
    {
        var dot = etag.IndexOf('.', StringComparison.Ordinal);
        return dot > 0
            && long.TryParse(etag.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            && long.TryParse(etag.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? new(row, version)
                : null;
    }
}
