using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SalesGrains.Entities;

namespace SalesGrains.Uploads;

/// <summary>
/// Whether an uploaded scan may be kept (R03, R06). The file is read from its first byte to its last by a bounded reader of its format;
/// nothing is believed because of its name, and what does not end where its format ends is refused, so that no file is two things at once.
/// Pure.
/// </summary>
public static class UploadRules
{
    private const int LongestName = 120;

    private static readonly ImmutableArray<string> ReservedNames = ["con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "lpt1", "lpt2", "lpt3"];

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">All of it.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="mostBytes">The largest that is taken.</param>
    public static UploadReading Read(ReadOnlySpan<byte> bytes, string? name, long mostBytes)
    {
        if (NameProblem(name) is { } wrong)
        {
            return new(null, wrong);
        }

        if (bytes.IsEmpty)
        {
            return Refused("upload.empty");
        }

        if (bytes.Length > mostBytes)
        {
            return new(null, new Rejection("upload.too-large").With("max", $"{mostBytes / 1024 / 1024}"));
        }

        if (TypeOf(bytes) is not { } type)
        {
            return Refused("upload.type-unknown");
        }

        if (TypeOfName(name!) != type)
        {
            return new(null, new Rejection("upload.other-type", "name").With("type", type));
        }

        var code = type switch { "png" => PngReader.Problem(bytes), "jpg" => JpegReader.Problem(bytes), _ => PdfReader.Problem(bytes) };
        return code is null ? new(type, null) : Refused(code);
    }

    /// <summary>What is wrong with a file's name; null: nothing.</summary>
    public static Rejection? NameProblem(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || name != name.Trim() || name[0] == '.' || !name.IsNormalized())
        {
            return new("upload.name", "name");
        }

        var stem = name.Split('.')[0].ToLowerInvariant();
        return ReservedNames.Contains(stem) || name.EnumerateRunes().Any(IsNoNamePart) ? new("upload.name", "name") : null;
    }

    /// <summary>Path separators, what shells and browsers read as something else, controls, and marks that turn the reading direction.</summary>
    private static bool IsNoNamePart(Rune rune) =>
        rune.Value is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' or 0xFFFD
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string? TypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(PngReader.Signature) ? "png"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "jpg"
        : bytes.StartsWith("%PDF-"u8) ? "pdf"
        : null;

    private static string? TypeOfName(string name) => name[(name.LastIndexOf('.') + 1)..].ToLowerInvariant() switch
    {
        "png" => "png",
        "jpg" or "jpeg" => "jpg",
        "pdf" => "pdf",
        _ => null,
    };

    private static UploadReading Refused(string code) => new(null, new(code));
}

/// <summary>What the reading of a file came to.</summary>
/// <param name="Type">pdf, jpg or png; null when it is refused.</param>
/// <param name="Rejection">Why it is refused.</param>
public sealed record UploadReading(string? Type, Rejection? Rejection);

/// <summary>What no scan carries: beginnings of pages and programs in places that are there for words.</summary>
internal static class ActiveContent
{
    private static readonly byte[][] Marks =
    [
        .. new[] { "<script", "<html", "<!doctype", "<svg", "<iframe", "<?php", "<%", "javascript:" }.Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>True when one of them stands in the bytes, in whatever case.</summary>
    public static bool IsIn(ReadOnlySpan<byte> bytes)
    {
        Span<byte> lower = stackalloc byte[1024];
        const int Overlap = 16;
        for (var at = 0; at < bytes.Length; at += lower.Length - Overlap)
        {
            var part = bytes.Slice(at, Math.Min(lower.Length, bytes.Length - at));
            for (var i = 0; i < part.Length; i++)
            {
                lower[i] = part[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(part[i] | 0x20) : part[i];
            }

            foreach (var mark in Marks)
            {
                if (lower[..part.Length].IndexOf(mark) >= 0)
                {
                    return true;
                }
            }

            if (at + part.Length >= bytes.Length)
            {
                break;
            }
        }

        return false;
    }
}
