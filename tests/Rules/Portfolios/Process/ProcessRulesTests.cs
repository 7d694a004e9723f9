using System.Collections.Immutable;
using System.Globalization;
using SalesGrains.Calendars;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Organizations;
using SalesGrains.RuleSets;

namespace SalesGrains.Portfolios.Process;

/// <summary>The numbers of a rep's week (T10, P09, P11): the company's moment is Tuesday, 2026-01-20, 09:00.</summary>
public sealed class ProcessRulesTests
{
    private static readonly DateOnly Monday = new(2026, 1, 19);

    private readonly RandomCompany company = new(new(1));
    private readonly PortfolioIndex index = new();
    private int customers;

    [Theory]
    [InlineData("verified", 1)]
    [InlineData("plausible", 1)]
    [InlineData("unverified", 0)]
    public void A_follow_up_for_which_a_signal_speaks_is_an_effective_visit(string verdict, long visits)
    {
        Add(Done("2026-01-19T02:00:00Z", verdict));

        Assert.Equal(visits, One().Visits);
    }

    [Fact]
    public void A_customer_counts_once_a_day_however_often_it_was_visited()
    {
        Add(Done("2026-01-19T01:00:00Z", "unverified"), Done("2026-01-19T02:00:00Z"), Done("2026-01-19T09:00:00Z"), Done("2026-01-20T00:30:00Z"));
        Add(Done("2026-01-19T03:00:00Z"));

        Assert.Equal((3, 5), (One().Visits, One().FollowUps));
        Assert.Equal(3, List(ProcessMetrics.Visits).Count);
    }

    [Theory]
    [InlineData("2026-01-18T15:59:59Z", 0)]
    [InlineData("2026-01-18T16:00:00Z", 1)]
    [InlineData("2026-01-25T15:59:59Z", 1)]
    [InlineData("2026-01-25T16:00:00Z", 0)]
    public void A_week_is_from_monday_to_sunday_in_the_companys_zone(string at, int counted)
    {
        Add(Done(at));

        Assert.Equal(counted, Count().Sum(count => count.Visits));
    }

    [Fact]
    public void Completeness_is_what_is_filled_of_four_slots_of_what_was_recorded_or_due()
    {
        Add(Done("2026-01-19T02:00:00Z") with { Filled = 3 });
        AddDue(new(2026, 1, 19));

        Assert.Equal((3, 8, 1), (One().Filled, One().Expected, One().Overdue));
        Assert.Equal(2, List(ProcessMetrics.Completeness).Count);
    }

    [Theory]
    [InlineData("2026-01-18", 0)]
    [InlineData("2026-01-19", 1)]
    [InlineData("2026-01-20", 0)]
    public void What_is_due_counts_when_its_day_has_passed(string due, int overdue)
    {
        AddDue(DateOnly.Parse(due, CultureInfo.InvariantCulture));

        Assert.Equal(overdue, Count().Sum(count => count.Overdue));
    }

    [Fact]
    public void Quality_is_the_mean_of_those_that_have_a_score()
    {
        Add(Done("2026-01-19T02:00:00Z") with { Score = 80 }, Done("2026-01-19T04:00:00Z"), Done("2026-01-19T05:00:00Z") with { Score = 0 });

        Assert.Equal((80, 2), (One().ScoreSum, One().Scored));
    }

    [Theory]
    [InlineData(ProcessMetrics.Visits)]
    [InlineData(ProcessMetrics.Completeness)]
    [InlineData(ProcessMetrics.Quality)]
    [InlineData(ProcessMetrics.Unverified)]
    [InlineData(ProcessMetrics.Overdue)]
    public void Every_number_is_the_sum_over_the_list_that_it_opens(string metric)
    {
        Add(Done("2026-01-19T02:00:00Z") with { Score = 61 }, Done("2026-01-19T03:00:00Z", "unverified") with { Score = 12 });
        AddDue(new(2026, 1, 19));
        var list = List(metric);
        var (listed, shown) = metric switch
        {
            ProcessMetrics.Completeness => (list.Items.Sum(item => (long)item.Filled), One().Filled),
            ProcessMetrics.Quality => (list.Items.Sum(item => (long)item.Score!.Value), One().ScoreSum),
            ProcessMetrics.Visits => (list.Count, One().Visits),
            ProcessMetrics.Unverified => (list.Count, One().Unverified),
            _ => (list.Count, One().Overdue),
        };

        Assert.Equal(shown, listed);
        Assert.NotEmpty(list.Items);
    }

    [Fact]
    public void Pages_of_a_list_are_the_list()
    {
        Add([.. Enumerable.Range(0, 7).Select(hour => Done($"2026-01-19T0{hour}:00:00Z") with { Id = $"f-{hour}" })]);
        var all = new List<string?>();
        PageKey? after = null;
        do
        {
            var page = ProcessRules.List(index, Query() with { Metric = ProcessMetrics.Completeness }, new(3, after), company.Moment);
            all.AddRange(page.Items.Select(item => item.FollowUpId));
            after = page.More ? page.Items[^1].Place : null;
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(0, 7).Select(hour => $"f-{hour}"), all);
    }

    [Theory]
    [InlineData("2026-01-19", 8)]
    [InlineData("2026-02-16", 0)]
    [InlineData("2026-02-23", 8)]
    [InlineData("2026-02-09", 10)]
    public void The_target_follows_the_workdays_of_the_week(string monday, int target) =>
        Assert.Equal(target, ProcessRules.TargetOf(DateOnly.Parse(monday, CultureInfo.InvariantCulture), BusinessCalendar.China, new FollowUpRuleSet()));

    [Fact]
    public void Counts_of_shards_are_added_up_by_rep()
    {
        Add(Done("2026-01-19T02:00:00Z"));
        var one = Count();

        Assert.Equal((2, 2), (ProcessRules.Merge([one, one]).Single().Visits, ProcessRules.Merge([one, one]).Single().FollowUps));
    }

    private static FollowUpFacts Done(string at, string verdict = "verified") =>
        new($"f-{at}", DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), "r1", 2, verdict);

    private static ListQuery Query() => new(BoardScope.Company) { Week = Monday };

    private ProcessCount One() => Assert.Single(Count());

    private ImmutableArray<ProcessCount> Count() => ProcessRules.Count(index, Query(), company.Moment);

    private ShardPage<ProcessItem> List(string metric) => ProcessRules.List(index, Query() with { Metric = metric }, new(100), company.Moment);

    private void Add(params FollowUpFacts[] recent) => Fold(new() { Recent = [.. recent] });

    private void AddDue(DateOnly day) => Fold(new() { FollowUpDueOn = day });

    private void Fold(CareFacts care) => index.Fold(new CustomerFacts
    {
        Key = new(EntityKinds.Customer, RandomCompany.Org, $"c{customers++}"), Version = 1, RepId = "r1", Care = care,
    });
}
