using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace SalesGrains.Uploads;

/// <summary>Reads a PNG chunk by chunk: sums of every chunk, sizes before anything is unpacked, and no more unpacked than the picture has. Pure.</summary>
internal static class PngReader
{
    /// <summary>Most picture points: an A4 page at 600 dpi has 35 million.</summary>
    public const long MostPoints = 40_000_000;

    private const int LongestSide = 20_000;

    /// <summary>The first eight bytes.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Why it is refused, or null.</summary>
    public static string? Problem(ReadOnlySpan<byte> bytes)
    {
        long? unpacked = null;
        using var data = new MemoryStream();
        var at = Signature.Length;
        for (var first = true; at < bytes.Length; first = false)
        {
            if (bytes.Length - at < 12)
            {
                return "upload.damaged";
            }

            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > bytes.Length - at - 12)
            {
                return "upload.damaged";
            }

            var name = bytes.Slice(at + 4, 4);
            var body = bytes.Slice(at + 8, (int)length);
            if (Crc(bytes.Slice(at + 4, (int)length + 4)) != BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 8 + (int)length)..])
                || first != name.SequenceEqual("IHDR"u8))
            {
                return "upload.damaged";
            }

            at += 12 + (int)length;
            if (first)
            {
                if (Header(body, out var size) is { } wrong)
                {
                    return wrong;
                }

                unpacked = size;
            }
            else if (name.SequenceEqual("IDAT"u8))
            {
                data.Write(body);
            }
            else if (name.SequenceEqual("IEND"u8))
            {
                return at != bytes.Length ? "upload.trailing" : data.Length == 0 || unpacked is not { } whole ? "upload.damaged" : Unpack(data, whole);
            }
            else if ((name[0] & 0x20) == 0 && !name.SequenceEqual("PLTE"u8))
            {
                return "upload.damaged"; // a critical chunk that nobody knows
            }
            else if (ActiveContent.IsIn(body))
            {
                return "upload.active";
            }
        }

        return "upload.damaged";
    }

    private static string? Header(ReadOnlySpan<byte> header, out long size)
    {
        size = 0;
        if (header.Length != 13)
        {
            return "upload.damaged";
        }

        var width = BinaryPrimitives.ReadUInt32BigEndian(header);
        var height = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        if (width is 0 or > LongestSide || height is 0 or > LongestSide || (long)width * height > MostPoints)
        {
            return width == 0 || height == 0 ? "upload.damaged" : "upload.too-many-points";
        }

        var (depth, color) = (header[8], header[9]);
        var channels = color switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
        if (channels == 0 || depth is not (1 or 2 or 4 or 8 or 16) || (depth < 8 && channels > 1) || (color == 3 && depth == 16)
            || header[10] != 0 || header[11] != 0 || header[12] > 1)
        {
            return "upload.damaged";
        }

        size = header[12] == 0 ? Lines(width, height, depth * channels) : Interlaced(width, height, depth * channels);
        return null;
    }

    private static long Lines(long width, long height, int bits) => width == 0 || height == 0 ? 0 : height * (1 + (((width * bits) + 7) / 8));

    // The seven passes of Adam7.
    private static long Interlaced(long width, long height, int bits)
    {
        ReadOnlySpan<(int X, int Y, int DX, int DY)> passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
        var size = 0L;
        foreach (var (x, y, dx, dy) in passes)
        {
            size += Lines((width - x + dx - 1) / dx, (height - y + dy - 1) / dy, bits);
        }

        return size;
    }

    private static string? Unpack(MemoryStream data, long whole)
    {
        data.Position = 0;
        Span<byte> buffer = stackalloc byte[8192];
        try
        {
            using var unpacked = new ZLibStream(data, CompressionMode.Decompress, leaveOpen: true);
            var seen = 0L;
            while (unpacked.Read(buffer) is > 0 and var read)
            {
                seen += read;
                if (seen > whole)
                {
                    return "upload.bomb";
                }
            }

            return seen == whole ? null : "upload.damaged";
        }
        catch (InvalidDataException)
        {
            return "upload.damaged";
        }
    }

    private static uint Crc(ReadOnlySpan<byte> bytes) => Crc32.HashToUInt32(bytes);
}
