namespace SalesGrains.Imports;

public sealed class ImportCellTests
{
    [Theory]
    [InlineData("2026/1/5", "2026-01-05")]
    [InlineData("2026-01-05", "2026-01-05")]
    [InlineData("2026年1月5日", "2026-01-05")]
    [InlineData("２０２６年１月５日", "2026-01-05")]
    [InlineData("46027", "2026-01-05")]
    [InlineData("46027.0", "2026-01-05")]
    [InlineData("20260105", "2026-01-05")]
    [InlineData("2000-01-01", "2000-01-01")]
    [InlineData("2100-12-31", "2100-12-31")]
    public void A_date_is_read_however_it_is_typed(string cell, string expected) =>
        Assert.Equal((DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), null), ImportCell.Date(cell));

    [Theory]
    [InlineData("", "cell.missing")]
    [InlineData("2026-02-30", "cell.not-a-date")]
    [InlineData("1999-12-31", "cell.date-out-of-range")]
    [InlineData("2101-01-01", "cell.date-out-of-range")]
    [InlineData("soon", "cell.not-a-date")]
    public void What_is_not_a_date_has_a_code(string cell, string code) => Assert.Equal((null, code), ImportCell.Date(cell));

    [Theory]
    [InlineData("¥120,000.00", 12_000_000)]
    [InlineData("￥１２０,０００", 12_000_000)]
    [InlineData("0.01", 1)]
    [InlineData("1200元", 120_000)]
    public void An_amount_is_read_in_fen(string cell, long fen) => Assert.Equal((fen, null), ImportCell.Fen(cell));

    [Theory]
    [InlineData("1.001", "cell.third-decimal")]
    [InlineData("-1", "cell.negative-amount")]
    [InlineData("1.2E+5", "cell.scientific-notation")]
    [InlineData("abc", "cell.not-an-amount")]
    [InlineData("99999999999999", "cell.amount-too-large")]
    public void What_is_not_an_amount_has_a_code(string cell, string code) => Assert.Equal((null, code), ImportCell.Fen(cell));

    [Theory]
    [InlineData("30%", 300_000)]
    [InlineData("33.3333％", 333_333)]
    [InlineData("100%", 1_000_000)]
    public void A_share_is_read_in_parts_per_million(string cell, int ppm) => Assert.Equal((ppm, null), ImportCell.Share(cell));

    [Theory]
    [InlineData("0%", "cell.share-out-of-range")]
    [InlineData("100.0001%", "cell.share-out-of-range")]
    [InlineData("33.33333%", "cell.share-out-of-range")]
    [InlineData("x%", "cell.not-a-share")]
    public void What_is_not_a_share_has_a_code(string cell, string code) => Assert.Equal((null, code), ImportCell.Share(cell));

    [Fact]
    public void A_number_that_a_spreadsheet_has_rounded_is_refused() =>
        Assert.Equal((null, "cell.scientific-notation"), ImportCell.Number("2.4E+19"));

    [Fact]
    public void Text_is_read_as_UTF8_or_else_as_GB18030()
    {
        var gb = System.Text.CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

        Assert.Equal(("客户", "UTF-8"), ImportText.Decode("\uFEFF客户"u8));
        Assert.Equal(("客户", "UTF-8"), ImportText.Decode("客户"u8));
        Assert.Equal(("客户㐂", "GB18030"), ImportText.Decode(gb.GetBytes("客户㐂")));
        Assert.Null(ImportText.Decode([0xFF, 0xFF, 0xFF]));
    }
}
