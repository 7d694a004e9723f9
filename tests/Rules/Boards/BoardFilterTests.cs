namespace SalesGrains.Boards;

public class BoardFilterTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("tier=A&status=overdue", "status=overdue&tier=A")]
    [InlineData("status=overdue&tier=", "status=overdue")]
    [InlineData("text=%E9%92%A2%20a%26b", "text=%E9%92%A2%20a%26b")]
    [InlineData("text=(a)*!'~", "text=(a)*!'~")]
    [InlineData("level=all&rep=r1", "level=all&rep=r1")]
    public void A_filter_has_one_text(string query, string canonical)
    {
        Assert.Equal(canonical, BoardFilter.Parse(query)!.ToString());
        Assert.Equal(BoardFilter.Parse(query), BoardFilter.Parse(canonical));
    }

    [Theory]
    [InlineData("color=red")]
    [InlineData("tier=A&tier=B")]
    public void What_it_does_not_know_is_refused(string query)
    {
        Assert.Null(BoardFilter.Parse(query));
    }

    [Fact]
    public void A_topic_is_read_back_from_its_grain_key_whatever_is_searched_for()
    {
        var topic = new BoardTopic("acme0001", BoardTopic.Payments, Organizations.BoardScope.Parse("region/east")!, new BoardFilter(Text: "a|b/c").ToString());

        Assert.Equal(topic, BoardTopic.Parse(topic.GrainKey));
        Assert.Equal("payments|region/east|text=a%7Cb%2Fc", topic.Name);
    }

    [Theory]
    [InlineData("acme0001|payments|region/east")]
    [InlineData("acme0001|other|company|")]
    [InlineData("|payments|company|")]
    [InlineData("acme0001|payments|nowhere|")]
    [InlineData("acme0001|payments|company|color=red")]
    public void Anything_else_is_no_topic(string key)
    {
        Assert.Null(BoardTopic.Parse(key));
    }
}
