using System.Globalization;
using System.Text;
using QRCoder;

namespace SalesGrains.Customers;

/// <summary>A QR code as an SVG of one path: sharp at every size, printable, without a style or a script.</summary>
internal static class QrPicture
{
    /// <summary>Modules of white around it, as the standard asks.</summary>
    private const int Quiet = 4;

    /// <summary>The picture of a text.</summary>
    public static string Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: false, utf8BOM: false, QRCodeGenerator.EciMode.Default);
        // The generator's matrix brings the white border with it.
        var rows = code.ModuleMatrix.Skip(Quiet).SkipLast(Quiet).ToList();
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = Quiet; x < rows[y].Length - Quiet; x++)
            {
                if (rows[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x},{y + Quiet}h1v1h-1z");
                }
            }
        }

        var size = rows.Count + (2 * Quiet);
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges" role="img" aria-label="QR"><path fill="#fff" d="M0,0h{size}v{size}h-{size}z"/><path fill="#000" d="{path}"/></svg>
            """;
    }
}
