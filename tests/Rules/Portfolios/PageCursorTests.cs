using SalesGrains.Boards;
using SalesGrains.Organizations;
using SalesGrains.Portfolios.Lists;

namespace SalesGrains.Portfolios;

public class PageCursorTests
{
    private static readonly ListQuery Query = new(BoardScope.Parse("region/east")!) { Filter = new(Status: "overdue", Text: "钢") };

    [Theory]
    [InlineData("20260131", "01j5contract", 3)]
    [InlineData("", "", 0)]
    [InlineData("上海\u001f一厂", "id-1", 0)]
    [InlineData("a name / with ? & = signs", "x", 12)]
    public void A_place_survives_the_way_out_and_back(string first, string second, int third)
    {
        var place = new PageKey(first, second, third);
        var cursor = PageCursor.Write("nodes", Query, place);

        Assert.Matches("^[A-Za-z0-9_-]+$", cursor);
        Assert.Equal(place, PageCursor.Read("nodes", Query, cursor));
    }

    [Fact]
    public void A_cursor_is_good_for_its_own_question_only()
    {
        var cursor = PageCursor.Write("nodes", Query, new("20260131", "k1", 1));

        Assert.Null(PageCursor.Read("contracts", Query, cursor));
        Assert.Null(PageCursor.Read("nodes", Query with { Scope = BoardScope.Company }, cursor));
        Assert.Null(PageCursor.Read("nodes", Query with { Filter = new(Status: "overdue") }, cursor));
        Assert.Null(PageCursor.Read("nodes", Query with { Bucket = "overdue-1-7" }, cursor));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("!!!!")]
    [InlineData("AAAA")]
    [InlineData("aGVsbG8")]
    public void Anything_else_is_no_cursor(string cursor)
    {
        Assert.Null(PageCursor.Read("nodes", Query, cursor));
    }
}
