using System.Globalization;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Organizations;
using SalesGrains.RuleSets;

namespace SalesGrains.Portfolios.SpotChecks;

/// <summary>Which follow-ups a manager looks at first (主管抽查, P10): the company's moment is Tuesday, 2026-01-20, 09:00.</summary>
public sealed class SpotCheckRulesTests
{
    private static readonly SpotCheckRuleSet Shipped = SpotCheckRuleSet.Shipped;

    private readonly RandomCompany company = new(new(1));
    private readonly PortfolioIndex index = new();
    private int customers;

    [Theory]
    [InlineData("verified", 20, null, null, "", 0)]
    [InlineData("plausible", null, null, null, "", 0)]
    [InlineData("verified", 19, null, null, "low", 30)]
    [InlineData("verified", 20, true, null, "copy", 40)]
    [InlineData("unverified", 20, null, null, "unverified", 20)]
    [InlineData("verified", 20, null, 23, "", 0)]
    [InlineData("verified", 20, null, 24, "late", 10)]
    [InlineData("unverified", 0, true, 200, "copy,low,unverified,late", 100)]
    public void Every_reason_begins_where_the_rule_set_says_and_adds_its_points(string verdict, int? score, bool? copied, int? late, string reasons, int risk)
    {
        var one = Done("f-1") with { Verdict = verdict, Score = score, Copied = copied, HoursLate = late };
        var found = SpotCheckRules.Reasons(one, [one], Shipped);

        Assert.Equal((reasons, risk), (string.Join(',', found.Select(reason => reason.Code)), found.Sum(reason => reason.Points)));
    }

    [Theory]
    [InlineData(60, new[] { 20, 20, 100 }, true)]
    [InlineData(59, new[] { 20, 20, 100 }, false)]
    [InlineData(60, new[] { 20, 20 }, false)]
    [InlineData(20, new[] { 59, 61, 60, 60 }, true)]
    [InlineData(21, new[] { 59, 61, 60, 60 }, false)]
    public void A_score_is_unlike_the_others_when_it_is_forty_points_from_the_median_of_three_or_more(int score, int[] others, bool outlier)
    {
        var one = Done("f-1") with { Score = score };
        var all = others.Select((other, i) => Done($"o-{i}") with { Score = other }).Append(one);

        Assert.Equal(outlier, SpotCheckRules.Reasons(one, [.. all], Shipped).Any(reason => reason.Code == SpotCheckReasons.Outlier));
    }

    [Fact]
    public void A_weight_of_nought_makes_a_reason_none()
    {
        var one = Done("f-1") with { Verdict = Verdicts.Unverified };

        Assert.Empty(SpotCheckRules.Reasons(one, [one], Shipped with { UnverifiedWeight = 0 }));
    }

    [Fact]
    public void The_queue_has_the_highest_risk_first_then_what_happened_first_and_nothing_that_was_checked()
    {
        Add(Done("f-1", "2026-01-19T03:00:00Z") with { Verdict = Verdicts.Unverified });
        Add(Done("f-2", "2026-01-19T02:00:00Z") with { Verdict = Verdicts.Unverified });
        Add(Done("f-3") with { Copied = true }, Done("f-4"), Done("f-5") with { Verdict = Verdicts.Unverified, Check = new(CheckOutcomes.Approved, company.Now, "u-1", "王强", 9) });

        Assert.Equal(["f-3", "f-2", "f-1"], List(null).Select(item => item.FollowUpId));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(SpotCheckReasons.Copy)]
    [InlineData(SpotCheckReasons.Low)]
    [InlineData(SpotCheckReasons.Outlier)]
    [InlineData(SpotCheckReasons.Unverified)]
    [InlineData(SpotCheckReasons.Late)]
    public void Every_number_is_how_many_its_list_has_on_all_pages(string? reason)
    {
        for (var i = 0; i < 12; i++)
        {
            Add(
                Done($"a-{i}") with { Score = i * 9, Copied = i % 3 == 0 ? true : null, HoursLate = i * 6 },
                Done($"b-{i}") with { Score = 60, Verdict = i % 2 == 0 ? Verdicts.Unverified : Verdicts.Verified }, Done($"c-{i}") with { Score = 60 }, Done($"d-{i}") with { Score = 62 });
        }

        var numbers = SpotCheckRules.Count(index, Query(null), company.Moment);
        var number = reason is null ? numbers.Open : numbers.Reasons[SpotCheckReasons.All.IndexOf(reason)];
        var listed = List(reason);

        Assert.True(number > 0);
        Assert.Equal(number, listed.Count);
        Assert.Equal(number, listed.DistinctBy(item => item.FollowUpId).Count());
        Assert.Equal(listed.OrderBy(item => item.Place), listed);
    }

    [Theory]
    [InlineData("company", 2)]
    [InlineData("team/t1", 1)]
    [InlineData("rep/r4", 1)]
    [InlineData("rep/r2", 0)]
    public void A_follow_up_is_in_the_scope_of_the_rep_whose_customer_it_was(string scope, int open)
    {
        Add(Done("f-1") with { Verdict = Verdicts.Unverified });
        Add(Done("f-2") with { Verdict = Verdicts.Unverified, RepId = "r4" });

        Assert.Equal(open, SpotCheckRules.Count(index, new(BoardScope.Parse(scope)!), company.Moment).Open);
    }

    [Fact]
    public void Numbers_of_shards_are_added_up()
    {
        Add(Done("f-1") with { Verdict = Verdicts.Unverified });
        var one = SpotCheckRules.Count(index, Query(null), company.Moment);

        Assert.Equal((2, 2), (SpotCheckRules.Merge([one, one]).Open, SpotCheckRules.Merge([one, one]).Reasons[SpotCheckReasons.All.IndexOf(SpotCheckReasons.Unverified)]));
    }

    private static FollowUpFacts Done(string id, string at = "2026-01-19T02:00:00Z") =>
        new(id, DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), "r1", 2, Verdicts.Verified);

    private static ListQuery Query(string? reason) => new(BoardScope.Company) { Metric = reason };

    /// <summary>All pages of the queue, five at a time.</summary>
    private List<SpotCheckItem> List(string? reason)
    {
        var all = new List<SpotCheckItem>();
        PageKey? after = null;
        do
        {
            var page = SpotCheckRules.List(index, Query(reason), new(5, after), company.Moment);
            all.AddRange(page.Items);
            after = page.More ? page.Items[^1].Place : null;
        }
        while (after is not null);
        return all;
    }

    private void Add(params FollowUpFacts[] recent) => index.Fold(new CustomerFacts
    {
        Key = new(EntityKinds.Customer, RandomCompany.Org, $"c{customers++}"), Version = 1, RepId = "r1", Care = new() { Recent = [.. recent] },
    });
}
