using System.Text;

namespace SalesGrains.Imports;

/// <summary>The text of an uploaded file: UTF-8 with or without a mark, else GB18030, which Chinese spreadsheets still write.</summary>
public static class ImportText
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private static readonly Encoding StrictGb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The text and the name of its encoding, or null when it is in neither.</summary>
    public static (string Text, string Encoding)? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        return TryDecode(StrictUtf8, bytes) is { } utf8 ? (utf8, "UTF-8")
            : TryDecode(StrictGb18030, bytes) is { } gb ? (gb, "GB18030")
            : null;
    }

    private static string? TryDecode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
