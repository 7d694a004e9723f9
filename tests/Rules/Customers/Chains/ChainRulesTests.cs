using System.Collections.Immutable;
using System.Globalization;

namespace SalesGrains.Customers.Chains;

/// <summary>
/// Objection, solution, result (P08). A row is a customer's timeline, a letter and a code a day: o an objection, s a solution, r a result of an
/// opportunity, each by its day; the chains are objection, how often, solution and result.
/// </summary>
public sealed class ChainRulesTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("1 s demo, 2 r won", "")]
    [InlineData("1 o budget", "budget×1 - open")]
    [InlineData("1 o budget, 2 s quoted", "budget×1 quoted open")]
    [InlineData("1 o budget, 2 s quoted, 3 r won", "budget×1 quoted won")]
    [InlineData("1 o budget, 2 s quoted, 3 r lost", "budget×1 quoted lost")]
    [InlineData("1 o budget, 2 s quoted, 3 r advanced", "budget×1 quoted advanced")]
    [InlineData("1 o budget, 2 s quoted, 3 r set-back", "budget×1 quoted set-back")]
    [InlineData("1 o budget, 2 s quoted, 3 r advanced, 4 r won", "budget×1 quoted won")]
    [InlineData("1 o budget, 2 s quoted, 3 r set-back, 4 r advanced", "budget×1 quoted advanced")]
    [InlineData("1 o budget, 2 s quoted, 3 r won, 4 r lost", "budget×1 quoted won")]
    public void A_chain_goes_from_the_objection_over_what_followed_to_the_last_result_and_won_or_lost_closes_it(string timeline, string chains) =>
        Assert.Equal(chains, Read(timeline));

    [Theory]
    [InlineData("1 o budget, 2 s demo, 3 s quoted, 4 r won", "budget×1 demo won")]
    [InlineData("1 s demo, 1 o budget, 2 r won", "budget×1 - won")]
    [InlineData("1 o budget, 1 s demo, 2 r won", "budget×1 - won")]
    [InlineData("1 o budget, 2 r advanced, 3 s quoted, 4 r lost", "budget×1 quoted lost")]
    [InlineData("1 o budget, 2 r advanced", "budget×1 - open")]
    [InlineData("1 o budget, 2 r lost, 3 s quoted", "budget×1 - lost")]
    public void The_first_thing_done_after_the_objection_is_the_solution_and_before_it_only_won_and_lost_count(string timeline, string chains) =>
        Assert.Equal(chains, Read(timeline));

    [Theory]
    [InlineData("1 o budget, 2 o budget, 3 s quoted, 4 r won", "budget×2 quoted won")]
    [InlineData("1 o budget, 2 s demo, 3 o budget, 4 s quoted, 5 r won", "budget×1 demo repeated; budget×1 quoted won")]
    [InlineData("1 o budget, 2 s demo, 3 r advanced, 4 o budget", "budget×1 demo advanced; budget×1 - open")]
    [InlineData("1 o budget, 2 s demo, 3 r won, 4 o budget", "budget×1 demo won; budget×1 - open")]
    [InlineData("1 o budget, 2 o effect, 3 s demo, 4 o effect, 5 r won", "budget×1 demo won; effect×1 demo repeated; effect×1 - won")]
    public void The_same_objection_again_says_that_what_was_done_did_not_settle_it(string timeline, string chains) => Assert.Equal(chains, Read(timeline));

    [Theory]
    [InlineData("1 o budget, 2 s quoted @o-1, 3 r lost @o-2, 4 r won @o-1", "budget×1 quoted won")]
    [InlineData("1 o budget, 2 s quoted @o-1, 3 r lost @o-2", "budget×1 quoted open")]
    [InlineData("1 o budget, 2 s quoted, 3 r lost @o-2", "budget×1 quoted lost")]
    public void A_quotation_for_an_opportunity_waits_for_the_result_of_that_one(string timeline, string chains) => Assert.Equal(chains, Read(timeline));

    [Fact]
    public void A_customer_keeps_its_latest_twelve_chains()
    {
        var timeline = string.Join(", ", Enumerable.Range(1, 14).Select(day => string.Create(CultureInfo.InvariantCulture, $"{day} o budget, {day + 0.5} s s{day}")));

        Assert.Equal(ChainRules.MostKept, ChainRules.Of(Marks(timeline)).Length);
        Assert.Equal("s14", ChainRules.Of(Marks(timeline))[^1].Solution);
    }

    [Fact]
    public void What_is_recorded_late_stands_where_it_happened_and_talk_alone_is_no_solution()
    {
        var customer = new Looked();
        var start = customer.Clock.Now;
        customer.At(start.AddDays(3));
        customer.Do(new CreateOpportunity { OpportunityId = "o-1", Title = "二期", Stage = OpportunityStages.Contact });
        Follow(customer, "f-3", start.AddHours(30), done: "demo");
        Follow(customer, "f-2", start.AddHours(20), done: "call");
        Follow(customer, "f-1", start.AddHours(10), said: "term-budget");
        customer.Do(new MoveOpportunity("o-1", OpportunityStages.Proposal));

        var chain = Assert.Single(customer.Facts.Chains!.Value);
        Assert.Equal(("f-1", "budget", "demo", ChainResults.Advanced), (chain.FollowUpId, chain.Objection, chain.Solution, chain.Result));
        customer.At(start.AddDays(4));
        customer.Do(new CloseOpportunity("o-1", Outcomes.Won, null));
        Assert.Equal(ChainResults.Won, customer.Facts.Chains!.Value[0].Result);
        customer.MustRefold();
    }

    [Fact]
    public void A_quotation_is_one_solution_however_it_was_recorded()
    {
        var customer = new Looked();
        var start = customer.Clock.Now;
        customer.At(start.AddDays(2));
        Follow(customer, "f-1", start.AddHours(1), said: "budget");
        customer.Do(new RecordQuotation { QuotationId = "q-1", At = start.AddHours(2) });
        Follow(customer, "f-2", start.AddHours(3), said: "budget");
        Follow(customer, "f-3", start.AddHours(4), done: "quoted");

        Assert.Equal([ChainSolutions.Quotation, ChainSolutions.Quotation], customer.Facts.Chains!.Value.Select(chain => chain.Solution));
    }

    private static void Follow(Looked customer, string id, DateTimeOffset at, string? done = null, string? said = null) =>
        Assert.Null(customer.Do(new RecordFollowUp { FollowUpId = id, OccurredAt = at, Done = done, Said = said }));

    private static string Read(string timeline) =>
        string.Join("; ", ChainRules.Of(Marks(timeline)).Select(chain => $"{chain.Objection}×{chain.Times} {chain.Solution ?? "-"} {chain.Result}"));

    private static ImmutableArray<ChainMark> Marks(string timeline) =>
    [
        .. timeline.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select((text, i) =>
        {
            var parts = text.Split(' ');
            return new ChainMark
            {
                Id = $"m-{i}",
                At = DateTimeOffset.UnixEpoch.AddDays(double.Parse(parts[0], CultureInfo.InvariantCulture)),
                Kind = parts[1] switch { "o" => ChainMark.Objection, "s" => ChainMark.Solution, _ => ChainMark.Result },
                Code = parts[2],
                OpportunityId = parts.Length > 3 ? parts[3][1..] : null,
            };
        }),
    ];
}
