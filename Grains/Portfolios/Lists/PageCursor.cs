using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace SalesGrains.Portfolios.Lists;

/// <summary>The cursor of a page as callers carry it: a place, and of which question it is. Not a secret. Pure.</summary>
public static class PageCursor
{
    private const char Separator = '\u001f';

    /// <summary>The cursor behind a place of a list.</summary>
    /// <param name="list">The list's name.</param>
    /// <param name="query">The question.</param>
    /// <param name="place">The last row's place.</param>
    public static string Write(string list, ListQuery query, PageKey place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(
        Separator,
        Signature(list, query),
        place.Third.ToString(CultureInfo.InvariantCulture),
        place.First.Length.ToString(CultureInfo.InvariantCulture),
        place.First + place.Second)));

    /// <summary>The place of a cursor; null when it is not a cursor of this list and question.</summary>
    public static PageKey? Read(string list, ListQuery query, string cursor)
    {
        if (!Base64Url.IsValid(cursor))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(Separator, 4);
        return parts is [var signature, var third, var length, var both] && signature == Signature(list, query)
            && int.TryParse(third, NumberStyles.None, CultureInfo.InvariantCulture, out var no)
            && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var first) && first <= both.Length
            ? new(both[..first], both[first..], no)
            : null;
    }

    /// <summary>FNV-1a, 64 bits, of the question.</summary>
    private static string Signature(string list, ListQuery query)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in $"{list}?{query.Signature}")
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
