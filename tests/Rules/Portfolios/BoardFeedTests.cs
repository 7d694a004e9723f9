using System.Globalization;
using SalesGrains.Boards;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Organizations;
using SalesGrains.Portfolios.Boards;
using SalesGrains.Portfolios.Lists;
using SalesGrains.Portfolios.Rows;
using SalesGrains.RuleSets;

namespace SalesGrains.Portfolios;

public class BoardFeedTests
{
    private static readonly BoardTopic Company = new(RandomCompany.Org, BoardTopic.Payments, BoardScope.Company);

    private readonly RandomCompany company = new(new(1));
    private readonly PortfolioIndex index = new();

    [Fact]
    public void It_shows_the_200_most_urgent_rows_of_thousands_through_any_change()
    {
        for (var start = 1UL; start <= 3; start++)
        {
            var random = new SplitMix64(start);
            var many = new PortfolioIndex();
            for (var i = 0; i < 1_500; i++)
            {
                many.Fold(Contract(i, 1, random.Below(300), 100));
            }

            var board = new BoardFold();
            board.Expect(["s"]);
            var feed = BoardFeed.Of(Company, many, company.Moment);
            board.Put(feed.Whole("s", 1));
            for (var step = 0; step < 200; step++)
            {
                // Mostly the most urgent ones are paid, as in life; that is what empties the kept rows.
                for (var burst = random.Below(40); burst >= 0; burst--)
                {
                    var id = random.Chance(80) && many.OpenNodes.First is { } first ? int.Parse(first.Contract.Key.Id[1..], CultureInfo.InvariantCulture) : random.Below(1_500);
                    var key = Key(id);
                    var change = many.Fold(Contract(id, many.Find(key)!.Version + 1, random.Below(300), random.Chance(70) ? 0 : 50));
                    feed.Fold(change!.Old, change.New);
                }

                if (feed.Change("s", 1) is { } next)
                {
                    Assert.True(board.Put(next), $"start {start}, step {step}");
                }

                var list = PortfolioLists.Nodes(many, new(BoardScope.Company), new(200), company.Moment);
                var rows = board.Rows();
                Assert.True(
                    list.Items.Select(item => $"n/{item.ContractId}/{item.NodeNo}").ToHashSet().SetEquals(rows.Keys.Where(key => key[0] == 'n')),
                    $"start {start}, step {step}");
                Assert.Equal(list.Count, rows["t/total"][0].Number);
            }
        }
    }

    [Fact]
    public void A_row_turns_at_midnight_and_its_number_with_it_while_nobody_posts_anything()
    {
        index.Fold(Contract(1, 1, 0, 100));
        var feed = BoardFeed.Of(Company, index, At("2026-01-20T15:59:59Z"));
        var before = feed.Whole("s", 1);
        feed.MoveTo(At("2026-01-20T16:00:00Z"));
        var after = feed.Change("s", 1)!;

        Assert.Equal(("due-today", "not-due"), (before.Rows[0].Cells[14].Text, before.Rows[0].Cells[15].Text));
        Assert.Equal(("overdue", "overdue-1-7"), (after.Rows[0].Cells[14].Text, after.Rows[0].Cells[15].Text));
        Assert.Equal(new DateOnly(2026, 1, 21), after.AsOf);
        Assert.Equal((before.To, before.To + 1), (after.From, after.To));
        Assert.Equal(new BoardTotal("overdue-1-7", 1, 100), after.Totals.Single(total => total.Bucket == "overdue-1-7"));
    }

    [Fact]
    public void On_the_last_day_the_row_counts_down_to_the_evening_and_then_to_midnight()
    {
        index.Fold(Contract(1, 1, 0, 100));
        index.Fold(Contract(2, 1, 9, 100));
        var feed = BoardFeed.Of(Company, index, At("2026-01-20T09:59:59Z"));
        Assert.Equal("2026-01-20T10:00:00.000Z", feed.Whole("s", 1).Rows.Single(row => row.Key == "n/k1/1").Cells[20].Text);

        feed.MoveTo(At("2026-01-20T10:00:00Z"));
        var row = Assert.Single(feed.Change("s", 1)!.Rows);
        Assert.Equal(("n/k1/1", "2026-01-20T16:00:00.000Z"), (row.Key, row.Cells[20].Text));
    }

    [Fact]
    public void Nothing_is_said_when_nothing_shown_changes()
    {
        index.Fold(Contract(1, 1, 3, 100));
        var feed = BoardFeed.Of(Company with { Scope = BoardScope.Parse("rep/r2")! }, index, company.Moment);
        feed.Whole("s", 1);

        var change = index.Fold(Contract(1, 2, 3, 50))!;
        feed.Fold(change.Old, change.New);
        Assert.Null(feed.Change("s", 1));
    }

    [Fact]
    public void A_moved_rep_takes_the_rows_along()
    {
        index.Fold(Contract(1, 1, 3, 100));
        var topic = Company with { Scope = BoardScope.Parse("team/t3")! };
        var feed = BoardFeed.Of(topic, index, company.Moment);
        Assert.Empty(feed.Whole("s", 1).Rows);

        feed.MoveTo(At("2026-01-20T01:00:00Z", company.Tree with { Version = 2, Reps = company.Tree.Reps.SetItem("r1", "t3") }));
        Assert.Equal(("三店", "西部"), (feed.Change("s", 1)!.Rows[0].Cells[7].Text, feed.Whole("s", 1).Rows[0].Cells[8].Text));
    }

    [Fact]
    public void An_inbox_row_goes_when_somebody_has_acted()
    {
        var facts = Contract(1, 1, 3, 100) with
        {
            Nudges = [new("1/payment-warning/0", "payment-warning", 1, company.Now, "rep", new(2026, 1, 23), "record-receipt")],
        };
        index.Fold(facts);
        var feed = BoardFeed.Of(new(RandomCompany.Org, BoardTopic.Inbox, BoardScope.Parse("rep/r1")!), index, company.Moment);
        var row = Assert.Single(feed.Whole("s", 1).Rows);
        Assert.Equal("g/k1/1/payment-warning/0", row.Key);
        Assert.Equal(
            ["payment-warning", "HT-1", "华东钢构", "1", "验收款", "rep", "2026-01-20T01:00:00.000Z", "2026-01-23", "record-receipt", "", "1.00", "2026-01-23", "", ""],
            row.Cells.Select(cell => cell.Text ?? (cell.IsNumber ? $"{cell.Number}" : "")));

        var change = index.Fold(facts with { Version = 2, Nudges = [] })!;
        feed.Fold(change.Old, change.New);
        Assert.Equal([row.Key], feed.Change("s", 1)!.Removed.AsEnumerable());
    }

    private static EntityKey Key(int id) => new(EntityKinds.Contract, RandomCompany.Org, $"k{id}");

    private static ContractFacts Contract(int id, long version, int dueIn, long open) => new()
    {
        Key = Key(id),
        Version = version,
        Number = $"HT-{id}",
        CustomerName = "华东钢构",
        RepId = "r1",
        Stage = "signed",
        Nodes = [new(1, "验收款", new DateOnly(2026, 1, 20).AddDays(dueIn), null, 100, open, "sales")],
    };

    private PortfolioMoment At(string now, OrganizationTree? tree = null) =>
        new(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), RandomCompany.Shanghai, RuleSet.Default, tree ?? company.Tree);
}
