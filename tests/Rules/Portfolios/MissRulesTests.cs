using System.Globalization;
using SalesGrains.Boards;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Organizations;
using SalesGrains.Portfolios.Duties;

namespace SalesGrains.Portfolios;

/// <summary>The share of missed first contacts (C08).</summary>
public class MissRulesTests
{
    private static readonly DateOnly Day = new(2026, 1, 18);

    private readonly RandomCompany company = new(new(1));
    private readonly PortfolioIndex index = new();
    private int customers;

    public static TheoryData<string, string?, string?, long> Contacts => new()
    {
        // When it began, when the entity said that it was missed, how it ended; missed or not at 2026-01-20T01:00:00Z.
        { "2026-01-18T02:00:00Z", null, null, 1 },
        { "2026-01-18T02:00:00Z", null, "opportunity", 0 },
        { "2026-01-18T02:00:00Z", "2026-01-19T02:00:00Z", "opportunity", 1 },
        { "2026-01-18T02:00:00Z", "2026-01-19T02:00:00Z", "not-an-opportunity", 1 },
        { "2026-01-17T16:00:00Z", null, null, 1 },
        { "2026-01-18T15:59:59Z", null, null, 1 },
    };

    [Theory]
    [MemberData(nameof(Contacts))]
    public void A_contact_is_missed_when_it_had_no_opportunity_in_time_whatever_came_later(string startedAt, string? missedAt, string? outcome, long missed)
    {
        Add(startedAt, missedAt: missedAt, outcome: outcome);
        Assert.Equal([new("call", "mobile", 1, missed, missed)], Count("company"));
    }

    [Theory]
    [InlineData("2026-01-17T15:59:59Z")]
    [InlineData("2026-01-18T16:00:00Z")]
    public void What_began_on_another_local_day_is_not_of_the_period(string startedAt)
    {
        Add(startedAt);
        Assert.Empty(Count("company"));
    }

    [Fact]
    public void They_are_split_by_source_and_device_and_added_up_over_shards()
    {
        Add("2026-01-18T02:00:00Z");
        Add("2026-01-18T02:00:00Z", device: null);
        Add("2026-01-18T02:00:00Z", source: "wecom-contact", outcome: "opportunity");
        var one = MissRules.Count(index, new(BoardScope.Company), Day, Day, company.Moment);
        Assert.Equal([new("call", null, 1, 1, 1), new("call", "mobile", 1, 1, 1), new("wecom-contact", "mobile", 1, 0)], one.AsEnumerable());
        Assert.Equal(
            [new("call", null, 2, 2, 2), new("call", "mobile", 2, 2, 2), new("wecom-contact", "mobile", 2, 0)],
            MissRules.Merge([one, one]).AsEnumerable());
    }

    [Theory]
    // Whether a nudge was due, and when one reached the rep; the deadline is 2026-01-19T02:00:00Z.
    [InlineData(false, null, 0, 0)]
    [InlineData(true, null, 1, 0)]
    [InlineData(true, "2026-01-18T04:00:05Z", 1, 1)]
    [InlineData(true, "2026-01-19T01:59:59Z", 1, 1)]
    [InlineData(true, "2026-01-19T02:00:00Z", 1, 0)]
    public void A_contact_is_covered_when_a_nudge_that_was_due_reached_the_rep_before_the_deadline(bool nudged, string? reachedAt, long due, long reached)
    {
        Add("2026-01-18T02:00:00Z", outcome: "opportunity", reachedAt: reachedAt, nudged: nudged);

        Assert.Equal([new("call", "mobile", 1, 0, due, reached)], Count("company"));
        Assert.Equal(due - reached, MissRules.Unreached(index, new(BoardScope.Company), Day, Day, company.Moment).Length);
    }

