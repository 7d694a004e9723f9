using System.Security.Cryptography;
using System.Text;

namespace SalesGrains.Http;

/// <summary>
/// Ids that follow from a command's key: repeating a create makes the same thing, never a second one. 26 characters of lower-case
/// base 32 like a ULID.
/// </summary>
public static class DerivedId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>The id of the thing of this kind that this key of this organisation makes.</summary>
    public static string Of(string org, string key, string kind)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{org}\n{kind}\n{key}"), hash);
        return Encode(hash, 26);
    }

    /// <summary>The id of a new organisation: 8 characters.</summary>
    public static string NewOrganization() => Encode(RandomNumberGenerator.GetBytes(5), 8);

    private static string Encode(ReadOnlySpan<byte> bytes, int length)
    {
        Span<char> text = stackalloc char[length];
        for (var i = 0; i < length; i++)
        {
            var bit = i * 5;
            var pair = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[bit / 8 + 1] : 0);
            text[i] = Alphabet[(pair >> (11 - bit % 8)) & 31];
        }

        return new(text);
    }
}
