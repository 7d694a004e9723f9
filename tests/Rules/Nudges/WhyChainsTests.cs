using SalesGrains.Nudges.Why;
using SalesGrains.Recipients;

namespace SalesGrains.Nudges;

/// <summary>M5, C06: every nudge has its chain, and what did not fire stands before them.</summary>
public sealed class WhyChainsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 3, 2, 0, 0, TimeSpan.Zero);
    private static readonly ChannelView WeCom = new("wecom-app", "li", null, "green", "confirmed", Now, 1, 0, null);

    [Fact]
    public void A_contract_shows_all_its_nudges_the_newest_first_and_none_of_another()
    {
        var chains = WhyRules.All(Case("contract", Nudge("contract/x-1/n-1", 3), Nudge("contract/x-1/n-2", 1), Nudge("contract/x-10/n-3", 2)));

        Assert.Equal(["n-2", "n-1"], chains.Select(chain => chain.NudgeId));
        Assert.All(chains, chain => Assert.Equal(["raised", "queued", "sent", "delivered", "seen", "done"], chain.Links.Select(link => link.Code)));
    }

    [Fact]
    public void A_rep_shows_the_nudges_of_all_entities_what_is_broken_first()
    {
        var chains = WhyRules.All(Case("recipient", Nudge("contract/x-1/n-1", 3) with { NotCarried = "held" }, Nudge("customer/y-1/n-2", 1), Nudge("contract/x-2/n-3", 2) with { NotCarried = "held" }));

        Assert.Equal(["n-3 queued", "n-1 queued", "n-2 "], chains.Select(chain => $"{chain.NudgeId} {chain.Broken}"));
        Assert.Equal(("customer", "y-1"), (chains[^1].Nudge!.Kind, chains[^1].Nudge!.EntityId));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(0, "not-fired")]
    [InlineData(-60, "not-fired")]
    public void What_should_have_fired_by_now_stands_before_what_has(int seconds, string? fault)
    {
        var one = Case("contract", Nudge("contract/x-1/n-1", 1)) with { NextDue = Now.AddSeconds(seconds) };

        var chains = WhyRules.All(one);

        Assert.Equal(fault, WhyRules.Of(one).Fault);
        Assert.Equal(fault, chains[0].Fault);
        Assert.Equal(fault is null ? ["n-1"] : [null, "n-1"], chains.Select(chain => chain.NudgeId));
    }

    [Fact]
    public void A_broken_nudge_is_the_answer_even_if_the_next_has_not_fired()
    {
        var one = Case("contract", Nudge("contract/x-1/n-1", 1) with { NotCarried = "held" }) with { NextDue = Now };

        Assert.Equal(("n-1", "held"), (WhyRules.Of(one).NudgeId, WhyRules.Of(one).Fault));
    }

    [Fact]
    public void What_was_raised_and_has_not_come_to_its_rep_yet_has_a_chain_too()
    {
        var open = new NudgeFacts("n-9", "payment-warning", 1, Now, "rep", new(2026, 3, 9), "record-receipt");

        var chains = WhyRules.All(Case("contract", Nudge("contract/x-1/n-1", 1)) with { Open = [open, open with { Id = "n-1" }, open with { Id = "n-8", Level = "manager" }] });

        Assert.Equal(["n-9 waiting", "n-1 ok"], chains.Select(chain => $"{chain.NudgeId} {chain.Links.Single(link => link.Code == "queued").State}"));
    }

    [Theory]
    [InlineData("contract", 1)]
    [InlineData("customer", 1)]
    [InlineData("recipient", 0)]
    public void Without_any_nudge_the_chain_says_why_there_is_none(string kind, int chains) => Assert.Equal(chains, WhyRules.All(Case(kind)).Length);

    private static WhyCase Case(string kind, params DeliveryView[] nudges) => new()
    {
        Kind = kind, Id = "x-1", Now = Now, HasWeComIdentity = true, FirstContactAt = Now.AddDays(-9),
        Recipient = new()
        {
            Channels = [WeCom], Nudges = [.. nudges],
            Attempts = [new("a-1", "wecom-app", "sent", [.. nudges.Select(nudge => nudge.Key)], Now, Now, Now, Now, 1, "0", null)],
        },
    };

    private static DeliveryView Nudge(string key, int hoursAgo) => new()
    {
        Key = key, Rule = "payment-warning", Level = "rep", RaisedAt = Now.AddHours(-hoursAgo), ReceivedAt = Now.AddHours(-hoursAgo), DeadlineAt = Now.AddHours(6),
    };
}
