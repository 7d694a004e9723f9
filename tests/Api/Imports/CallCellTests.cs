using System.Globalization;

namespace SalesGrains.Imports.Calls;

/// <summary>C01: what stands in call logs, as telephone systems, phones and spreadsheets write it.</summary>
public sealed class CallCellTests
{
    [Theory]
    [InlineData("13800138000", "13800138000")]
    [InlineData(" 138 0013-8000\t", "138 0013-8000")]
    [InlineData("１３８００１３８０００", "13800138000")]
    [InlineData("(021) 5888 0000", "(021) 5888 0000")]
    [InlineData("+86 13800138000", "+86 13800138000")]
    [InlineData("=\"13800138000\"", "13800138000")]
    [InlineData("12345", "12345")]
    [InlineData("123456789012345", "123456789012345")]
    public void A_number_is_read_however_it_is_typed(string cell, string number) => Assert.Equal((number, null), CallCell.Phone(cell));

    [Theory]
    [InlineData("", "cell.missing")]
    [InlineData("1.38E+10", "cell.scientific-notation")]
    [InlineData("1234", "cell.not-a-phone")]
    [InlineData("1234567890123456", "cell.not-a-phone")]
    [InlineData("=13800138000", "cell.not-a-phone")]
    [InlineData("+13800138000+cmd|' /C calc'!A0", "cell.not-a-phone")]
    [InlineData("=HYPERLINK(\"http://example.com/13800138000\")", "cell.not-a-phone")]
    [InlineData("=\"=13800138000\"", "cell.not-a-phone")]
    [InlineData("@SUM(13800138000)", "cell.not-a-phone")]
    [InlineData("13800138000;13900139000", "cell.not-a-phone")]
    [InlineData("1380013\08000", "cell.not-a-phone")]
    [InlineData("王总 13800138000", "cell.not-a-phone")]
    public void What_is_more_than_a_number_is_none(string cell, string code) => Assert.Equal((null, code), CallCell.Phone(cell));

    [Theory]
    [InlineData("2026/1/5 9:30", "2026-01-05T01:30:00Z")]
    [InlineData("2026-01-05 09:30:15", "2026-01-05T01:30:15Z")]
    [InlineData("2026年1月5日 9:30", "2026-01-05T01:30:00Z")]
    [InlineData("2026年1月5日9时30分", "2026-01-05T01:30:00Z")]
    [InlineData("46027.3958333333", "2026-01-05T01:30:00Z")]
    [InlineData("46027", "2026-01-04T16:00:00Z")]
    [InlineData("2026-01-05T09:30:00", "2026-01-05T01:30:00Z")]
    [InlineData("2026-01-05T09:30:00+09:00", "2026-01-05T00:30:00Z")]
    [InlineData("2026-01-05T01:30:00Z", "2026-01-05T01:30:00Z")]
    public void A_moment_is_local_unless_it_says_otherwise(string cell, string at) =>
        Assert.Equal((DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), null), CallCell.Moment(cell, Shanghai));

    [Theory]
    [InlineData("", "cell.missing")]
    [InlineData("2026/1/5", "cell.not-a-moment")]
    [InlineData("2026/2/30 9:30", "cell.not-a-moment")]
    [InlineData("2026/1/5 24:30", "cell.not-a-moment")]
    [InlineData("=NOW()", "cell.not-a-moment")]
    [InlineData("yesterday", "cell.not-a-moment")]
    [InlineData("1999/12/31 23:59", "cell.date-out-of-range")]
    [InlineData("2101-01-01T00:00:00Z", "cell.date-out-of-range")]
    public void What_is_no_moment_has_a_code(string cell, string code) => Assert.Equal((null, code), CallCell.Moment(cell, Shanghai));

    [Theory]
    [InlineData("", null)]
    [InlineData("0", 0)]
    [InlineData("未接", 0)]
    [InlineData("125", 125)]
    [InlineData("2:05", 125)]
    [InlineData("0:02:05", 125)]
    [InlineData("2分5秒", 125)]
    [InlineData("1小时2分", 3720)]
    [InlineData("24:00:00", 86_400)]
    [InlineData("86400", 86_400)]
    public void A_duration_is_read_in_seconds(string cell, int? seconds) => Assert.Equal((seconds, null), CallCell.Seconds(cell));

    [Theory]
    [InlineData("86401")]
    [InlineData("24:00:01")]
    [InlineData("-1")]
    [InlineData("=1+1")]
    [InlineData("1e3")]
    [InlineData("long")]
    public void What_is_no_duration_has_a_code(string cell) => Assert.Equal((null, "cell.not-a-duration"), CallCell.Seconds(cell));

    [Theory]
    [InlineData("呼出", "out", null)]
    [InlineData("来电", "in", null)]
    [InlineData("IN", "in", null)]
    [InlineData("", null, null)]
    [InlineData("sideways", null, "cell.unknown-word")]
    public void A_direction_is_a_known_word(string cell, string? direction, string? code) => Assert.Equal((direction, code), CallCell.Direction(cell));

    private static DateTimeOffset Shanghai(DateTime local) => new DateTimeOffset(local, TimeSpan.FromHours(8)).ToUniversalTime();
}
