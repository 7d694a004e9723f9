using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace SalesGrains.Uploads;

/// <summary>Makes scans, whole ones and bent ones.</summary>
internal static class Scans
{
    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public static byte[] Png(int width = 4, int height = 4, byte color = 2, byte interlace = 0, long? unpacked = null, (string Name, byte[] Body)? extra = null)
    {
        var channels = color switch { 2 => 3, 6 => 4, _ => 1 };
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (8, color, interlace);
        return
        [
            0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", header), .. extra is { } more ? Chunk(more.Name, more.Body) : [],
            .. Chunk("IDAT", Packed(new byte[unpacked ?? (height * (1 + ((long)width * channels)))])), .. Chunk("IEND", []),
        ];
    }

    public static byte[] Chunk(string name, byte[] body)
    {
        byte[] named = [.. Bytes(name), .. body];
        var chunk = new byte[named.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        named.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(named.Length + 4), Crc32.HashToUInt32(named));
        return chunk;
    }

    public static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    public static byte[] Jpeg(int width = 16, int height = 16, byte[]? application = null, byte frame = 0xC0, bool end = true) =>
    [
        0xFF, 0xD8, .. Segment(0xE0, Bytes("JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0")), .. application is null ? [] : Segment(0xE1, application),
        .. Segment(0xDB, new byte[65]), .. Segment(frame, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]),
        .. Segment(0xC4, new byte[20]), .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 0x12, 0x34, 0xFF, 0x00, 0x56, 0xFF, 0xD0, 0x78, .. end ? (byte[])[0xFF, 0xD9] : [],
    ];

    public static byte[] Pdf(string catalog = "", byte[]? stream = null, string dictionary = "", string before = "")
    {
        var text = new StringBuilder("%PDF-1.7\n").Append(before).Append("1 0 obj\n<< /Type /Catalog /Pages 2 0 R ").Append(catalog)
            .Append(">>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n");
        if (stream is not null)
        {
            text.Append("3 0 obj\n<< ").Append(dictionary).Append(" /Length ").Append(stream.Length).Append(" >>\nstream\n")
                .Append(Encoding.Latin1.GetString(stream)).Append("\nendstream\nendobj\n");
        }

        var table = text.Length;
        return Bytes(text.Append("xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Size 4 >>\nstartxref\n").Append(table).Append("\n%%EOF\n").ToString());
    }

    public static byte[] Zip()
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("bomb.txt").Open();
            entry.Write(new byte[1024 * 1024]);
        }

        return zip.ToArray();
    }

    public static byte[] Cut(byte[] whole, int by) => whole[..^by];

    public static byte[] Bent(byte[] whole, int at)
    {
        var bent = whole.ToArray();
        bent[at] ^= 0x55;
        return bent;
    }

    private static byte[] Segment(byte marker, byte[] body) => [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];
}
