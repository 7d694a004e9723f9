using SalesGrains.RuleSets;

namespace SalesGrains.Customers;

/// <summary>Follow-ups (P02, P04, P11–P13).</summary>
public sealed class FollowUpRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
    private readonly Looked customer = new(clock: new(Now));

    [Theory]
    [InlineData(null, null, null, "follow-up.empty", "/done")]
    [InlineData("budget", null, null, "follow-up.tick-unknown", "/done")]
    [InlineData(null, "demo", null, "follow-up.tick-unknown", "/said")]
    [InlineData(null, null, "someday", "follow-up.tick-unknown", "/next")]
    [InlineData("demo", null, null, null, null)]
    [InlineData(null, "budget", null, null, null)]
    [InlineData(null, null, "review", null, null)]
    [InlineData("trial-lesson", "budget", "review", null, null)]
    public void One_tick_of_its_group_is_enough_and_one_at_least_is_needed(string? done, string? said, string? next, string? code, string? field)
    {
        var refused = customer.Do(new RecordFollowUp { FollowUpId = "f-1", OccurredAt = Now, Done = done, Said = said, Next = next });

        Assert.Equal((code, field), (refused?.Code, refused?.Field));
        Assert.Equal(code is null ? 1 : 0, customer.Care.FollowUps.Length);
    }

    [Theory]
    [InlineData(-1, "follow-up.next-on-out-of-range")]
    [InlineData(0, null)]
    [InlineData(180, null)]
    [InlineData(181, "follow-up.next-on-out-of-range")]
    public void The_next_step_is_agreed_for_that_day_or_later_and_at_most_half_a_year_ahead(int days, string? code) =>
        Assert.Equal(code, customer.Do(Demo("f-1") with { NextOn = customer.Clock.Today.AddDays(days) })?.Code);

    [Fact]
    public void The_same_follow_up_twice_is_one_and_another_content_under_its_id_is_refused()
    {
        Assert.Null(customer.Do(Demo("f-1")));
        Assert.Null(customer.Do(Demo("f-1")));

        Assert.Equal("follow-up.exists", customer.Do(Demo("f-1") with { Done = "visit" })?.Code);
        Assert.Single(customer.Care.FollowUps);
    }

    [Fact]
    public void Thirty_are_kept_in_the_order_in_which_they_happened_and_one_that_was_let_go_is_not_recorded_again()
    {
        for (var i = 0; i < 31; i++)
        {
            Assert.Null(customer.Do(Demo($"f-{i}") with { OccurredAt = Now.AddHours(-i) }));
        }

        Assert.Equal(30, customer.Care.FollowUps.Length);
        Assert.Equal("f-0", customer.Care.FollowUps[^1].Id);
        Assert.Null(customer.Do(Demo("f-30") with { OccurredAt = Now.AddHours(-30) }));
        Assert.Equal(31, customer.Entity.Events.OfType<FollowUpRecorded>().Count());
        customer.MustRefold();
    }

    [Theory]
    [InlineData(0, "unverified")]
    [InlineData(1, "plausible")]
    [InlineData(2, "verified")]
    [InlineData(3, "verified")]
    public void Two_signals_verify_it_and_one_makes_it_plausible(int signals, string verdict)
    {
        for (var i = 0; i < signals; i++)
        {
            customer.Signal($"s-{i}", Now.AddMinutes(-i));
        }

        customer.Do(Demo("f-1"));

        Assert.Equal((signals, verdict), (customer.Care.FollowUps[0].Signals, customer.Care.FollowUps[0].Verdict));
    }

    [Theory]
    [InlineData(-7201, "unverified")]
    [InlineData(-7200, "plausible")]
    [InlineData(7200, "plausible")]
    [InlineData(7201, "unverified")]
    public void A_signal_counts_within_two_hours_on_both_sides_and_not_a_second_more(int seconds, string verdict)
    {
        customer.Clock.Now = Now.AddHours(5);
        customer.Signal("s-1", Now.AddSeconds(seconds));

        customer.Do(Demo("f-1"));

        Assert.Equal(verdict, customer.Care.FollowUps[0].Verdict);
    }

    [Fact]
    public void Signals_that_come_late_judge_it_anew_and_a_call_that_nobody_took_does_not()
    {
        customer.Do(Demo("f-1"));
        customer.Clock.Now = Now.AddDays(1);

        customer.Signal("s-0", Now, seconds: 0);
        Assert.Equal("unverified", customer.Care.FollowUps[0].Verdict);
        customer.Signal("s-1", Now.AddMinutes(30));
        customer.Signal("s-2", Now.AddMinutes(-30), "wechat-message");
        customer.Signal("s-2", Now.AddMinutes(-30), "wechat-message");

        Assert.Equal(
            [new FollowUpJudged("f-1", "plausible", 1), new FollowUpJudged("f-1", "verified", 2)], customer.Entity.Events.OfType<FollowUpJudged>());
        customer.MustRefold();
    }

    [Fact]
    public void One_effective_visit_a_day_counts_and_an_unverified_one_does_not()
    {
        customer.Signal("s-1", Now);
        customer.Do(Demo("f-1"));
        customer.Do(Demo("f-2") with { OccurredAt = Now.AddMinutes(-60) });
        customer.Clock.Now = Now.AddDays(1);
        customer.Do(Demo("f-3") with { OccurredAt = customer.Clock.Now });

        Assert.Equal([new DateOnly(2026, 3, 2)], customer.Facts.VisitDays.AsEnumerable());
        Assert.Equal((3, 0, 2), (customer.Facts.FollowUps!.Count, customer.Facts.FollowUps.Verified, customer.Facts.FollowUps.Plausible));
    }

    [Fact]
    public void A_complete_one_fills_three_groups_and_the_day_and_nobody_has_to_write()
    {
        customer.Do(Demo("f-1"));
        customer.Do(new RecordFollowUp { FollowUpId = "f-2", OccurredAt = Now, Done = "demo", Said = "budget", Next = "review", NextOn = new(2026, 3, 9) });

        Assert.Equal((5, 8), (customer.Facts.FollowUps!.FilledSlots, customer.Facts.FollowUps.ExpectedSlots));
    }

    [Fact]
    public void It_is_scored_with_its_reasons_under_the_rules_of_that_day_and_a_copy_is_worth_less()
    {
        const string note = "王总担心七月前预算批不下来，约定周五下午三点带两档报价给财务刘经理。";
        customer.Do(Demo("f-1") with { Note = note, Next = "quote", NextOn = new(2026, 3, 6) });
        customer.Do(Demo("f-2") with { Note = note, Next = "quote", NextOn = new(2026, 3, 6) });

        var (first, copy) = (customer.Care.FollowUps[0].Quality!, customer.Care.FollowUps[1].Quality!);
        Assert.NotEmpty(first.Points);
        Assert.Equal(1, first.RulesVersion);
        Assert.True(first.Total > copy.Total, $"{first.Total} and {copy.Total}");
    }

    [Fact]
    public void A_manager_reads_it_once()
    {
        customer.Do(Demo("f-1"));
        customer.Clock.Actor = new("u-2", "王强", "manager");

        Assert.Null(customer.Do(new MarkFollowUpViewed("f-1")));
        customer.Clock.Actor = new("u-3", "赵敏", "director");
        Assert.Null(customer.Do(new MarkFollowUpViewed("f-1")));

        Assert.Equal("王强", customer.Care.FollowUps[0].ViewedBy);
        Assert.Equal("follow-up.not-found", customer.Do(new MarkFollowUpViewed("f-9"))?.Code);
        Assert.Equal(0, customer.Facts.FollowUps!.Unread);
    }

    [Fact]
    public void A_follow_up_of_a_new_customer_is_its_first_contact()
    {
        customer.Do(Demo("f-1") with { OccurredAt = Now.AddHours(-1) });

        Assert.Equal(("follow-up", Now.AddHours(-1)), (customer.First.Source, customer.First.StartedAt));
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("批发", 0)]
    [InlineData("教育", 3)]
    [InlineData("职业教育培训", 3)]
    public void An_industry_adds_its_ticks_to_the_common_core(string? industry, int more)
    {
        var rules = new FollowUpRuleSet();

        Assert.Equal(rules.Ticks.Count(tick => tick.Industry is null) + more, rules.TicksFor(industry).Length);
        Assert.All(TickGroups.All, group => Assert.True(rules.TicksFor(industry).Count(tick => tick.Group == group) >= 5));
    }

    private static RecordFollowUp Demo(string id) => new() { FollowUpId = id, OccurredAt = Now, Done = "demo" };
}
