using SalesGrains.Contracts;
using SalesGrains.Customers.FirstContacts;
using SalesGrains.Entities;

namespace SalesGrains.Customers;

/// <summary>Which signals begin a first contact, and which move its clock back (C01, C03).</summary>
public sealed class FirstContactSignalTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("abc")]
    [InlineData("acb")]
    [InlineData("bac")]
    [InlineData("bca")]
    [InlineData("cab")]
    [InlineData("cba")]
    public void The_earliest_of_three_sources_counts_in_whatever_order_they_come(string order)
    {
        var customer = new Looked(clock: new(Start.AddHours(1)));
        var sources = new Dictionary<char, (DateTimeOffset At, string Source, string Device)>
        {
            ['a'] = (Start, "wecom-contact", "mobile"), ['b'] = (Start.AddMinutes(20), "call", "pc"), ['c'] = (Start.AddMinutes(40), "wechat-message", "mobile"),
        };

        foreach (var one in order)
        {
            Assert.Null(customer.Signal($"{one}", sources[one].At, sources[one].Source, sources[one].Device));
            Assert.Null(customer.Signal($"{one}", sources[one].At, sources[one].Source, sources[one].Device));
        }

        Assert.Equal((Start, "wecom-contact", "mobile"), (customer.First.StartedAt, customer.First.Source, customer.First.Device));
        Assert.Equal(3, customer.Care.Signals.Length);
        Assert.Single(customer.Entity.Events.OfType<FirstContactStarted>());
        customer.MustRefold();
    }

    [Theory]
    [InlineData(1, 0, "", "")]
    [InlineData(1, 90, "2", "first-contact rep")]
    [InlineData(3, 60, "2", "first-contact rep")]
    [InlineData(3, 420, "2,8", "first-contact rep,first-contact rep")]
    [InlineData(9, 899, "2,8,20", "first-contact rep,first-contact rep")]
    [InlineData(9, 900, "2,8", "first-contact rep,first-contact-missed rep,first-contact-missed manager")]
    [InlineData(21, 179, "2,8,20", "first-contact rep")]
    [InlineData(21, 180, "2,8,20", "first-contact rep,first-contact-missed rep,first-contact-missed manager")]
    public void A_clock_that_is_moved_back_fires_what_has_passed_meanwhile_once_the_latest_only(int hoursAfter, int minutesBack, string done, string raised)
    {
        var customer = Called().At(Start.AddHours(hoursAfter));

        Assert.Null(customer.Signal("earlier", Start.AddMinutes(-minutesBack), "wecom-contact"));

        Assert.Equal(done, string.Join(',', customer.First.HoursDone));
        Assert.Equal(raised, string.Join(',', customer.Raised));
        Assert.Equal(minutesBack == 0 ? 0 : 1, customer.Entity.Events.OfType<FirstContactMovedBack>().Count());
        Assert.Empty(customer.Entity.WakeUp());
        customer.MustRefold();
    }

    [Fact]
    public void A_move_says_from_when_to_when_and_by_which_source()
    {
        var customer = Called();

        customer.Signal("earlier", Start.AddHours(-1), "wecom-contact");

        Assert.Equal(
            new FirstContactMovedBack(Start, Start.AddHours(-1), "wecom-contact", "mobile"), Assert.Single(customer.Entity.Events.OfType<FirstContactMovedBack>()));
    }

    [Fact]
    public void What_was_missed_or_has_ended_is_not_moved_any_more()
    {
        var missed = Called().At(Start.AddHours(24));
        var ended = Called();
        Assert.Null(ended.Do(new NotAnOpportunity("同行询价")));

        missed.Signal("earlier", Start.AddHours(-1));
        ended.Signal("earlier", Start.AddHours(-1));

        Assert.Equal((Start, Start), (missed.First.StartedAt, ended.First.StartedAt));
        Assert.Equal(2, ended.Care.Signals.Length);
    }

    [Theory]
    [InlineData("call", 0, false)]
    [InlineData("call", 1, true)]
    [InlineData("attachment", null, false)]
    [InlineData("wechat-message", null, true)]
    public void A_call_that_nobody_took_and_an_upload_are_no_contact(string source, int? seconds, bool begins)
    {
        var customer = new Looked(clock: new(Start));

        customer.Signal("s-1", Start, source, seconds: seconds);

        Assert.Equal(begins, customer.Care.FirstContact is not null);
    }

    [Fact]
    public void The_next_call_of_a_customer_with_a_contract_is_no_first_contact_and_a_contract_ends_one()
    {
        var old = new Looked(clock: new(Start));
        old.Entity.Receive(new(EntityKinds.Contract, "acme0001", "c-1"), new KnowContract("c-1", "HT-1", "", "苏州恒岳", "A"));
        var fresh = Called();

        old.Signal("s-1", Start);
        fresh.Entity.Receive(new(EntityKinds.Contract, "acme0001", "c-1"), new KnowContract("c-1", "HT-1", "", "苏州恒岳", "A"));

        Assert.Null(old.Care.FirstContact);
        Assert.Equal("contract", fresh.First.Outcome);
    }

    [Fact]
    public void A_signal_of_before_the_first_opportunity_had_led_to_it_and_one_of_after_it_is_nothing_new()
    {
        var customer = new Looked(clock: new(Start));
        customer.Do(new CreateOpportunity { OpportunityId = "o-1", Title = "二期产线" });

        customer.Signal("after", Start.AddMinutes(5));
        Assert.Null(customer.Care.FirstContact);
        customer.Signal("before", Start.AddHours(-1));

        Assert.Equal(("opportunity", Start.AddHours(-1)), (customer.First.Outcome, customer.First.StartedAt));
    }

    [Theory]
    [InlineData(6, 0, "moment.in-future")]
    [InlineData(5, 0, null)]
    [InlineData(0, -30, null)]
    [InlineData(-1, -30, "moment.too-far-back")]
    public void A_persons_entry_is_neither_of_the_future_nor_older_than_thirty_days(int minutes, int days, string? code)
    {
        var customer = new Looked(clock: new(Start.AddMinutes(10)));
        var at = customer.Clock.Now.AddMinutes(minutes).AddDays(days);

        Assert.Equal(code, customer.Do(new RecordContact("k-1", at, "visit"))?.Code);

        Assert.Equal(code is null, customer.Care.FirstContact is not null);
        Assert.True(customer.Care.FirstContact is null || customer.First.StartedAt <= customer.Clock.Now);
    }

    [Fact]
    public void The_same_entry_twice_is_one_and_an_unknown_channel_none()
    {
        var customer = new Looked(clock: new(Start));

        Assert.Null(customer.Do(new RecordContact("k-1", Start, "visit")));
        Assert.Null(customer.Do(new RecordContact("k-1", Start.AddHours(-2), "visit")));

        Assert.Equal(("entry", Start), (customer.First.Source, customer.First.StartedAt));
        Assert.Equal(("contact-entry.channel-unknown", "/channel"), customer.Do(new RecordContact("k-2", Start, "smoke")) is { } no ? (no.Code, no.Field) : default);
    }

    private static Looked Called()
    {
        var customer = new Looked(clock: new(Start));
        Assert.Null(customer.Signal("s-1", Start));
        Assert.Equal(Start, customer.First.StartedAt);
        return customer;
    }
}
