using System.Globalization;
using SalesGrains.Boards;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Organizations;
using SalesGrains.Portfolios.Boards;
using SalesGrains.Portfolios.Duties;
using SalesGrains.RuleSets;

namespace SalesGrains.Portfolios;

/// <summary>When the boards of the field turn, to the second, while nobody posts anything.</summary>
public class DutyBoardTests
{
    private readonly RandomCompany company = new(new(1));
    private readonly PortfolioIndex index = new();

    public static TheoryData<string, string, string?, string?> Turns => new()
    {
        // The moment; then what the customer's first contact, its follow-up and the payment are on the board of exceptions.
        { "2026-01-20T02:59:59Z", "", null, null },
        { "2026-01-20T03:00:00Z", "c/c1", null, null },
        { "2026-01-20T15:59:59Z", "c/c1", null, null },
        { "2026-01-20T16:00:00Z", "c/c1", "f/c1", "n/k1/1" },
        { "2026-01-21T16:00:00Z", "c/c1", "f/c1", "n/k1/1" },
    };

    [Theory]
    [MemberData(nameof(Turns))]
    public void A_first_contact_is_missed_at_24_hours_exactly_and_a_day_is_over_at_midnight_exactly(string now, string contact, string? followUp, string? payment)
    {
        index.Fold(Customer(1, startedAt: "2026-01-19T03:00:00Z", dueOn: new(2026, 1, 20)));
        index.Fold(Contract(new(2026, 1, 20)));
        var feed = BoardFeed.Of(Topic(BoardTopic.Exceptions), index, At("2026-01-19T20:00:00Z"));
        Assert.Empty(feed.Whole("s", 1).Rows);

        feed.MoveTo(At(now));
        feed.Change("s", 1);
        var whole = feed.Whole("s", 1);
        string[] expected = [.. new[] { contact, followUp, payment }.Where(key => !string.IsNullOrEmpty(key)).Select(key => key!)];
        Assert.Equal(expected.Order(StringComparer.Ordinal), whole.Rows.Select(row => row.Key).Order(StringComparer.Ordinal));
        Assert.Equal(
            [("contact", contact == "" ? 0 : 1), ("payment", payment is null ? 0 : 1), ("follow-up", followUp is null ? 0 : 1), ("total", expected.Length)],
            whole.Totals.Select(total => (total.Bucket, (int)total.Count)));
    }

    [Fact]
    public void The_portfolio_knows_when_the_next_first_contact_turns_and_forgets_those_that_have_ended()
    {
        index.Fold(Customer(1, startedAt: "2026-01-19T03:00:00Z"));
        index.Fold(Customer(2, startedAt: "2026-01-19T05:00:00Z"));
        Assert.Equal(Instant("2026-01-20T03:00:00Z"), index.DeadlineAfter(Instant("2026-01-20T02:59:59Z")));
        Assert.Equal(Instant("2026-01-20T05:00:00Z"), index.DeadlineAfter(Instant("2026-01-20T03:00:00Z")));
        Assert.Null(index.DeadlineAfter(Instant("2026-01-20T05:00:00Z")));

        index.Fold(Ended(Customer(1, startedAt: "2026-01-19T03:00:00Z"), "opportunity"));
        Assert.Equal(Instant("2026-01-20T05:00:00Z"), index.DeadlineAfter(Instant("2026-01-20T02:59:59Z")));
    }

    [Fact]
    public void A_first_contact_goes_from_running_to_missed_on_its_own_board_and_away_when_it_has_an_opportunity()
    {
        index.Fold(Customer(1, startedAt: "2026-01-19T03:00:00Z"));
        var feed = BoardFeed.Of(Topic(BoardTopic.FirstContacts), index, At("2026-01-20T02:59:59Z"));
        Assert.Equal("running", Assert.Single(feed.Whole("s", 1).Rows).Cells[0].Text);

        feed.MoveTo(At("2026-01-20T03:00:00Z"));
        var row = Assert.Single(feed.Change("s", 1)!.Rows);
        Assert.Equal(
            ["missed", "c1", "华东钢构 1", "A", "r1", "张伟", "一组", "华东", "", "2026-01-20T03:00:00.000Z", "2026-01-19T03:00:00.000Z", "call", "mobile", "0.00", "", "", "", "", "1"],
            row.Cells.Select(cell => cell.Text ?? (cell.IsNumber ? $"{cell.Number}" : "")));

        var change = index.Fold(Ended(Customer(1, startedAt: "2026-01-19T03:00:00Z"), "opportunity"))!;
        feed.Fold(change.Old, change.New);
        Assert.Equal(["c/c1"], feed.Change("s", 1)!.Removed.AsEnumerable());
    }

