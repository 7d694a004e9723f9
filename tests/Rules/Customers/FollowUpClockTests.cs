using SalesGrains.Calendars;

namespace SalesGrains.Customers;

/// <summary>The follow-up clock (Z05) and its ladder (X17).</summary>
public sealed class FollowUpClockTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData("A", 7)]
    [InlineData("B", 14)]
    [InlineData("C", 30)]
    public void A_customer_is_followed_up_within_the_days_of_its_tier(string tier, int days)
    {
        var customer = Touched(tier);

        Assert.Equal(Today.AddDays(days), customer.Care.FollowUpDueOn);
        customer.At(Midnight(customer, days + 1).AddSeconds(-1));
        Assert.DoesNotContain("follow-up-overdue rep", customer.Raised);
        customer.At(Midnight(customer, days + 1));
        Assert.Contains("follow-up-overdue rep", customer.Raised);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 3)]
    [InlineData(7, 7)]
    [InlineData(20, 7)]
    public void Or_by_the_agreed_day_if_that_is_earlier(int agreed, int due)
    {
        var customer = Touched("A", Today.AddDays(agreed));

        Assert.Equal(Today.AddDays(due), customer.Care.FollowUpDueOn);
    }

    [Fact]
    public void The_ladder_tells_rep_rep_manager_and_director_at_one_three_five_and_seven_days()
    {
        var customer = Touched("A");
        foreach (var days in new[] { 1, 3, 5, 7 })
        {
            customer.At(Midnight(customer, 7 + days));
        }

        Assert.Equal(["rep", "rep", "manager", "director"], Overdue(customer));
        Assert.Equal(["rep", "manager", "director"], customer.Open.Where(nudge => nudge.Rule == "follow-up-overdue").Select(nudge => nudge.Level));
        Assert.True(customer.Entity.Facts().NextDue > Midnight(customer, 7 + 7));
        customer.MustRefold();
    }

    [Fact]
    public void After_a_long_stop_only_the_latest_step_speaks()
    {
        var customer = Touched("A").At(Midnight(Touched("A"), 30));

        Assert.Equal(["director"], Overdue(customer));
        Assert.Empty(customer.Entity.WakeUp());
    }

    [Fact]
    public void A_follow_up_resolves_what_is_overdue_and_begins_anew()
    {
        var customer = Touched("A").At(Midnight(Touched("A"), 8));

        Assert.Null(customer.Do(new RecordFollowUp { FollowUpId = "f-2", OccurredAt = customer.Clock.Now, Done = "call" }));

        Assert.DoesNotContain(customer.Open, nudge => nudge.Rule == "follow-up-overdue");
        Assert.Equal(Today.AddDays(15), customer.Care.FollowUpDueOn);
    }

    [Fact]
    public void One_that_was_entered_late_does_not_move_the_clock_back()
    {
        var customer = Touched("A");

        customer.Do(new RecordFollowUp { FollowUpId = "f-0", OccurredAt = customer.Clock.Now.AddDays(-5), Done = "call", NextOn = Today.AddDays(-3) });

        Assert.Equal(Today.AddDays(7), customer.Care.FollowUpDueOn);
    }

    [Fact]
    public void An_agreed_day_survives_what_is_done_before_it_and_not_what_is_done_on_it()
    {
        var customer = Touched("A", Today.AddDays(3));
        customer.Do(new CreateOpportunity { OpportunityId = "o-1", Title = "二期" });
        Assert.Equal(Today.AddDays(3), customer.Care.FollowUpDueOn);

        customer.At(LocalTime.At(Today.AddDays(3), new(10, 0), customer.Clock.Zone));
        customer.Do(new RecordContact("k-1", customer.Clock.Now, "visit"));

        Assert.Equal(Today.AddDays(10), customer.Care.FollowUpDueOn);
    }

    [Fact]
    public void Another_tier_and_other_rules_move_the_day_and_a_customer_that_nobody_touched_has_none()
    {
        var customer = Touched("A");
        customer.Do(new UpdateCustomer(customer.State.Profile with { Tier = "C" }));
        Assert.Equal(Today.AddDays(30), customer.Care.FollowUpDueOn);
        customer.Clock.Rules = customer.Clock.Rules with { OwnFollowUps = new() { DaysC = 21 } };

        customer.Entity.Reevaluate();

        Assert.Equal(Today.AddDays(21), customer.Care.FollowUpDueOn);
        Assert.Empty(customer.Entity.Reevaluate());
        Assert.Null(new Looked().Care.FollowUpDueOn);
    }

    [Fact]
    public void A_signal_alone_touches_nothing()
    {
        var customer = new Looked();

        customer.Signal("s-1", customer.Clock.Now);

        Assert.Null(customer.Care.FollowUpDueOn);
    }

    private static IEnumerable<string> Overdue(Looked customer) =>
        customer.Entity.Events.OfType<CustomerNudgeRaised>().Where(e => e.Nudge.Rule == "follow-up-overdue").Select(e => e.Nudge.Level);

    private static DateTimeOffset Midnight(Looked customer, int days) => LocalTime.StartOf(Today.AddDays(days), customer.Clock.Zone);

    private static Looked Touched(string tier, DateOnly? agreed = null)
    {
        var customer = new Looked(tier);
        Assert.Null(customer.Do(new RecordFollowUp { FollowUpId = "f-1", OccurredAt = customer.Clock.Now, Done = "demo", NextOn = agreed }));
        Assert.Null(customer.Do(new NotAnOpportunity("老客户")));
        return customer;
    }
}
