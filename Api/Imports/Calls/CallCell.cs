using System.Globalization;
using System.Text.RegularExpressions;

namespace SalesGrains.Imports.Calls;

/// <summary>
/// Reads what telephone systems and phones write into call logs (通话记录, C01). Each reader answers a value or the code of what is wrong. A
/// cell is a value or nothing: a formula is refused as a whole, never searched for digits.
/// </summary>
public static partial class CallCell
{
    private const int LongestSeconds = 86_400;
    private static readonly DateTime ExcelEpoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    private static readonly string[] Moments =
    [
        "yyyy-M-d H:m", "yyyy-M-d H:m:s", "yyyy/M/d H:m", "yyyy/M/d H:m:s", "yyyy.M.d H:m", "yyyy.M.d H:m:s",
        "yyyy年M月d日 H:m", "yyyy年M月d日 H:m:s", "yyyy年M月d日H:m", "yyyy年M月d日H:m:s", "yyyy年M月d日 H时m分", "yyyy年M月d日H时m分", "yyyy-M-d'T'H:m:s", "yyyy-M-d'T'H:m",
    ];

    /// <summary>
    /// A telephone number of 5 to 15 digits as it was typed, with blanks, hyphens and brackets; also as the text that exports write to keep a
    /// spreadsheet from rounding it, <c>="13800138000"</c>.
    /// </summary>
    public static (string? Value, string? Problem) Phone(string? cell)
    {
        var text = ImportCell.Clean(cell);
        text = KeptAsText().Match(text) is { Success: true } kept ? kept.Groups[1].Value : text;
        return text.Length == 0 ? (null, "cell.missing")
            : ImportCell.Number(text) is { Problem: "cell.scientific-notation" and var rounded } ? (null, rounded)
            : text.Length > 30 || !Number().IsMatch(text) || text.Count(char.IsAsciiDigit) is < 5 or > 15 ? (null, "cell.not-a-phone")
            : (text, null);
    }

    /// <summary>A moment from 2000 to 2100: a local time of the organisation, Excel's day number with its fraction, or with an offset of its own.</summary>
    /// <param name="cell">What stands there.</param>
    /// <param name="local">The instant of a local time.</param>
    public static (DateTimeOffset? Value, string? Problem) Moment(string? cell, Func<DateTime, DateTimeOffset> local)
    {
        var text = ImportCell.Clean(cell);
        if (text.Length == 0)
        {
            return (null, "cell.missing");
        }

        var at = DateTime.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var typed) ? typed
            : Serial().IsMatch(text) && double.TryParse(text, CultureInfo.InvariantCulture, out var serial) ? Rounded(ExcelEpoch.AddDays(serial))
            : (DateTime?)null;
        return at is { } found ? found.Year is < 2000 or > 2100 ? (null, "cell.date-out-of-range") : (local(found), null)
            : WithOffset().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact)
                ? exact.Year is < 2000 or > 2100 ? (null, "cell.date-out-of-range") : (exact.ToUniversalTime(), null)
            : (null, "cell.not-a-moment");
    }

    /// <summary>Seconds spoken, 0 to a day: 125, 2:05, 0:02:05, 2分5秒; blank: not known; 0: nobody answered.</summary>
    public static (int? Value, string? Problem) Seconds(string? cell)
    {
        var text = ImportCell.Clean(cell);
        if (text.Length == 0)
        {
            return (null, null);
        }

        var match = Clock().Match(text) is { Success: true } clock ? clock : Words().Match(text);
        var seconds = text == "未接" ? 0 : !match.Success || match.Length == 0 ? (long?)null : Part("h") * 3600 + Part("m") * 60 + Part("s");
        return seconds is >= 0 and <= LongestSeconds ? ((int)seconds, null) : (null, "cell.not-a-duration");

        long Part(string name) => match.Groups[name] is { Success: true } part ? long.Parse(part.Value, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>in or out; blank: not known.</summary>
    public static (string? Value, string? Problem) Direction(string? cell) => ImportCell.Clean(cell).ToLowerInvariant() switch
    {
        "" => (null, null),
        "in" or "呼入" or "来电" or "被叫" => ("in", null),
        "out" or "呼出" or "去电" or "主叫" => ("out", null),
        _ => (null, "cell.unknown-word"),
    };

    // Day numbers are fractions of a day: a second is not exact in them.
    private static DateTime Rounded(DateTime at) => new((at.Ticks + TimeSpan.TicksPerSecond / 2) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, at.Kind);

    [GeneratedRegex("^=\"([^\"]*)\"$")]
    private static partial Regex KeptAsText();

    [GeneratedRegex(@"^\+?[0-9 ()\-]+$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^[0-9]{5}(\.[0-9]{1,12})?$")]
    private static partial Regex Serial();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7})?)?(Z|[+\-][0-9]{2}:[0-9]{2})$")]
    private static partial Regex WithOffset();

    [GeneratedRegex(@"^(?:(?:(?<h>[0-9]{1,2}):)?(?<m>[0-9]{1,3}):(?<s>[0-9]{1,2})|(?<s>[0-9]{1,6}))$")]
    private static partial Regex Clock();

    [GeneratedRegex(@"^(?:(?<h>[0-9]{1,2})小?时)?(?:(?<m>[0-9]{1,4})分钟?)?(?:(?<s>[0-9]{1,6})秒)?$")]
    private static partial Regex Words();
}
