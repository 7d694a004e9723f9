using System.Globalization;
using System.Text.RegularExpressions;

namespace SalesGrains.Imports;

/// <summary>
/// Reads what people type into spreadsheets: 2026/1/5, 2026年1月5日, Excel's day numbers, ¥1,200.00, full-width digits. Each reader
/// answers a value or the code of what is wrong.
/// </summary>
public static partial class ImportCell
{
    private static readonly DateOnly ExcelEpoch = new(1899, 12, 30);

    /// <summary>Full-width letters, digits and signs as their ordinary ones, blanks trimmed.</summary>
    public static string Clean(string? cell) => string.Create((cell ?? "").Length, cell ?? "", static (span, text) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            span[i] = text[i] switch { >= '！' and <= '～' and var c => (char)(c - 0xFEE0), '　' => ' ', '￥' => '¥', var c => c };
        }
    }).Trim();

    /// <summary>A day from 2000 to 2100.</summary>
    public static (DateOnly? Value, string? Problem) Date(string? cell)
    {
        var text = Clean(cell);
        if (text.Length == 0)
        {
            return (null, "cell.missing");
        }

        var day = DateOnly.TryParseExact(
            text, ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact) ? exact
            : SerialNumber().IsMatch(text) && int.TryParse(text.Split('.')[0], CultureInfo.InvariantCulture, out var serial) && serial is >= 36526 and <= 73415
                ? ExcelEpoch.AddDays(serial)
            : (DateOnly?)null;
        return day is null ? (null, "cell.not-a-date")
            : day.Value.Year is < 2000 or > 2100 ? (null, "cell.date-out-of-range")
            : (day, null);
    }

    /// <summary>An amount in fen; a third decimal, a negative amount and scientific notation are refused.</summary>
    public static (long? Value, string? Problem) Fen(string? cell)
    {
        var text = Clean(cell).Replace("¥", "", StringComparison.Ordinal).Replace("元", "", StringComparison.Ordinal)
            .Replace(",", "", StringComparison.Ordinal).Trim();
        return text.Length == 0 ? (null, "cell.missing")
            : Scientific().IsMatch(text) ? (null, "cell.scientific-notation")
            : !decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var yuan)
                ? (null, "cell.not-an-amount")
            : yuan < 0 ? (null, "cell.negative-amount")
            : yuan > 90_000_000_000_000m ? (null, "cell.amount-too-large")
            : decimal.Round(yuan, 2) != yuan ? (null, "cell.third-decimal")
            : ((long)(yuan * 100), null);
    }

    /// <summary>A share in parts per million: 30%, 33.3333%.</summary>
    public static (int? Value, string? Problem) Share(string? cell)
    {
        var text = Clean(cell);
        return !text.EndsWith('%') ? (null, "cell.not-a-share")
            : !decimal.TryParse(text[..^1].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
                ? (null, "cell.not-a-share")
            : percent is <= 0 or > 100 || decimal.Round(percent, 4) != percent ? (null, "cell.share-out-of-range")
            : ((int)(percent * 10_000), null);
    }

    /// <summary>A number such as a contract number; refused when a spreadsheet has rounded it to 2.4E+19.</summary>
    public static (string? Value, string? Problem) Number(string? cell)
    {
        var text = Clean(cell);
        return text.Length == 0 ? (null, "cell.missing")
            : Scientific().IsMatch(text) ? (null, "cell.scientific-notation")
            : text.Length > 64 ? (null, "cell.too-long")
            : (text, null);
    }

    /// <summary>A name of at most 200 characters.</summary>
    public static (string? Value, string? Problem) Name(string? cell)
    {
        var text = (cell ?? "").Trim();
        return text.Length == 0 ? (null, "cell.missing")
            : text.Length > 200 ? (null, "cell.too-long")
            : text.Any(char.IsControl) ? (null, "cell.control-character")
            : (text, null);
    }

    /// <summary>Whole days or months, 0 to 3650.</summary>
    public static (int? Value, string? Problem) Count(string? cell) =>
        int.TryParse(Clean(cell), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 3650
            ? (count, null) : (null, "cell.not-a-count");

    [GeneratedRegex(@"^\d{5}(\.\d+)?$")]
    private static partial Regex SerialNumber();

    [GeneratedRegex(@"^\d+(\.\d+)?[eE]\+?\d+$")]
    private static partial Regex Scientific();
}
