using SalesGrains.Calendars;
using SalesGrains.Contracts;
using SalesGrains.Entities;

namespace SalesGrains.Customers;

/// <summary>The public pool (X13): 90 days without anything, told seven days before.</summary>
public sealed class PoolRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData(83, null)]
    [InlineData(84, "pool-return rep")]
    public void Its_rep_is_told_seven_days_before(int days, string? raised)
    {
        var customer = new Looked();

        customer.At(StartOf(customer, days));

        Assert.Equal(raised, customer.Raised.SingleOrDefault());
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void After_ninety_days_without_anything_it_returns_at_midnight(int seconds, bool pooled)
    {
        var customer = Warned();

        customer.At(StartOf(customer, 91).AddSeconds(seconds));

        Assert.Equal(pooled, customer.State.IsPooled);
        Assert.Equal("rep-1", customer.State.Profile.RepId);
        customer.MustRefold();
    }

    [Fact]
    public void In_the_pool_no_clock_runs_and_no_nudge_stands()
    {
        var customer = new Looked();
        customer.Do(new RecordFollowUp { FollowUpId = "f-1", OccurredAt = customer.Clock.Now, Done = "call" });
        foreach (var days in new[] { 8, 84, 91 })
        {
            customer.At(StartOf(customer, days));
        }

        Assert.True(customer.State.IsPooled);
        Assert.Empty(customer.Open);
        Assert.Null(customer.Care.FollowUpDueOn);
        Assert.Null(customer.Entity.Facts().NextDue);
    }

    [Theory]
    [InlineData(45)]
    [InlineData(84)]
    [InlineData(90)]
    public void Whatever_happens_before_lets_it_stay_ninety_days_more(int days)
    {
        var customer = new Looked().At(StartOf(new Looked(), days));

        customer.Signal("s-1", customer.Clock.Now);

        Assert.DoesNotContain(customer.Open, nudge => nudge.Rule == PoolRules.Rule);
        Assert.Equal(Today.AddDays(days + 91), PoolRules.ReturnsOn(customer.State, customer.Entity.Context()));
        customer.MustRefold();
    }

    [Fact]
    public void Nobody_loses_it_without_the_days_of_warning_however_late_that_came()
    {
        var customer = new Looked().At(StartOf(new Looked(), 200));

        Assert.False(customer.State.IsPooled);
        Assert.Equal(Today.AddDays(207), PoolRules.ReturnsOn(customer.State, customer.Entity.Context()));
        customer.At(StartOf(customer, 207).AddSeconds(-1));
        Assert.False(customer.State.IsPooled);
        customer.At(StartOf(customer, 207));
        Assert.True(customer.State.IsPooled);
    }

    [Fact]
    public void A_customer_with_a_contract_stays()
    {
        var customer = new Looked();
        customer.Entity.Receive(new EntityKey(EntityKinds.Contract, "acme0001", "c-1"), new KnowContract("c-1", "HT-1", "产线", "苏州恒岳", "A"));

        customer.At(StartOf(customer, 400));

        Assert.False(customer.State.IsPooled);
        Assert.Empty(customer.Raised);
    }

    [Fact]
    public void Who_takes_it_has_it_with_a_fresh_clock()
    {
        var customer = Pooled();

        Assert.Null(customer.Do(new ClaimCustomer("rep-2")));

        Assert.Equal("rep-2", customer.State.Profile.RepId);
        Assert.False(customer.State.IsPooled);
        Assert.Equal(LocalTime.DayOf(customer.Clock.Now, customer.Clock.Zone).AddDays(7), customer.Care.FollowUpDueOn);
        customer.MustRefold();
    }

    [Fact]
    public void Only_one_of_two_gets_it()
    {
        var customer = Pooled();
        customer.Do(new ClaimCustomer("rep-2"));

        Assert.Equal("customer.not-in-pool", customer.Do(new ClaimCustomer("rep-3"))?.Code);
        Assert.Null(customer.Do(new ClaimCustomer("rep-2")));
    }

    public static TheoryData<CustomerCommand> Work => new(
        new RecordContact("k-1", new(2026, 6, 10, 0, 0, 0, TimeSpan.Zero), "call"),
        new CreateOpportunity { OpportunityId = "o-1", Title = "二期" },
        new NotAnOpportunity("无预算"),
        new RecordFollowUp { FollowUpId = "f-9", OccurredAt = new(2026, 6, 10, 0, 0, 0, TimeSpan.Zero), Done = "call" });

    [Theory]
    [MemberData(nameof(Work))]
    public void In_the_pool_nobody_works_on_it(CustomerCommand command) =>
        Assert.Equal("customer.in-pool", Pooled().Do(command)?.Code);

    [Fact]
    public void A_call_that_comes_while_it_is_in_the_pool_starts_no_clock()
    {
        var customer = Pooled();

        customer.Signal("s-1", customer.Clock.Now);

        Assert.Null(customer.Care.FirstContact);
        Assert.Empty(customer.Open);
        Assert.True(customer.State.IsPooled);
    }

    [Fact]
    public void A_rep_gives_it_back_with_a_reason()
    {
        var customer = new Looked();

        Assert.Equal("/reason", customer.Do(new ReleaseCustomer(""))?.Field);
        Assert.Null(customer.Do(new ReleaseCustomer("无采购计划")));

        Assert.True(customer.State.IsPooled);
    }

    [Fact]
    public void But_not_while_the_clock_of_its_first_contact_runs()
    {
        var customer = new Looked();
        customer.Signal("s-1", customer.Clock.Now);

        Assert.Equal("customer.first-contact-runs", customer.Do(new ReleaseCustomer("无采购计划"))?.Code);
    }

    [Fact]
    public void A_missed_first_contact_ends_with_the_return_and_stays_missed()
    {
        var customer = new Looked();
        customer.Signal("s-1", customer.Clock.Now);
        customer.At(customer.Clock.Now.AddHours(24));

        Assert.Null(customer.Do(new ReleaseCustomer("联系不上")));

        Assert.Equal(Outcomes.Pool, customer.First.Outcome);
        Assert.NotNull(customer.First.MissedAt);
    }

    private static Looked Warned() => new Looked().At(StartOf(new Looked(), 84));

    private static Looked Pooled() => Warned().At(StartOf(new Looked(), 91));

    private static DateTimeOffset StartOf(Looked customer, int days) => LocalTime.StartOf(Today.AddDays(days), customer.Clock.Zone);
}
