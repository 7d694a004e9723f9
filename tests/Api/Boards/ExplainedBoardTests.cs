using SalesGrains.Contracts;
using SalesGrains.Portfolios;
using SalesGrains.Portfolios.Duties;
using SalesGrains.Tenants;

namespace SalesGrains.Boards;

/// <summary>M1: each number of each board says what it is made of, in both languages.</summary>
[Collection(SharedApp.Name)]
public sealed class ExplainedBoardTests(SalesApp app)
{
    /// <summary>All boards but the inbox, whose number is the unread nudges themselves; with each of their numbers.</summary>
    public static TheoryData<string, string> Numbers()
    {
        var numbers = new TheoryData<string, string>();
        foreach (var board in BoardTopic.Boards.Except([BoardTopic.Inbox]))
        {
            foreach (var metric in Metrics(board))
            {
                numbers.Add(board, metric);
            }
        }

        return numbers;
    }

    private static IEnumerable<string> Metrics(string board) => board switch
    {
        BoardTopic.Payments => ["total", "not-due"],
        BoardTopic.Process => ProcessMetrics.All,
        BoardTopic.Team => ["exceptions/contact", "exceptions/follow-up", "exceptions/payment", "first-contacts/running", "first-contacts/missed"],
        _ => ["total", .. DutyFilter.BucketsOf(board)],
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Every_number_of_every_board_is_explained_in_a_sentence(string board, string metric)
    {
        using var director = await (await app.Company()).As("director");
        foreach (var language in (string[])["zh-CN", "en"])
        {
            var why = (await director.Get($"/api/v1/explain?board={board}&metric={metric}", ("Accept-Language", language))).Expect(200);
            Assert.Equal("0", why["value"]!.Text("count"));
            Assert.NotEqual(metric, why.Text("formula"));
            Assert.DoesNotContain($" {metric}.", why.Text("formula"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("board=nowhere&metric=total", "board.unknown")]
    [InlineData("board=exceptions&metric=running", "filter.unknown-bucket")]
    [InlineData("board=first-contacts&metric=payment", "filter.unknown-bucket")]
    [InlineData("board=process&metric=miles", "filter.unknown-bucket")]
    [InlineData("board=team&metric=first-contacts/payment", "filter.unknown-bucket")]
    public async Task What_no_board_counts_is_refused_by_name(string query, string code)
    {
        using var director = await (await app.Company()).As("director");
        Assert.Equal(code, (await director.Get($"/api/v1/explain?{query}")).Expect(400).Text("code"));
    }
}
