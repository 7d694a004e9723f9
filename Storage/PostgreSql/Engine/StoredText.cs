using System.Buffers;
using System.Globalization;
using System.Text;

namespace SalesGrains.PostgreSql.Engine;

/// <summary>
/// Texts as the server takes them. It knows no NUL and no half of a surrogate pair, and both can stand in a command key that somebody
/// made up, so these are written as <c>\0</c> and <c>\uD800</c>, and a backslash as two. All other text is stored as it is.
/// </summary>
internal static class StoredText
{
    private static readonly SearchValues<char> special = SearchValues.Create([.. Specials()]);

    public static string Write(string text)
    {
        if (!text.AsSpan().ContainsAny(special))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                escaped.Append(text[i]).Append(text[++i]);
                continue;
            }

            _ = text[i] switch
            {
                '\0' => escaped.Append(@"\0"),
                '\\' => escaped.Append(@"\\"),
                var half when char.IsSurrogate(half) => escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)half:X4}"),
                var other => escaped.Append(other),
            };
        }

        return escaped.ToString();
    }

    public static string Read(string stored)
    {
        if (!stored.Contains('\\', StringComparison.Ordinal))
        {
            return stored;
        }

        var text = new StringBuilder(stored.Length);
        for (var i = 0; i < stored.Length; i++)
        {
            if (stored[i] != '\\')
            {
                text.Append(stored[i]);
                continue;
            }

            i++;
            if (stored[i] == 'u')
            {
                text.Append((char)int.Parse(stored.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(stored[i] == '0' ? '\0' : '\\');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<char> Specials()
    {
        yield return '\0';
        yield return '\\';
        for (var half = '\uD800'; half <= '\uDFFF'; half++)
        {
            yield return half;
        }
    }
}
