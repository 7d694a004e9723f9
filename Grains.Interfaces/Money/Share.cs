using System.Globalization;

namespace SalesGrains.Money;

/// <summary>A share of a contract's total (比例): parts per million inside, <c>33.3333%</c> outside.</summary>
public static class Share
{
    /// <summary>The whole: 100 %.</summary>
    public const int Whole = 1_000_000;

    /// <summary>
    /// Reads <c>30%</c> with at most four decimals; answers why not otherwise: <c>share.malformed</c>, <c>share.too-many-decimals</c>
    /// or <c>share.out-of-range</c>.
    /// </summary>
    /// <param name="text">Digits, at most one point, and the percent sign.</param>
    /// <param name="ppm">1 to 1,000,000.</param>
    public static string? Read(string? text, out int ppm)
    {
        ppm = 0;
        if (text is not [.. var number, '%'])
        {
            return "share.malformed";
        }

        var point = number.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? number : number[..point];
        var fraction = point < 0 ? "" : number[(point + 1)..];
        if (whole.Length == 0 || !whole.All(char.IsAsciiDigit) || !fraction.All(char.IsAsciiDigit) || (point >= 0 && fraction.Length == 0))
        {
            return "share.malformed";
        }

        if (fraction.Length > 4)
        {
            return "share.too-many-decimals";
        }

        if (whole.Length > 3)
        {
            return "share.out-of-range";
        }

        var read = (int.Parse(whole, CultureInfo.InvariantCulture) * 10_000) + int.Parse(fraction.PadRight(4, '0'), CultureInfo.InvariantCulture);
        if (read is < 1 or > Whole)
        {
            return "share.out-of-range";
        }

        ppm = read;
        return null;
    }

    /// <summary>The share as <see cref="Read"/> reads it, without needless decimals.</summary>
    public static string Write(int ppm) => string.Create(CultureInfo.InvariantCulture, $"{ppm / 10_000m:0.####}%");
}
