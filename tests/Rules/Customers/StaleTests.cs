using SalesGrains.Calendars;

namespace SalesGrains.Customers;

/// <summary>An opportunity without activity for the days of its stage is stale (X14).</summary>
public sealed class StaleTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData(OpportunityStages.Contact, 8)]
    [InlineData(OpportunityStages.Needs, 11)]
    [InlineData(OpportunityStages.Proposal, 15)]
    [InlineData(OpportunityStages.Negotiation, 8)]
    public void It_is_stale_when_the_days_of_its_stage_have_passed(string stage, int days)
    {
        var customer = new Looked();
        customer.Do(new CreateOpportunity { OpportunityId = "o-1", Title = "二期产线", Stage = stage });

        Assert.Equal(Today.AddDays(days), customer.Facts.StaleOn);
    }

    [Fact]
    public void Whatever_happens_to_the_customer_keeps_it_fresh()
    {
        var customer = new Looked();
        customer.Do(new CreateOpportunity { OpportunityId = "o-1", Title = "二期产线" });
        customer.At(LocalTime.StartOf(Today.AddDays(5), customer.Clock.Zone));

        customer.Signal("s-1", customer.Clock.Now);

        Assert.Equal(Today.AddDays(13), customer.Facts.StaleOn);
    }

    [Fact]
    public void One_that_is_closed_is_not()
    {
        var customer = new Looked();
        customer.Do(new CreateOpportunity { OpportunityId = "o-1", Title = "二期产线" });
        customer.Do(new CloseOpportunity("o-1", Outcomes.Lost, "预算取消"));

        Assert.Null(customer.Facts.StaleOn);
    }
}
