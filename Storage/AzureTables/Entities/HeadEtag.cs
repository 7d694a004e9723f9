using System.Globalization;
using SalesGrains.AzureTables.Engine;

namespace SalesGrains.AzureTables.Entities;

/// <summary>An entity's etag: its version, and the etag of its row.</summary>
internal readonly record struct HeadEtag(long Version, string Row)
{
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Version}.{Row}");

    /// <summary>The reverse of <see cref="Text"/>; null when it was never given out by this engine.</summary>
    public static HeadEtag? Parse(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && long.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && TableKeys.IsEtag(text[(dot + 1)..])
                ? new(version, text[(dot + 1)..])
                : null;
    }
}
