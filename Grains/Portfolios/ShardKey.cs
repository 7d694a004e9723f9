using System.Globalization;

namespace SalesGrains.Portfolios;

/// <summary>The key of a portfolio shard, taken apart. Pure.</summary>
internal static class ShardKey
{
    /// <summary>Organisation, generation and shard of <c>{org}|p{generation}|{shard}</c>.</summary>
    public static (string Org, int Generation, int Shard) Parse(string key) =>
        key.Split('|') is [{ Length: > 0 } org, ['p', .. var generation], var shard]
        && int.TryParse(generation, NumberStyles.None, CultureInfo.InvariantCulture, out var g)
        && int.TryParse(shard, NumberStyles.None, CultureInfo.InvariantCulture, out var s)
            ? (org, g, s)
            : throw new ArgumentException($"Not the key of a portfolio shard: {key}", nameof(key));
}
