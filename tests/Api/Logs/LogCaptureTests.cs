namespace SalesGrains.Logs;

/// <summary>V08: the listener that every test of the API runs under finds what must not be logged, and nothing else.</summary>
public sealed class LogCaptureTests
{
    [Theory]
    [InlineData("signed in: rep@o0000012", true)]
    [InlineData("phone 13812345678", true)]
    [InlineData("phone 138****5678", false)]
    [InlineData("key sg_live_o0000001_x_y", true)]
    [InlineData("cookie CfDJ8Nxyz", true)]
    [InlineData("token eyJhbGciOiJSUzI1NiIsImtpZCI6.e30.x", true)]
    [InlineData("customer CANARY7F3A客户", true)]
    [InlineData("contract/o0000012|01j8xyz at 1769418123456", false)]
    [InlineData("two\r\nfail: forged line", true)]
    [InlineData("\u001b[31mred", true)]
    public void What_belongs_to_a_person_or_forges_a_line_is_found(string message, bool isHit)
    {
        using var capture = new LogCapture();

        capture.Take("Test: {Value}", [new("Value", message)], null);

        Assert.Equal(isHit, capture.Hits.Count == 1);
    }

    [Fact]
    public void An_exception_counts_too()
    {
        using var capture = new LogCapture();

        capture.Take("It failed", [], new InvalidOperationException("rep@o0000012 is gone"));

        Assert.Single(capture.Hits);
    }
}
