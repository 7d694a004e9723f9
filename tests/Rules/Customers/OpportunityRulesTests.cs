using SalesGrains.Entities;

namespace SalesGrains.Customers;

public sealed class OpportunityRulesTests
{
    private readonly Looked customer = new();

    [Theory]
    [InlineData("", "contact", 0, "opportunity.title-missing", "/title")]
    [InlineData("二期", "signed", 0, "opportunity.stage-unknown", "/stage")]
    [InlineData("二期", "contact", -1, "money.out-of-range", "/amount")]
    public void A_wrong_opportunity_is_refused(string title, string stage, long fen, string code, string field)
    {
        var refused = customer.Do(new CreateOpportunity { OpportunityId = "o-1", Title = title, Stage = stage, AmountFen = fen });

        Assert.Equal((code, field), (refused?.Code, refused?.Field));
    }

    [Fact]
    public void The_same_opportunity_twice_is_one_and_another_title_under_its_id_is_refused()
    {
        Assert.Null(Create("o-1", "二期产线"));
        Assert.Null(Create("o-1", "二期产线"));

        Assert.Equal("opportunity.exists", Create("o-1", "三期产线")?.Code);
        Assert.Single(customer.Care.Opportunities);
    }

    [Fact]
    public void It_moves_forward_and_back_and_stays_where_it_is_without_a_word()
    {
        Create("o-1", "二期产线");

        Assert.Null(customer.Do(new MoveOpportunity("o-1", "negotiation")));
        Assert.Null(customer.Do(new MoveOpportunity("o-1", "negotiation")));
        Assert.Null(customer.Do(new MoveOpportunity("o-1", "proposal")));

        Assert.Equal(["negotiation", "proposal"], customer.Entity.Events.OfType<OpportunityMoved>().Select(e => e.To));
        Assert.Equal(("opportunity.stage-unknown", "/stage"), customer.Do(new MoveOpportunity("o-1", "won")) is { } no ? (no.Code, no.Field) : default);
        Assert.Equal("opportunity.not-found", customer.Do(new MoveOpportunity("o-9", "needs"))?.Code);
    }

    [Theory]
    [InlineData("won", null, null, null)]
    [InlineData("lost", "预算取消", null, null)]
    [InlineData("lost", null, "opportunity.reason-missing", "/reason")]
    [InlineData("paused", "等", "opportunity.outcome-unknown", "/outcome")]
    public void It_is_won_or_lost_and_a_loss_has_a_reason(string outcome, string? reason, string? code, string? field)
    {
        Create("o-1", "二期产线");

        var refused = customer.Do(new CloseOpportunity("o-1", outcome, reason));

        Assert.Equal((code, field), (refused?.Code, refused?.Field));
        Assert.Equal(code is null ? outcome : null, customer.Care.Opportunity("o-1")!.Outcome);
    }

    [Fact]
    public void What_is_closed_stays_closed_and_closing_it_again_as_it_is_says_nothing()
    {
        Create("o-1", "二期产线");
        Assert.Null(customer.Do(new CloseOpportunity("o-1", "lost", "预算取消")));

        Assert.Null(customer.Do(new CloseOpportunity("o-1", "lost", "预算取消")));
        Assert.Equal("opportunity.closed", customer.Do(new CloseOpportunity("o-1", "won", null))?.Code);
        Assert.Equal("opportunity.closed", customer.Do(new MoveOpportunity("o-1", "needs"))?.Code);
        Assert.Single(customer.Entity.Events.OfType<OpportunityClosed>());
        Assert.Null(customer.Facts.Stage);
    }

    [Fact]
    public void Twenty_are_open_at_once_at_most_and_the_furthest_names_the_stage()
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.Null(Create($"o-{i}", "二期产线"));
        }

        Assert.Equal(("opportunity.too-many", "20"), Create("o-20", "二期产线") is { } no ? (no.Code, no.Values!["max"]) : default);
        customer.Do(new MoveOpportunity("o-7", "proposal"));
        Assert.Equal("proposal", customer.Facts.Stage);
        customer.MustRefold();
    }

    private Rejection? Create(string id, string title) => customer.Do(new CreateOpportunity { OpportunityId = id, Title = title });
}
