using SalesGrains.Boards;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Organizations;
using SalesGrains.Portfolios.Duties;
using SalesGrains.Portfolios.Teams;

namespace SalesGrains.Portfolios;

/// <summary>A team at a glance counts by the boards' own expression.</summary>
public sealed class TeamRulesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Its_numbers_are_those_of_the_boards_cut_to_the_rep(ulong seed)
    {
        var company = new RandomCompany(new(seed));
        var index = new PortfolioIndex();
        for (var at = 0; at < 300; at++)
        {
            index.Fold(company.Commit());
        }

        for (var at = 0; at < 40; at++)
        {
            var started = company.Moment.Now.AddHours(-2 * at);
            index.Fold(new CustomerFacts
            {
                Key = new(EntityKinds.Customer, RandomCompany.Org, $"c{at}"),
                Version = 1,
                RepId = at % 2 == 0 ? "r1" : "r2",
                Care = new() { FirstContact = new(started, started.AddHours(24), "call", at % 2 == 0 ? "r1" : "r2"), FollowUpDueOn = company.Moment.Today.AddDays(at - 20) },
            });
        }

        var counts = TeamRules.Count(index, new(BoardScope.Company), company.Moment);

        Assert.NotEmpty(counts);
        Assert.All(counts, count =>
        {
            var query = new ListQuery(BoardScope.Company) { Board = count.Board, Bucket = count.Metric, Filter = new(Rep: count.RepId) };
            var list = DutyLists.Duties(index, query, new(1000), company.Moment);
            Assert.Equal((list.Count, list.AmountFen), (count.Count, count.AmountFen));
        });
        var all = DutyLists.Duties(index, new(BoardScope.Company) { Board = BoardTopic.Exceptions, Bucket = "total" }, new(1), company.Moment);
        Assert.Equal(all.Count, counts.Where(count => count.Board == BoardTopic.Exceptions).Sum(count => count.Count));
    }
}
