using SalesGrains.Entities;
using SalesGrains.RuleSets;

namespace SalesGrains.Contracts.Terms;

public sealed class SigningRulesTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    [Fact]
    public void Complete_terms_are_signed() => Assert.Empty(Problems(Some.Draft()));

    [Theory]
    [InlineData(300_000, 600_000, 99_999)]
    [InlineData(300_000, 600_000, 100_001)]
    [InlineData(300_000, 600_000, 50_000)]
    public void Shares_that_are_not_the_whole_are_refused(int a, int b, int c) =>
        Assert.Equal(("terms.shares-not-whole", "/terms"), One(Some.Draft(100_00, Some.Prepay(a), Some.Acceptance(b), Some.Retention(c))));

    [Theory]
    [InlineData(999_99)]
    [InlineData(1000_01)]
    public void Fixed_amounts_that_miss_the_total_are_refused(long fen) =>
        Assert.Equal(("terms.total-not-covered", "/terms"), One(Some.Draft(1000_00, Some.DueOn(Day, TermAmount.Fixed(fen)))));

    [Fact]
    public void Shares_and_fixed_amounts_that_miss_the_total_by_less_than_a_fen_are_refused() =>
        Assert.Equal("terms.total-not-covered", One(Some.Draft(
            100_01, Some.DueOn(Day, TermAmount.Fixed(70_01)), Some.DueOn(Day, TermAmount.Share(300_000)))).Code);

    [Fact]
    public void A_second_remainder_is_refused() =>
        Assert.Equal(("terms.remainder-twice", "/terms/1/amount"), One(Some.Draft(
            1000_00, Some.DueOn(Day, TermAmount.Rest), Some.DueOn(Day, TermAmount.Rest))));

    [Fact]
    public void A_remainder_before_the_last_term_is_refused() =>
        Assert.Equal(("terms.remainder-not-last", "/terms/0/amount"), One(Some.Draft(
            1000_00, Some.DueOn(Day, TermAmount.Rest), Some.DueOn(Day, TermAmount.Fixed(100)))));

    [Fact]
    public void A_node_of_nothing_is_refused() =>
        Assert.Equal(("term.amount-too-small", "/terms/1/amount"), One(Some.Draft(
            1000_00, Some.DueOn(Day, TermAmount.Fixed(1000_00)), Some.DueOn(Day, TermAmount.Rest))));

    [Fact]
    public void A_retention_before_the_last_term_is_refused() =>
        Assert.Equal(("terms.retention-not-last", "/terms/0/kind"), One(Some.Draft(1000_00, Some.Retention(400_000), Some.Prepay(600_000))));

    [Theory]
    [InlineData("name", "term.name-missing", "/terms/0/name")]
    [InlineData("kind", "term.kind-missing", "/terms/0/kind")]
    [InlineData("trigger", "term.trigger-missing", "/terms/0/trigger")]
    [InlineData("offset", "term.offset-missing", "/terms/0/offset")]
    [InlineData("amount", "term.amount-missing", "/terms/0/amount")]
    [InlineData("owner", "term.owner-missing", "/terms/0/owner")]
    [InlineData("deliverables", "term.deliverable-missing", "/terms/0/deliverables")]
    public void What_is_missing_in_a_term_is_refused(string member, string code, string field)
    {
        var whole = Some.Acceptance(1_000_000);
        var term = member switch
        {
            "name" => whole with { Name = "" },
            "kind" => whole with { Kind = "" },
            "trigger" => whole with { Trigger = null },
            "offset" => whole with { Offset = null },
            "amount" => whole with { Amount = null },
            "owner" => whole with { Owner = null },
            _ => whole with { Deliverables = [] },
        };

        Assert.Equal((code, field), One(Some.Draft(1000_00, term)));
    }

    [Fact]
    public void A_trigger_that_can_never_happen_is_refused()
    {
        var afterPrepay = Some.DueOn(Day, TermAmount.Share(1_000_000)) with { Trigger = new OnEvent("prepay-received") };

        Assert.Equal(("contract.warranty-missing", "/warrantyMonths"), One(Some.Draft() with { WarrantyMonths = null }));
        Assert.Equal("trigger.without-prepay", One(Some.Draft(1000_00, afterPrepay)).Code);
        Assert.Equal("trigger.waits-for-itself", One(Some.Draft(1000_00, afterPrepay with { Kind = "prepay" })).Code);
    }

    [Theory]
    [InlineData("1999-12-31", "date.out-of-range")]
    [InlineData("2000-01-01", null)]
    [InlineData("2100-12-31", null)]
    [InlineData("2101-01-01", "date.out-of-range")]
    public void A_date_outside_the_calendar_is_refused(string day, string? code)
    {
        var draft = Some.Draft(1000_00, Some.DueOn(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), TermAmount.Share(1_000_000)));

        Assert.Equal(code, Problems(draft).FirstOrDefault()?.Code);
        Assert.All(Problems(draft), problem => Assert.Equal("/terms/0/trigger/on", problem.Field));
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(5, "trigger.too-deep")]
    public void An_expression_may_be_four_levels_deep(int levels, string? code)
    {
        TriggerExpr trigger = new OnEvent("signed");
        for (var i = 1; i < levels; i++)
        {
            trigger = new AnyOf([new OnEvent("arrived"), trigger]);
        }

        Assert.Equal(code, Problems(Some.Draft(1000_00, Some.Prepay(1_000_000) with { Trigger = trigger })).FirstOrDefault()?.Code);
    }

    [Fact]
    public void A_thirteenth_term_is_refused() =>
        Assert.Equal("terms.too-many", Problems(Some.Draft(
            1300_00, [.. Enumerable.Range(0, 13).Select(_ => Some.DueOn(Day, TermAmount.Fixed(100_00)))]))[0].Code);

    [Fact]
    public void A_preview_collects_every_problem_and_computes_what_it_can()
    {
        var draft = Some.Draft(1000_00, Some.Prepay(300_000), Some.Acceptance(600_000) with { Owner = null, Deliverables = [] });

        var preview = PreviewRules.Preview(
            draft, new Dictionary<string, DateOnly> { ["signed"] = new(2026, 2, 13) }, Calendars.BusinessCalendar.China, new());

        Assert.Equal(
            ["term.owner-missing", "term.deliverable-missing", "terms.shares-not-whole"], preview.Problems.Select(problem => problem.Code));
        Assert.Equal([300_00, 600_00], preview.Nodes.Select(node => node.AmountFen!.Value));
        Assert.Equal(900_00, preview.SumFen);
        Assert.Equal(new DateOnly(2026, 2, 27), preview.Nodes[0].DueOn);
        Assert.Null(preview.Nodes[1].DueOn);
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("1999-12-31")]
    [InlineData("9999-12-31")]
    public void A_preview_of_impossible_days_says_so_and_computes_no_date(string day)
    {
        var on = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var preview = PreviewRules.Preview(
            Some.Draft() with { WarrantyMonths = 240 }, new Dictionary<string, DateOnly> { ["signed"] = on, ["final-accepted"] = on },
            Calendars.BusinessCalendar.China, new());

        Assert.Equal(["/signedOn", "/events"], preview.Problems.Select(problem => problem.Field));
        Assert.All(preview.Nodes, node => Assert.Null(node.DueOn));
    }

    [Fact]
    public void A_preview_says_what_signing_says()
    {
        var preview = PreviewRules.Preview(
            Some.Draft(100_01), new Dictionary<string, DateOnly> { ["signed"] = new(2026, 1, 5), ["final-accepted"] = new(2026, 3, 2) },
            Calendars.BusinessCalendar.China, new());
        var signed = Some.Contract(new(2026, 3, 3));
        signed.Do(new CreateContract(Some.Draft(100_01)));
        signed.Do(new SignContract(new(2026, 1, 5)));
        signed.Do(new RecordEvent("final-accepted", new(2026, 3, 2)));

        Assert.Empty(preview.Problems);
        Assert.Equal(signed.State.Nodes.Select(node => node.AmountFen), preview.Nodes.Select(node => node.AmountFen!.Value));
        Assert.Equal(signed.State.Nodes.Select(node => node.DueOn), preview.Nodes.Select(node => node.DueOn));
    }

    private static List<Rejection> Problems(ContractDraft draft) =>
        [.. DraftRules.Problems(draft, new PaymentRuleSet()), .. SigningRules.Problems(draft)];

    private static (string Code, string? Field) One(ContractDraft draft)
    {
        var problem = Assert.Single(Problems(draft));
        return (problem.Code, problem.Field);
    }
}
