using System.Globalization;
using Azure.Data.Tables;

namespace SalesGrains.AzureTables.Engine;

/// <summary>
/// Keys and words of rows that the official Orleans packages for Azure would write. They put an underscore in place of the slash and of
/// all that a key does not take, so that some names share a row. Here such a name, and one that is too long, is escaped instead, behind a
/// sign that no other name begins with; every other name has the key that the packages give it.
/// </summary>
internal static class OrleansKeys
{
    private const string Escaped = "~=";
    private const int LongestName = 200;
    private const string InstantFormat = "yyyy-MM-dd HH:mm:ss.fff 'GMT'";

    /// <summary>A name as a key or a part of one.</summary>
    public static string Name(string name) => IsPlain(name) ? name : Escaped + TableKeys.Part(name);

    /// <summary>A grain's identity, <c>type/key</c>, as a part of a key: <c>type_key</c>.</summary>
    public static string Grain(string grain)
    {
        var slash = grain.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && IsPlain(grain[..slash]) && !grain.AsSpan(0, slash).Contains('_')
            ? $"{grain[..slash]}_{Name(grain[(slash + 1)..])}"
            : Name(grain);
    }

    /// <summary>The partition of a grain's documents.</summary>
    public static string Document(string service, string grain) => $"{Name(service)}_{Grain(grain)}";

    /// <summary>The row of a document. Where its keys had to become a hash, it keeps the words, so that a backup can tell whose it is.</summary>
    public static TableEntity Document(string service, string grain, string name)
    {
        var row = new TableEntity(Document(service, grain), Name(name));
        if (ReadDocument(service, row) is null)
        {
            (row["Grain"], row["Name"]) = (grain, name);
        }

        return row;
    }

    /// <summary>Whose document a row is, and its name; null when the keys are hashes and the row does not say it.</summary>
    public static (string Grain, string Name)? ReadDocument(string service, TableEntity row)
    {
        if (row.GetString("Grain") is { } grain)
        {
            return (grain, row.GetString("Name"));
        }

        var key = row.PartitionKey[(Name(service).Length + 1)..];
        var bar = key.StartsWith(Escaped, StringComparison.Ordinal) ? -1 : key.IndexOf('_', StringComparison.Ordinal);
        return ReadName(row.RowKey) is { } name && ReadName(key[(bar + 1)..]) is { } rest ? (bar < 0 ? rest : $"{key[..bar]}/{rest}", name) : null;
    }

    /// <summary>The reverse of <see cref="Name"/>; null for a hash.</summary>
    private static string? ReadName(string key) => key.StartsWith(Escaped, StringComparison.Ordinal) ? TableKeys.Read(key[Escaped.Length..]) : key;

    /// <summary>The partition of a place on the ring.</summary>
    public static string Ring(string service, uint hash) => string.Create(CultureInfo.InvariantCulture, $"{Name(service)}_{hash:X8}");

    /// <summary>An instant; a millisecond is as exact as it gets.</summary>
    public static string Instant(DateTime time) => time.ToString(InstantFormat, CultureInfo.InvariantCulture);

    /// <summary>The reverse of <see cref="Instant"/>; the beginning of time for one that was never written.</summary>
    public static DateTime ReadInstant(string? text) => string.IsNullOrEmpty(text)
        ? default
        : DateTime.ParseExact(text, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static bool IsPlain(string name)
    {
        if (name.Length > LongestName || name.StartsWith(Escaped, StringComparison.Ordinal))
        {
            return false;
        }

        for (var n = 0; n < name.Length; n++)
        {
            if (name[n] is '/' or '\\' or '#' or '?' || char.IsControl(name[n]) || char.IsSurrogate(name[n]) && !char.IsSurrogatePair(name, n++))
            {
                return false;
            }
        }

        return true;
    }
}
