using System.Globalization;
using System.Text.RegularExpressions;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace SalesGrains;

/// <summary>Reads a printed code as a phone's camera does: from its dots, with a reader that did not make it.</summary>
internal static partial class PrintedCode
{
    private const int DotsPerModule = 4;

    /// <summary>The text of a code's picture.</summary>
    public static string Read(string svg)
    {
        var side = int.Parse(Side().Match(svg).Groups[1].Value, CultureInfo.InvariantCulture) * DotsPerModule;
        var gray = Enumerable.Repeat(byte.MaxValue, side * side).ToArray();
        foreach (Match module in Module().Matches(svg))
        {
            var (x, y) = (int.Parse(module.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(module.Groups[2].Value, CultureInfo.InvariantCulture));
            for (var row = 0; row < DotsPerModule; row++)
            {
                gray.AsSpan((((y * DotsPerModule) + row) * side) + (x * DotsPerModule), DotsPerModule).Clear();
            }
        }

        var picture = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(gray, side, side, RGBLuminanceSource.BitmapFormat.Gray8)));
        // Drawn, not photographed: without this the reader looks for a tilted code in noise, and misses one of sixty.
        var drawn = new Dictionary<DecodeHintType, object> { [DecodeHintType.PURE_BARCODE] = true };
        return new QRCodeReader().decode(picture, drawn)?.Text ?? throw new InvalidOperationException("No code can be read in the picture.");
    }

    [GeneratedRegex("viewBox=\"0 0 ([0-9]+) ")]
    private static partial Regex Side();

    [GeneratedRegex("M([0-9]+),([0-9]+)h1v1h-1z")]
    private static partial Regex Module();
}
