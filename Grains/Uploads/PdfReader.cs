using System.Collections.Frozen;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace SalesGrains.Uploads;

/// <summary>
/// Reads a PDF for what a scan never has: scripts, actions that start by themselves, files inside it, forms that send. Object streams are
/// unpacked, up to a bound, and read as well; an encrypted document cannot be read, so it is refused. Pure.
/// </summary>
internal static class PdfReader
{
    private const long MostUnpacked = 64L * 1024 * 1024;

    private static readonly FrozenSet<string> Forbidden = new[]
    {
        "JavaScript", "JS", "AA", "Launch", "OpenAction", "EmbeddedFile", "EmbeddedFiles", "Filespec", "RichMedia", "XFA", "SubmitForm", "ImportData", "GoToE",
        "GoToR", "Movie", "Sound", "Rendition", "Encrypt",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Long enough that packed bytes do not spell them by chance: looked for everywhere, so that no comment can hide them from us.
    private static readonly FrozenSet<string> ForbiddenAnywhere = Forbidden.Where(name => name.Length >= 6).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Why it is refused, or null.</summary>
    public static string? Problem(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 9 || bytes[5] is not ((byte)'1' or (byte)'2') || bytes[6] != '.' || !char.IsAsciiDigit((char)bytes[7]))
        {
            return "upload.damaged";
        }

        return Ending(bytes) ?? Names(bytes, ForbiddenAnywhere) ?? Parts(bytes);
    }

    /// <summary>It ends with its own end, and says where its table is.</summary>
    private static string? Ending(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.LastIndexOf("%%EOF"u8);
        if (end < 0)
        {
            return "upload.damaged";
        }

        foreach (var after in bytes[(end + 5)..])
        {
            if (after is not ((byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t'))
            {
                return "upload.trailing";
            }
        }

        var start = bytes[..end].LastIndexOf("startxref"u8);
        var text = start < 0 || end - start > 64 ? "" : Encoding.ASCII.GetString(bytes[(start + 9)..end]).Trim();
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var table) || table <= 0 || table >= start)
        {
            return "upload.damaged";
        }

        var there = bytes[table..];
        return there.StartsWith("xref"u8) || (char.IsAsciiDigit((char)there[0]) && there[..Math.Min(40, there.Length)].IndexOf("obj"u8) > 0) ? null : "upload.damaged";
    }

    /// <summary>What stands outside of streams, and what stands inside of object streams.</summary>
    private static string? Parts(ReadOnlySpan<byte> bytes)
    {
        var (at, budget) = (0, MostUnpacked);
        while (at < bytes.Length)
        {
            var begin = bytes[at..].IndexOf("stream"u8);
            var outside = begin < 0 ? bytes[at..] : bytes.Slice(at, begin);
            if (Names(outside, Forbidden) is { } named)
            {
                return named;
            }

            if (ActiveContent.IsIn(outside))
            {
                return "upload.active";
            }

            if (begin < 0)
            {
                return null;
            }

            var body = at + begin + 6;
            var length = bytes[body..].IndexOf("endstream"u8);
            if (length < 0)
            {
                return "upload.damaged";
            }

            if (Stream(Dictionary(outside), bytes.Slice(body, length), ref budget) is { } wrong)
            {
                return wrong;
            }

            at = body + length + 9;
        }

        return null;
    }

    private static ReadOnlySpan<byte> Dictionary(ReadOnlySpan<byte> before)
    {
        var start = before.LastIndexOf(" obj"u8);
        return start < 0 ? before : before[start..];
    }

    private static string? Stream(ReadOnlySpan<byte> dictionary, ReadOnlySpan<byte> packed, ref long budget)
    {
        // A name may be written in hexadecimal: whatever has the letters of an object stream in any form is one.
        var names = AllNames(dictionary);
        if (!names.Contains("ObjStm"))
        {
            return null;
        }

        if (names.Any(name => name.EndsWith("Decode", StringComparison.Ordinal) && name != "FlateDecode"))
        {
            return "upload.active"; // packed in a way that nobody needs and that hides what is in it
        }

        packed = packed.TrimStart("\r\n"u8);
        return !names.Contains("FlateDecode") ? Names(packed, Forbidden) : Unpacked(packed, ref budget);
    }

    private static string? Unpacked(ReadOnlySpan<byte> packed, ref long budget)
    {
        try
        {
            using var unpacked = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            using var all = new MemoryStream();
            var buffer = new byte[16 * 1024];
            while (unpacked.Read(buffer) is > 0 and var read)
            {
                budget -= read;
                if (budget < 0)
                {
                    return "upload.bomb";
                }

                all.Write(buffer, 0, read);
            }

            return Names(all.GetBuffer().AsSpan(0, (int)all.Length), Forbidden);
        }
        catch (InvalidDataException)
        {
            return "upload.damaged";
        }
    }

    private static string? Names(ReadOnlySpan<byte> bytes, FrozenSet<string> forbidden)
    {
        for (var at = bytes.IndexOf((byte)'/'); at >= 0;)
        {
            if (forbidden.Contains(NameAt(bytes[(at + 1)..])))
            {
                return "upload.active";
            }

            var next = bytes[(at + 1)..].IndexOf((byte)'/');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return null;
    }

    private static HashSet<string> AllNames(ReadOnlySpan<byte> bytes)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] == '/')
            {
                names.Add(NameAt(bytes[(at + 1)..]));
            }
        }

        return names;
    }

    /// <summary>A name with its #xx as letters; no more of it than the longest that matters.</summary>
    private static string NameAt(ReadOnlySpan<byte> bytes)
    {
        Span<char> name = stackalloc char[24];
        var length = 0;
        for (var at = 0; at < bytes.Length && length < name.Length; at++)
        {
            var one = (char)bytes[at];
            if (one is <= ' ' or '/' or '<' or '>' or '(' or ')' or '[' or ']' or '{' or '}' or '%')
            {
                break;
            }

            if (one == '#' && at + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[at + 1]) && char.IsAsciiHexDigit((char)bytes[at + 2]))
            {
                one = (char)((Convert.ToInt32(((char)bytes[at + 1]).ToString(), 16) << 4) + Convert.ToInt32(((char)bytes[at + 2]).ToString(), 16));
                at += 2;
            }

            name[length++] = one;
        }

        return new(name[..length]);
    }
}
