
namespace SalesGrains.Money;

public class YuanTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.01", 1)]
    [InlineData("1.5", 150)]
    [InlineData("1234.56", 123456)]
    [InlineData("10000000000000.00", Yuan.MostFen)]
    public void An_amount_is_read(string text, long fen)
    {
        Assert.True(Yuan.TryParse(text, out var read));
        Assert.Equal(fen, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".5")]
    [InlineData("1.")]
    [InlineData("1.234")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1,000")]
    [InlineData("1e3")]
    [InlineData("1.-5")]
    [InlineData("10000000000000.01")]
    [InlineData("999999999999999999999")]
    public void Anything_else_is_refused(string? text)
    {
        Assert.False(Yuan.TryParse(text, out var read));
        Assert.Equal(0, read);
    }

    [Theory]
    [InlineData(0, "0.00")]
    [InlineData(5, "0.05")]
    [InlineData(-5, "-0.05")]
    [InlineData(123456, "1234.56")]
    [InlineData(-123450, "-1234.50")]
    public void It_is_written_with_two_decimals(long fen, string text)
    {
        Assert.Equal(text, Yuan.Format(fen));
    }
}
