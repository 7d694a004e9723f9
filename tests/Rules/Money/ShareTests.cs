
namespace SalesGrains.Money;

public sealed class ShareTests
{
    [Theory]
    [InlineData("30%", 300_000, null)]
    [InlineData("33.3333%", 333_333, null)]
    [InlineData("0.0001%", 1, null)]
    [InlineData("100%", 1_000_000, null)]
    [InlineData("0%", 0, "share.out-of-range")]
    [InlineData("100.0001%", 0, "share.out-of-range")]
    [InlineData("33.33333%", 0, "share.too-many-decimals")]
    [InlineData("30", 0, "share.malformed")]
    [InlineData("-30%", 0, "share.malformed")]
    [InlineData("3e1%", 0, "share.malformed")]
    [InlineData("%", 0, "share.malformed")]
    [InlineData(null, 0, "share.malformed")]
    public void A_share_is_read_or_refused_with_the_reason(string? text, int ppm, string? code)
    {
        Assert.Equal(code, Share.Read(text, out var read));
        Assert.Equal(ppm, read);
        if (code is null)
        {
            Assert.Null(Share.Read(Share.Write(read), out var again));
            Assert.Equal(read, again);
        }
    }

    [Theory]
    [InlineData("1234.56", 1234_56, null)]
    [InlineData("1234.5", 1234_50, null)]
    [InlineData("0", 0, null)]
    [InlineData("10000000000000", 1_000_000_000_000_000, null)]
    [InlineData("10000000000000.01", 0, "money.out-of-range")]
    [InlineData("123456789012345678901234567890", 0, "money.out-of-range")]
    [InlineData("1.000", 0, "money.too-many-decimals")]
    [InlineData("1.005", 0, "money.too-many-decimals")]
    [InlineData("-1", 0, "money.negative")]
    [InlineData("1e3", 0, "money.malformed")]
    [InlineData("1,000", 0, "money.malformed")]
    [InlineData(" 1", 0, "money.malformed")]
    [InlineData("1.", 0, "money.malformed")]
    [InlineData(".5", 0, "money.malformed")]
    [InlineData("", 0, "money.missing")]
    [InlineData(null, 0, "money.missing")]
    public void An_amount_is_read_or_refused_with_the_reason(string? text, long fen, string? code)
    {
        Assert.Equal(code, Yuan.Read(text, out var read));
        Assert.Equal(fen, read);
    }
}
