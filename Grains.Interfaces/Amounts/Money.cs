using System.Globalization;

namespace SalesGrains.Amounts;

/// <summary>
/// Money: a whole number of fen (分) inside, a decimal string in yuan with two decimals outside, never a floating-point number.
/// </summary>
public static class Money
{
    /// <summary>The largest amount: a hundred billion yuan, in fen.</summary>
    public const long MaxFen = 10_000_000_000_000;

    /// <summary>
    /// Reads <c>1234.56</c>; answers why not otherwise: <c>money.missing</c>, <c>money.malformed</c>, <c>money.too-many-decimals</c>,
    /// <c>money.negative</c> or <c>money.out-of-range</c>. A third decimal is refused even when it is 0.
    /// </summary>
    /// <param name="text">Digits, at most one point; no sign, no blanks, no separators.</param>
    /// <param name="fen">The amount, 0 to <see cref="MaxFen"/>.</param>
    public static string? Read(string? text, out long fen)
    {
        fen = 0;
        if (string.IsNullOrEmpty(text))
        {
            return "money.missing";
        }

        if (text[0] == '-' && Read(text[1..], out _) is null)
        {
            return "money.negative";
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? "" : text[(point + 1)..];
        if (whole.Length == 0 || !whole.All(char.IsAsciiDigit) || !fraction.All(char.IsAsciiDigit) || (point >= 0 && fraction.Length == 0))
        {
            return "money.malformed";
        }

        if (fraction.Length > 2)
        {
            return "money.too-many-decimals";
        }

        if (whole.Length > 15 || (fen = (long.Parse(whole, CultureInfo.InvariantCulture) * 100) + long.Parse(fraction.PadRight(2, '0'), CultureInfo.InvariantCulture)) > MaxFen)
        {
            fen = 0;
            return "money.out-of-range";
        }

        return null;
    }

    /// <summary>The amount as <see cref="Read"/> reads it, always with two decimals.</summary>
    public static string Write(long fen) =>
        string.Create(CultureInfo.InvariantCulture, $"{(fen < 0 ? "-" : "")}{Math.Abs(fen) / 100}.{Math.Abs(fen) % 100:00}");
}
