using SalesGrains.Contracts;
using SalesGrains.Customers.FirstContacts;
using SalesGrains.Entities;

namespace SalesGrains.Customers;

/// <summary>The clock of the first contact (C01, C03).</summary>
public sealed class FirstContactRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(2, -1, 0)]
    [InlineData(2, 0, 1)]
    [InlineData(8, -1, 1)]
    [InlineData(8, 0, 2)]
    [InlineData(20, -1, 2)]
    [InlineData(20, 0, 3)]
    public void A_nudge_comes_at_two_eight_and_twenty_hours_and_not_a_second_earlier(int hours, int seconds, int nudges)
    {
        var customer = Called();
        foreach (var hour in new[] { 2, 8, 20 }.Where(hour => hour < hours))
        {
            customer.At(Start.AddHours(hour));
        }

        customer.At(Start.AddHours(hours).AddSeconds(seconds));

        Assert.Equal(nudges, customer.Raised.Count());
        Assert.All(customer.Care.Nudges, nudge => Assert.True(nudge.Strong));
        Assert.Equal(nudges == 0 ? 0 : 1, customer.Open.Count());
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void It_is_missed_at_twenty_four_hours_exactly(int seconds, bool missed)
    {
        var customer = Called();

        customer.At(Start.AddHours(24).AddSeconds(seconds));

        Assert.Equal(missed ? Start.AddHours(24) : null, customer.First.MissedAt);
        Assert.Equal(missed ? "rep-1" : null, customer.First.MissedBy);
        Assert.Equal(missed ? "mobile" : null, customer.Facts.FirstContact is { MissedAt: not null } facts ? facts.Device : null);
    }

    [Fact]
    public void A_miss_is_noticed_late_and_still_is_of_its_own_moment_and_tells_rep_and_manager_once()
    {
        var customer = Called();

        customer.At(Start.AddDays(3));

        Assert.Equal(Start.AddHours(24), customer.First.MissedAt);
        Assert.Equal(["first-contact-missed rep", "first-contact-missed manager"], customer.Raised);
        Assert.Empty(customer.Entity.WakeUp());
        customer.MustRefold();
    }

    [Fact]
    public void Of_nudges_that_passed_together_the_latest_alone_speaks()
    {
        var customer = Called();

        customer.At(Start.AddHours(9));

        Assert.Single(customer.Raised);
        Assert.Equal("2,8", string.Join(',', customer.First.HoursDone));
        Assert.Equal(Start.AddHours(8), Assert.Single(customer.Open).DueMoment);
    }

    [Fact]
    public void Each_next_nudge_takes_the_place_of_the_one_before_and_the_miss_of_the_last()
    {
        var customer = Called();
        foreach (var hours in new[] { 2, 8, 20, 24 })
        {
            customer.At(Start.AddHours(hours));
        }

        Assert.Equal(
            ["first-contact rep", "first-contact rep", "first-contact rep", "first-contact-missed rep", "first-contact-missed manager"], customer.Raised);
        Assert.Equal(["first-contact-missed rep", "first-contact-missed manager"], customer.Open.Select(nudge => $"{nudge.Rule} {nudge.Level}"));
    }

    [Fact]
    public void An_opportunity_ends_the_clock_and_withdraws_its_nudges()
    {
        var customer = Called().At(Start.AddHours(2));

        Assert.Null(customer.Do(new CreateOpportunity { OpportunityId = "o-1", Title = "二期产线", AmountFen = 30_000_00 }));

        Assert.Equal("opportunity", customer.First.Outcome);
        Assert.Empty(customer.Open);
        customer.At(Start.AddHours(30));
        Assert.Null(customer.First.MissedAt);
        Assert.Equal(("contact", 30_000_00), (customer.Facts.Stage, customer.Facts.PipelineFen));
    }

    [Fact]
    public void An_opportunity_after_the_miss_leaves_the_miss_a_fact()
    {
        var customer = Called().At(Start.AddHours(24));

        Assert.Null(customer.Do(new CreateOpportunity { OpportunityId = "o-1", Title = "二期产线" }));

        Assert.Equal(("opportunity", Start.AddHours(24)), (customer.First.Outcome, customer.First.MissedAt));
        Assert.Empty(customer.Open);
    }

    [Fact]
    public void The_word_that_it_is_none_needs_a_reason_and_a_first_contact_and_is_said_once()
    {
        var customer = Called();
        Assert.Equal("first-contact.not-found", new Looked().Do(new NotAnOpportunity("同行"))?.Code);
        Assert.Equal(("first-contact.reason-missing", "/reason"), customer.Do(new NotAnOpportunity(" ")) is { } no ? (no.Code, no.Field) : default);

        Assert.Null(customer.Do(new NotAnOpportunity("同行询价")));
        Assert.Null(customer.Do(new NotAnOpportunity("同行询价")));

        Assert.Equal(("not-an-opportunity", "同行询价"), (customer.First.Outcome, customer.First.Reason));
        Assert.Single(customer.Entity.Events.OfType<FirstContactEnded>());
    }

    [Fact]
    public void What_facts_say_is_next_is_the_next_nudge_then_the_miss_then_nothing()
    {
        var customer = Called();
        var moments = new List<DateTimeOffset?>();
        customer.Clock.Rules = customer.Clock.Rules with { OwnPool = new() { IdleDays = 0 } };
        while (customer.Entity.Facts().NextDue is { } next && moments.Count < 9)
        {
            moments.Add(next);
            customer.At(next);
        }

        Assert.Equal([Start.AddHours(2), Start.AddHours(8), Start.AddHours(20), Start.AddHours(24)], moments);
    }

    [Fact]
    public void Published_hours_hold_for_clocks_that_run()
    {
        var customer = Called().At(Start.AddHours(8));
        customer.Clock.Rules = customer.Clock.Rules with { OwnFirstContact = new() { NudgeHours = [4, 10], DeadlineHours = 12 } };

        customer.Entity.Reevaluate();
        Assert.Single(customer.Raised);
        customer.At(Start.AddHours(10)).At(Start.AddHours(12));

        Assert.Equal(Start.AddHours(12), customer.First.MissedAt);
    }

    private static Looked Called()
    {
        var customer = new Looked(clock: new(Start));
        Assert.Null(customer.Signal("s-1", Start));
        Assert.Equal(Start, customer.First.StartedAt);
        return customer;
    }
}
