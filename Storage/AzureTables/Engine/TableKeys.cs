using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace SalesGrains.AzureTables.Engine;

/// <summary>
/// Parts of the keys of our own rows. A table takes neither <c>/ \ # ?</c> nor control characters in them, and not more than 512
/// characters; so whatever is not plain is written as its code, and what gets too long as its hash. Two texts never become one part, and
/// the row itself keeps the text. The escaping is stored: never change it.
/// </summary>
internal static class TableKeys
{
    /// <summary>Between parts; no part has it.</summary>
    public const char Bar = '|';

    /// <summary>The first character after <see cref="Bar"/>, where a range of keys with one beginning ends.</summary>
    public const char AfterBar = '}';

    private const int LongestPart = 150;

    private static readonly SearchValues<char> plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._");

    /// <summary>A text as part of a key.</summary>
    public static string Part(string text)
    {
        if (text.Length <= LongestPart && !text.AsSpan().ContainsAnyExcept(plain))
        {
            return text;
        }

        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            _ = plain.Contains(c) ? escaped.Append(c) : escaped.Append(CultureInfo.InvariantCulture, $"={(int)c:x4}");
        }

        // An escaped text never has two signs in a row.
        return escaped.Length <= LongestPart ? escaped.ToString() : "==" + Hash(text);
    }

    /// <summary>The reverse of <see cref="Part"/>; null for a hash.</summary>
    public static string? Read(string part)
    {
        if (part.StartsWith("==", StringComparison.Ordinal))
        {
            return null;
        }

        var text = new StringBuilder();
        for (var n = 0; n < part.Length; n++)
        {
            if (part[n] == '=')
            {
                text.Append((char)int.Parse(part.AsSpan(n + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                n += 4;
            }
            else
            {
                text.Append(part[n]);
            }
        }

        return text.ToString();
    }

    /// <summary>SHA-256 of a text, of whatever UTF-16 it is made.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())));

    /// <summary>True for an etag as tables give them out; a wildcard is none.</summary>
    public static bool IsEtag(string? etag) => etag is ['W', '/', '"', .., '"'];
}
