using System.Buffers;
using System.Globalization;
using System.Text;

namespace SalesGrains.Boards;

/// <summary>
/// The checksum of a board table (校验和), the same in C# and TypeScript: FNV-1a, 32 bits, over UTF-8 of key, seq and cells with
/// U+001F between them; a cell with nothing in it is U+0000. A table's checksum is the sum over its live rows, so it is
/// kept up to date row by row and does not depend on their order.
/// </summary>
public static class BoardChecksum
{
    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;
    private const byte Separator = 0x1f;

    /// <summary>The hash of a row; 0 for a tombstone, which is not part of a table's checksum.</summary>
    public static uint Of(FrameRow row)
    {
        if (row.Cells is not { } cells)
        {
            return 0;
        }

        var hash = Add(Add(Offset, row.Key), row.Seq, Separator);
        foreach (var cell in cells)
        {
            hash = cell switch
            {
                { Text: { } text } => Add(Add(hash, Separator), text),
                { IsNumber: true } => Add(hash, cell.Number, Separator),
                _ => Add(Add(hash, Separator), (byte)0),
            };
        }

        return hash;
    }

    private static uint Add(uint hash, byte value) => (hash ^ value) * Prime;

    private static uint Add(uint hash, long number, byte before)
    {
        Span<byte> digits = stackalloc byte[20];
        number.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
        return Add(Add(hash, before), digits[..length]);
    }

    private static uint Add(uint hash, string text)
    {
        byte[]? rented = null;
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = most <= 512 ? stackalloc byte[512] : rented = ArrayPool<byte>.Shared.Rent(most);
        hash = Add(hash, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return hash;
    }

    private static uint Add(uint hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            hash = Add(hash, value);
        }

        return hash;
    }
}
