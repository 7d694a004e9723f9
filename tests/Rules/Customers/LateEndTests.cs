using SalesGrains.Contracts;
using SalesGrains.Entities;

namespace SalesGrains.Customers;

/// <summary>What comes before anybody was woken for the deadline, and what a new rep has seen (C01, C08).</summary>
public sealed class LateEndTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("opportunity", -1, false)]
    [InlineData("opportunity", 0, true)]
    [InlineData("opportunity", 3600, true)]
    [InlineData("not-an-opportunity", -1, false)]
    [InlineData("not-an-opportunity", 0, true)]
    [InlineData("contract", -1, false)]
    [InlineData("contract", 0, true)]
    public void What_ends_it_after_the_deadline_that_nobody_has_noticed_yet_ends_one_that_was_missed(string how, int seconds, bool missed)
    {
        var customer = Called();
        customer.Clock.Now = Start.AddHours(24).AddSeconds(seconds);

        Assert.Null(how switch
        {
            "opportunity" => customer.Do(new CreateOpportunity { OpportunityId = "o-1", Title = "二期产线" }),
            "contract" => customer.Entity.Receive(new(EntityKinds.Contract, "acme0001", "c-1"), new KnowContract("c-1", "HT-1", "产线", "苏州恒岳", "A")),
            _ => customer.Do(new NotAnOpportunity("同行询价")),
        });

        Assert.Equal((how, missed ? Start.AddHours(24) : null, missed ? "rep-1" : null), (customer.First.Outcome, customer.First.MissedAt, customer.First.MissedBy));
        Assert.Empty(customer.Open);
        Assert.Empty(customer.Entity.WakeUp().OfType<FirstContactMissed>());
        customer.MustRefold();
    }

    [Fact]
    public void What_the_rep_before_has_seen_the_next_one_has_not()
    {
        var customer = Called().At(Start.AddHours(2));
        var id = Assert.Single(customer.Open).Id;
        Assert.Null(customer.Do(new MarkCustomerNudge(id, "seen")));

        Assert.Null(customer.Do(new UpdateCustomer(customer.State.Profile with { RepId = "rep-2" })));
        Assert.Null(Assert.Single(customer.Open).SeenAt);

        Assert.Null(customer.Do(new MarkCustomerNudge(id, "seen")));
        Assert.NotNull(Assert.Single(customer.Open).SeenAt);
        customer.MustRefold();
    }

    private static Looked Called()
    {
        var customer = new Looked();
        customer.At(Start);
        Assert.Null(customer.Signal("s-1", Start));
        return customer;
    }
}
