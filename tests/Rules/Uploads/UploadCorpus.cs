using System.Collections.Immutable;
using static SalesGrains.Uploads.Scans;

namespace SalesGrains.Uploads;

/// <summary>A file that somebody may try to upload, with what is to become of it.</summary>
/// <param name="What">What it is.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Verdict">pdf, jpg or png when it is taken, else the code of the refusal.</param>
/// <param name="Make">Makes it.</param>
internal sealed record Upload(string What, string Name, string Verdict, Func<byte[]> Make);

/// <summary>The forty (V06).</summary>
internal static class UploadCorpus
{
    public const int MostBytes = 10 * 1024 * 1024;

    public static ImmutableArray<Upload> All { get; } =
    [
        new("a scan as pdf", "验收单.pdf", "pdf", () => Pdf(stream: [0xFF, 0xD8, 0xFF], dictionary: "/Subtype /Image /Filter /DCTDecode")),
        new("a scan as png", "验收单.PNG", "png", () => Png()),
        new("an interlaced png", "scan (2).png", "png", () => Png(8, 8, 0, 1, 79)),
        new("a scan as jpg", "IMG_0131.JPEG", "jpg", () => Jpeg()),
        new("a photo with its place and camera", "IMG_0132.jpg", "jpg", () => Jpeg(application: Bytes("Exif\0\0II*\0GPS 31.30N 120.62E"))),
        new("a progressive jpg", "scan.jpg", "jpg", () => Jpeg(frame: 0xC2)),
        new("a pdf whose objects are packed", "scan.pdf", "pdf", () => Pdf(stream: Packed(Bytes("4 0 << /Type /Page >>")), dictionary: "/Type /ObjStm /Filter /FlateDecode")),
        new("a pdf of exactly the largest size", "big.pdf", "pdf", () => Padded(MostBytes)),
        new("one byte more", "big.pdf", "upload.too-large", () => Padded(MostBytes + 1)),
        new("nothing", "empty.pdf", "upload.empty", () => []),
        new("a program called pdf", "invoice.pdf", "upload.type-unknown", () => [.. "MZ"u8, .. new byte[200]]),
        new("a page called pdf", "acceptance.pdf", "upload.type-unknown", () => Bytes("<!DOCTYPE html><script>alert(1)</script>")),
        new("an svg called png", "acceptance.png", "upload.type-unknown", () => Bytes("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")),
        new("a zip called pdf", "acceptance.pdf", "upload.type-unknown", Zip),
        new("a gif", "scan.gif", "upload.type-unknown", () => Bytes("GIF89a....")),
        new("a png called jpg", "scan.jpg", "upload.other-type", () => Png()),
        new("a pdf called png", "scan.png", "upload.other-type", () => Pdf()),
        new("a jpg called svg", "scan.svg", "upload.other-type", () => Jpeg()),
        new("two endings, the last one of a program", "scan.pdf.exe", "upload.other-type", () => Pdf()),
        new("a jpg that is a page too, behind its end", "scan.jpg", "upload.trailing", () => [.. Jpeg(), .. Bytes("<html><script>alert(1)</script>")]),
        new("a jpg that is a page too, in its comment", "scan.jpg", "upload.active", () => Jpeg(application: Bytes("<HTML><ScRiPt>alert(1)</script>"))),
        new("a png with a zip behind its end", "scan.png", "upload.trailing", () => [.. Png(), .. Zip()]),
        new("a png with a program in its words", "scan.png", "upload.active", () => Png(extra: ("tEXt", Bytes("Comment\0<?php system($_GET[0]);")))),
        new("a pdf with a zip behind its end", "scan.pdf", "upload.trailing", () => [.. Pdf(), .. Zip()]),
        new("a pdf that is a page too", "scan.pdf", "upload.active", () => Pdf(before: "% <script>alert(1)</script>\n")),
        new("a png cut off", "scan.png", "upload.damaged", () => Cut(Png(), 5)),
        new("a jpg cut off", "scan.jpg", "upload.damaged", () => Jpeg(end: false)),
        new("a pdf cut off", "scan.pdf", "upload.damaged", () => Cut(Pdf(), 20)),
        new("a png with a wrong sum", "scan.png", "upload.damaged", () => Bent(Png(), 45)),
        new("a png that says it is 100,000 by 100,000", "scan.png", "upload.too-many-points", () => Png(100_000, 100_000, unpacked: 10)),
        new("a jpg that says it is 65,000 by 65,000", "scan.jpg", "upload.too-many-points", () => Jpeg(65_000, 65_000)),
        new("a png that unpacks to more than it has", "scan.png", "upload.bomb", () => Png(4, 4, unpacked: 20_000_000)),
        new("a pdf whose packed objects unpack to 100 MiB", "scan.pdf", "upload.bomb",
            () => Pdf(stream: Packed(new byte[100 * 1024 * 1024]), dictionary: "/Type /ObjStm /Filter /FlateDecode")),
        new("a pdf with a script", "scan.pdf", "upload.active", () => Pdf("/OpenAction << /S /JavaScript /JS (app.alert(1)) >> ")),
        new("a pdf with a script whose name is disguised", "scan.pdf", "upload.active", () => Pdf("/Names << /J#61va#53cript 3 0 R >> ")),
        new("a pdf with a script in packed objects", "scan.pdf", "upload.active",
            () => Pdf(stream: Packed(Bytes("4 0 << /S /JavaScript /JS (app.alert(1)) >>")), dictionary: "/Type /Obj#53tm /Filter /FlateDecode")),
        new("an encrypted pdf with a file inside", "scan.pdf", "upload.active", () => Pdf("/Encrypt 3 0 R /EmbeddedFiles 3 0 R ")),
        new("a name with a path", "../../etc/passwd.pdf", "upload.name", () => Pdf()),
        new("a name with a NUL", "scan.exe\0.pdf", "upload.name", () => Pdf()),
        new("a name that turns the reading direction", "scan\u202Efdp.exe.pdf", "upload.name", () => Pdf()),
    ];

    private static byte[] Padded(int length)
    {
        var plain = Pdf(stream: [], dictionary: "/Subtype /Image").Length;
        var padded = length - plain;
        while (true)
        {
            var file = Pdf(stream: new byte[padded], dictionary: "/Subtype /Image");
            if (file.Length == length)
            {
                return file;
            }

            padded += length - file.Length; // the length and the place of the table have more digits then
        }
    }
}
