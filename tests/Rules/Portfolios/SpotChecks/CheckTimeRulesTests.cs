using System.Globalization;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Organizations;

namespace SalesGrains.Portfolios.SpotChecks;

/// <summary>How long checks take, by manager and week (P10): the company's moment is Tuesday, 2026-01-20, 09:00.</summary>
public sealed class CheckTimeRulesTests
{
    private readonly RandomCompany company = new(new(1));
    private readonly PortfolioIndex index = new();
    private int customers;

    [Theory]
    [InlineData(new int[0], null)]
    [InlineData(new[] { 7 }, "7")]
    [InlineData(new[] { 4, 9 }, "6.5")]
    [InlineData(new[] { 0, 8, 900 }, "8")]
    [InlineData(new[] { 1, 3, 4, 900 }, "3.5")]
    public void The_median_is_the_middle_or_the_mean_of_both_in_the_middle(int[] rising, string? median) =>
        Assert.Equal(median is null ? null : decimal.Parse(median, CultureInfo.InvariantCulture), CheckTimeRules.Median(rising));

    [Theory]
    [InlineData("2026-01-18T15:59:59Z", 0)]
    [InlineData("2026-01-18T16:00:00Z", 1)]
    [InlineData("2026-01-25T15:59:59Z", 1)]
    [InlineData("2026-01-25T16:00:00Z", 0)]
    public void A_check_counts_in_the_week_in_which_it_was_made(string at, int checks)
    {
        Add("u-1", at, 12);

        Assert.Equal(checks, Count().Sum(times => times.Checks));
    }

    [Fact]
    public void Each_manager_has_the_times_of_their_own_checks_and_each_number_opens_its_list()
    {
        Add("u-1", "2026-01-19T02:00:00Z", 40);
        Add("u-1", "2026-01-19T03:00:00Z", 4);
        Add("u-1", "2026-01-19T04:00:00Z", null);
        Add("u-2", "2026-01-20T00:30:00Z", 9);

        Assert.Equal([("u-1", 3L, "4,40"), ("u-2", 1L, "9")], Count().Select(times => (times.CheckerId, times.Checks, string.Join(',', times.Seconds))));
        Assert.Equal((3, 2, 4), (List("u-1", null).Count, List("u-1", CheckTimeRules.Timed).Count, List(null, null).Count));
        Assert.Equal(["f-3", "f-2", "f-1", "f-0"], List(null, null).Items.Select(item => item.FollowUpId));
    }

    private static ListQuery Query(string? by, string? metric) => new(BoardScope.Company) { Week = new(2026, 1, 19), Checker = by, Metric = metric };

    private System.Collections.Immutable.ImmutableArray<CheckerTimes> Count() =>
        CheckTimeRules.Merge([.. CheckTimeRules.Count(index, Query(null, null), company.Moment)]);

    private ShardPage<CheckItem> List(string? by, string? metric) => CheckTimeRules.List(index, Query(by, metric), new(100), company.Moment);

    private void Add(string by, string at, int? seconds)
    {
        var moment = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
        index.Fold(new CustomerFacts
        {
            Key = new(EntityKinds.Customer, RandomCompany.Org, $"c{customers}"),
            Version = 1,
            RepId = "r1",
            Care = new() { Recent = [new($"f-{customers++}", moment.AddDays(-3), "r1", 2, Verdicts.Unverified, Check: new(CheckOutcomes.Approved, moment, by, by, seconds))] },
        });
    }
}
