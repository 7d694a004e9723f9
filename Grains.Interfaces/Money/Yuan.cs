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
    public static bool TryParse(string? text, out long fen)
    {
        fen = 0;
        var point = text?.IndexOf('.') ?? -1;
        var whole = point < 0 ? text : text![..point];
        var cents = point < 0 ? "00" : text![(point + 1)..].PadRight(2, '0');
        if (whole is not { Length: > 0 and <= 14 } || (point >= 0 && text!.Length - point is < 2 or > 3)
            || !long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var yuan)
            || !long.TryParse(cents, NumberStyles.None, CultureInfo.InvariantCulture, out var rest)
            || (yuan * 100) + rest > MostFen)
        {
            return false;
        }

        fen = (yuan * 100) + rest;
        return true;
    }
}
