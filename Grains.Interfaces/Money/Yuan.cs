using System.Globalization;

namespace SalesGrains.Money;

/// <summary>Money on the wire: a decimal string in yuan (元) with at most two decimals. Inside it is a whole number of fen (分).</summary>
public static class Yuan
{
    /// <summary>Most fen that an amount may have: ten trillion yuan, far below what <c>long</c> or a browser's number can hold.</summary>
    public const long MostFen = 1_000_000_000_000_000;

    /// <summary>123456 fen as <c>1234.56</c>.</summary>
    public static string Format(long fen)
    {
        var whole = Math.Abs(fen / 100);
        var cents = Math.Abs(fen % 100);
        return string.Create(CultureInfo.InvariantCulture, $"{(fen < 0 ? "-" : "")}{whole}.{cents:00}");
    }

    /// <summary>Reads <c>1234.56</c>, <c>1234.5</c> or <c>1234</c>; a third decimal, a sign, blanks or grouping are refused.</summary>
    public static bool TryParse(string? text, out long fen) => Read(text, out fen) is null;

    /// <summary>
    /// Reads <c>1234.56</c>; answers why not otherwise: <c>money.missing</c>, <c>money.malformed</c>, <c>money.too-many-decimals</c>,
    /// <c>money.negative</c> or <c>money.out-of-range</c>. A third decimal is refused even when it is 0.
    /// </summary>
    /// <param name="text">Digits, at most one point; no sign, no blanks, no separators.</param>
    /// <param name="fen">The amount, 0 to <see cref="MostFen"/>.</param>
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
        var cents = point < 0 ? "0" : text[(point + 1)..];
        if (whole.Length == 0 || cents.Length == 0 || !whole.All(char.IsAsciiDigit) || !cents.All(char.IsAsciiDigit))
        {
            return "money.malformed";
        }

        if (cents.Length > 2)
        {
            return "money.too-many-decimals";
        }

        var yuan = whole.Length > 14 ? MostFen : long.Parse(whole, CultureInfo.InvariantCulture);
        var read = (yuan * 100) + long.Parse(cents.PadRight(2, '0'), CultureInfo.InvariantCulture);
        if (read > MostFen)
        {
            return "money.out-of-range";
        }

        fen = read;
        return null;
    }
}
