using Azure.Data.Tables;

namespace SalesGrains.AzureTables.Engine;

/// <summary>Bytes of any length in a row: a binary property takes 64 KiB, so they go into <c>Name</c>, <c>Name1</c>, <c>Name2</c> …</summary>
internal static class Chunks
{
    /// <summary>Most bytes of one property.</summary>
    public const int Size = 64 * 1024;

    /// <summary>Puts bytes into a row; none leave one property that is empty.</summary>
    public static TableEntity With(this TableEntity row, string name, ReadOnlyMemory<byte> bytes)
    {
        row[name] = bytes[..Math.Min(Size, bytes.Length)].ToArray();
        for (var n = 1; n * Size < bytes.Length; n++)
        {
            row[Name(name, n)] = bytes.Slice(n * Size, Math.Min(Size, bytes.Length - n * Size)).ToArray();
        }

        return row;
    }

    /// <summary>The bytes in a row, or null when they were never put.</summary>
    public static byte[]? BytesOrNull(this TableEntity row, string name)
    {
        if (row.GetBinary(name) is not { } first)
        {
            return null;
        }

        if (first.Length < Size || row.GetBinary(Name(name, 1)) is not { } next)
        {
            return first;
        }

        using var all = new MemoryStream();
        all.Write(first);
        for (var n = 2; next is not null; n++)
        {
            all.Write(next);
            next = row.GetBinary(Name(name, n));
        }

        return all.ToArray();
    }

    /// <summary>The bytes in a row; empty when they were never put.</summary>
    public static byte[] Bytes(this TableEntity row, string name) => row.BytesOrNull(name) ?? [];

    /// <summary>The properties that bytes may be in, for a read of some properties only.</summary>
    public static IEnumerable<string> Names(string name, int longest) =>
        Enumerable.Range(0, (longest + Size - 1) / Size).Select(n => Name(name, n));

    private static string Name(string name, int n) => n == 0 ? name : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}{n}");
}