    [Fact]
    public void They_are_those_of_the_scope()
    {
        Add("2026-01-18T02:00:00Z", rep: "r1");
        Add("2026-01-18T02:00:00Z", rep: "r4");
        Assert.Equal(1, Count("region/west").Sum(count => count.Contacts));
        Assert.Equal(2, Count("company").Sum(count => count.Contacts));
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData(null, null, true)]
    [InlineData("call", null, true)]
    [InlineData("wecom-contact", null, false)]
    [InlineData(null, "mobile", true)]
    [InlineData(null, "unknown", false)]
    [InlineData("call", "unknown", true)]
    [InlineData("entry", null, false)]
    public void Each_number_is_the_length_of_its_list_page_by_page(string? source, string? device, bool missed)
    {
        Add("2026-01-18T02:00:00Z");
        Add("2026-01-18T03:00:00Z", device: null);
        Add("2026-01-18T04:00:00Z", missedAt: "2026-01-19T04:00:00Z", outcome: "opportunity");
        Add("2026-01-18T05:00:00Z", source: "wecom-contact", outcome: "opportunity");
        Add("2026-01-18T06:00:00Z", source: "wecom-contact", device: null, outcome: "not-an-opportunity");
        Add("2026-01-17T02:00:00Z");
        var query = new ListQuery(BoardScope.Company) { Board = BoardTopic.FirstContacts, Contacts = new(Day, Day, source, device, missed) };
        var number = Count("company").Where(count => (source is null || count.Source == source) && (device is null || (count.Device ?? "unknown") == device))
            .Sum(count => missed ? count.Missed : count.Contacts);

        var listed = new List<DutyItem>();
        for (PageKey? after = null; ;)
        {
            var page = MissRules.List(index, query, new(2, after), company.Moment);
            Assert.Equal(number, page.Count);
            listed.AddRange(page.Items);
            if (!page.More)
            {
                break;
            }

            after = page.Items[^1].Place;
        }

        Assert.Equal(number, listed.DistinctBy(item => item.EntityId).Count());
        Assert.Equal(listed.OrderBy(item => item.Place), listed);
        Assert.All(listed, item => Assert.Equal(missed || item.State == "missed", item.State == "missed"));
    }

    [Theory]
    [InlineData(null, null, "missed")]
    [InlineData(null, "opportunity", "opportunity")]
    [InlineData(null, "not-an-opportunity", "not-an-opportunity")]
    [InlineData("2026-01-19T02:00:00Z", "opportunity", "missed")]
    public void A_contact_in_the_list_says_how_it_ended_and_what_was_missed_says_so_for_good(string? missedAt, string? outcome, string state)
    {
        Add("2026-01-18T02:00:00Z", missedAt: missedAt, outcome: outcome);

        var page = MissRules.List(index, new(BoardScope.Company) { Contacts = new(Day, Day, null, null, false) }, new(10), company.Moment);

        Assert.Equal(state, Assert.Single(page.Items).State);
    }

    private void Add(string startedAt, string? missedAt = null, string? outcome = null, string source = "call", string? device = "mobile", string rep = "r1",
        string? reachedAt = null, bool nudged = false)
    {
        var started = DateTimeOffset.Parse(startedAt, CultureInfo.InvariantCulture);
        DateTimeOffset? missed = missedAt is null ? null : DateTimeOffset.Parse(missedAt, CultureInfo.InvariantCulture);
        DateTimeOffset? reached = reachedAt is null ? null : DateTimeOffset.Parse(reachedAt, CultureInfo.InvariantCulture);
        index.Fold(new CustomerFacts
        {
            Key = new(EntityKinds.Customer, RandomCompany.Org, $"c{customers++}"),
            Version = 1,
            RepId = rep,
            Care = new() { FirstContact = new(started, started.AddHours(24), source, rep, device, missed, outcome, reached, nudged) },
        });
    }

    private IEnumerable<MissCount> Count(string scope) => MissRules.Count(index, new(BoardScope.Parse(scope)!), Day, Day, company.Moment);
}