    [Fact]
    public void A_missed_first_contact_counts_for_whoever_missed_it_though_the_customer_is_another_reps_now()
    {
        var missed = Customer(1, startedAt: "2026-01-19T03:00:00Z") with { RepId = "r2" };
        index.Fold(missed with { Care = missed.Care! with { FirstContact = missed.Care.FirstContact! with { RepId = "r1", MissedAt = Instant("2026-01-20T03:00:00Z") } } });
        Assert.Equal(["r1"], Exceptions("rep/r1").Select(item => item.RepId));
        Assert.Empty(Exceptions("rep/r2"));
    }

    [Theory]
    [InlineData("2026-01-19", "overdue")]
    [InlineData("2026-01-20", "due-today")]
    [InlineData("2026-01-21", "")]
    public void The_day_of_a_rep_has_the_follow_ups_of_today_and_those_that_are_late(string due, string state)
    {
        index.Fold(Customer(1, startedAt: null, dueOn: DateOnly.Parse(due, CultureInfo.InvariantCulture)));
        var query = new ListQuery(BoardScope.Parse("rep/r1")!) { Board = BoardTopic.Today };
        var items = DutyLists.Duties(index, query, new(10), At("2026-01-20T01:00:00Z")).Items;
        Assert.Equal(state, items.SingleOrDefault()?.State ?? "");
    }

    [Fact]
    public void What_is_late_longest_comes_first_whatever_it_is()
    {
        index.Fold(Customer(1, startedAt: "2026-01-18T03:00:00Z", dueOn: new(2026, 1, 10)));
        index.Fold(Contract(new(2026, 1, 15)));
        var list = DutyLists.Duties(index, new(BoardScope.Company) { Board = BoardTopic.Exceptions }, new(10), At("2026-01-20T01:00:00Z"));
        Assert.Equal(["follow-up", "payment", "contact"], list.Items.Select(item => item.Kind));
        Assert.Equal((3, 100), (list.Count, list.AmountFen));
    }

    private static CustomerFacts Ended(CustomerFacts customer, string outcome) =>
        customer with { Version = 2, Care = customer.Care! with { FirstContact = customer.Care.FirstContact! with { Outcome = outcome } } };

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static BoardTopic Topic(string board) => new(RandomCompany.Org, board, BoardScope.Company);

    private static CustomerFacts Customer(int id, string? startedAt, DateOnly? dueOn = null) => new()
    {
        Key = new(EntityKinds.Customer, RandomCompany.Org, $"c{id}"),
        Version = 1,
        Name = $"华东钢构 {id}",
        Tier = "A",
        RepId = "r1",
        Care = new()
        {
            FirstContact = startedAt is null ? null : new(Instant(startedAt), Instant(startedAt).AddHours(24), "call", "r1", "mobile"),
            FollowUpDueOn = dueOn,
        },
    };

    private static ContractFacts Contract(DateOnly dueOn) => new()
    {
        Key = new(EntityKinds.Contract, RandomCompany.Org, "k1"),
        Version = 1,
        Number = "HT-1",
        RepId = "r1",
        Stage = "signed",
        Nodes = [new(1, "验收款", dueOn, null, 100, 100, "sales")],
    };

    private PortfolioMoment At(string now) => new(Instant(now), RandomCompany.Shanghai, RuleSet.Default, company.Tree);

    private IEnumerable<DutyItem> Exceptions(string scope) =>
        DutyLists.Duties(index, new(BoardScope.Parse(scope)!) { Board = BoardTopic.Exceptions }, new(10), At("2026-01-20T04:00:00Z")).Items;
}
