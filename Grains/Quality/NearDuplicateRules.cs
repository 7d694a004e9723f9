using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace SalesGrains.Quality;

/// <summary>
/// Tells a note that was copied from an earlier one (P09): 64-bit SimHash over the pairs of neighbouring letters, digits all alike, so that a
/// copy with another date is still a copy. Pure.
/// </summary>
public static class NearDuplicateRules
{
    /// <summary>Notes that are looked back on.</summary>
    public const int Remembered = 30;

    /// <summary>Letters below which a note says too little to be told from others.</summary>
    private const int FewestLetters = 12;

    /// <summary>The fingerprint of a note, 16 hexadecimal digits; null when it is too short to have one.</summary>
    public static string? Fingerprint(string? note)
    {
        var letters = TextForm.Letters(TextForm.Fold(note));
        if (letters.Length < FewestLetters)
        {
            return null;
        }

        Span<int> votes = stackalloc int[64];
        for (var i = 0; i + 1 < letters.Length; i++)
        {
            var hash = Hash(letters[i], letters[i + 1]);
            for (var bit = 0; bit < 64; bit++)
            {
                votes[bit] += (hash >> bit & 1) == 1 ? 1 : -1;
            }
        }

        var print = 0UL;
        for (var bit = 0; bit < 64; bit++)
        {
            print |= votes[bit] > 0 ? 1UL << bit : 0;
        }

        return print.ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <summary>Bits in which two fingerprints differ, 0–64; null when one of them is none.</summary>
    public static int? Distance(string? one, string? other) => Bits(one) is { } a && Bits(other) is { } b ? BitOperations.PopCount(a ^ b) : null;

    /// <summary>True when a fingerprint is within so many bits of one of the last notes'.</summary>
    public static bool IsCopy(string? fingerprint, ImmutableArray<string> recent, int bits) =>
        !recent.IsDefaultOrEmpty && recent.TakeLast(Remembered).Any(earlier => Distance(fingerprint, earlier) <= bits);

    private static ulong? Bits(string? print) =>
        ulong.TryParse(print, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits) ? bits : null;

    /// <summary>FNV-1a of two letters, stirred so that every bit of it depends on every bit of them.</summary>
    private static ulong Hash(char one, char other)
    {
        const ulong prime = 1099511628211;
        var hash = 14695981039346656037UL;
        foreach (var part in (ReadOnlySpan<byte>)[(byte)one, (byte)(one >> 8), (byte)other, (byte)(other >> 8)])
        {
            hash = (hash ^ part) * prime;
        }

        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return hash ^ (hash >> 31);
    }
}
