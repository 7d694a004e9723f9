using System.Buffers.Binary;

namespace SalesGrains.Uploads;

/// <summary>Reads a JPEG marker by marker to its end; the picture itself is not unpacked. Pure.</summary>
internal static class JpegReader
{
    private const byte Sos = 0xDA;
    private const byte Eoi = 0xD9;

    /// <summary>Why it is refused, or null.</summary>
    public static string? Problem(ReadOnlySpan<byte> bytes)
    {
        var (frame, scans, at) = (false, 0, 2);
        while (at + 1 < bytes.Length)
        {
            if (bytes[at] != 0xFF)
            {
                return "upload.damaged";
            }

            var marker = bytes[at + 1];
            at++;
            if (marker == 0xFF)
            {
                continue; // fill bytes
            }

            at++;
            if (marker == Eoi)
            {
                return !frame || scans == 0 ? "upload.damaged" : at == bytes.Length ? null : "upload.trailing";
            }

            if (marker is 0x00 or 0x01 or 0xD8 or (>= 0xD0 and <= 0xD7) || bytes.Length - at < 2)
            {
                return "upload.damaged";
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
            if (length < 2 || length > bytes.Length - at)
            {
                return "upload.damaged";
            }

            var body = bytes.Slice(at + 2, length - 2);
            at += length;
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                if ((frame ? "upload.damaged" : Frame(marker, body)) is { } wrong)
                {
                    return wrong;
                }

                frame = true;
            }
            else if (marker == Sos)
            {
                if (!frame)
                {
                    return "upload.damaged";
                }

                scans++;
                at = AfterScan(bytes, at);
            }
            else if ((marker is 0xFE or (>= 0xE0 and <= 0xEF)) && ActiveContent.IsIn(body))
            {
                return "upload.active";
            }
        }

        return "upload.damaged";
    }

    /// <summary>Only what scanners and phones write: baseline, extended and progressive.</summary>
    private static string? Frame(byte marker, ReadOnlySpan<byte> body)
    {
        if (marker > 0xC2 || body.Length < 6)
        {
            return "upload.damaged";
        }

        long height = BinaryPrimitives.ReadUInt16BigEndian(body[1..]);
        long width = BinaryPrimitives.ReadUInt16BigEndian(body[3..]);
        return body[5] is < 1 or > 4 || body.Length != 6 + (3 * body[5]) || width == 0 || height == 0 ? "upload.damaged"
            : width * height > PngReader.MostPoints ? "upload.too-many-points"
            : null;
    }

    /// <summary>The first marker after the packed picture; a zero behind 0xFF is a part of it, and so are restarts.</summary>
    private static int AfterScan(ReadOnlySpan<byte> bytes, int at)
    {
        while (at + 1 < bytes.Length)
        {
            var next = bytes[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= bytes.Length)
            {
                return bytes.Length;
            }

            at += next;
            if (bytes[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }

            at += 2;
        }

        return bytes.Length;
    }
}
