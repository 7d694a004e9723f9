using System.Collections.Immutable;

namespace SalesGrains.Contracts.Terms;

public sealed class AmendmentRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void A_settled_node_stays_and_the_open_ones_cover_the_new_total()
    {
        var contract = PaidPrepay();

        Assert.Null(contract.Do(Amend(200_000_00, (Some.Prepay(), 1), (Fixed(100_000_00), 2), (Some.Retention() with { Amount = TermAmount.Rest }, 3))));

        Assert.Equal([30_000_00, 100_000_00, 70_000_00], contract.State.Nodes.Select(node => node.AmountFen));
        Assert.Equal(200_000_00, contract.State.Header.TotalFen);
        Assert.Equal(2, contract.State.TermsVersion);
        Assert.Equal(30_000_00, contract.Node(1).PaidFen);
    }

    [Fact]
    public void A_settled_node_stays_when_it_is_not_listed()
    {
        var contract = PaidPrepay();

        Assert.Null(contract.Do(Amend(100_000_00, (Fixed(70_000_00), null))));

        Assert.Equal([1, 4, 2, 3], contract.State.Nodes.Select(node => node.No));
        Assert.Equal([false, false, true, true], contract.State.Nodes.Select(node => node.Cancelled));
        Assert.Equal(100_000_00, contract.State.Nodes.Where(node => !node.Cancelled).Sum(node => node.AmountFen));
    }

    [Fact]
    public void Shares_that_were_agreed_still_are_the_whole_after_rounding()
    {
        var contract = Some.Contract(new(2026, 3, 2));
        contract.Do(new CreateContract(Some.Draft(100_01)));
        contract.Do(new SignContract(Today));
        contract.Pay(30_00, 1);

        Assert.Null(contract.Do(Amend(100_01, (Some.Prepay(), 1), (Some.Acceptance() with { OwnerName = "王敏" }, 2), (Some.Retention(), 3))));

        Assert.Equal(100_01, contract.State.Nodes.Sum(node => node.AmountFen));
        Assert.Equal("王敏", contract.Node(2).Term.OwnerName);
    }

    [Fact]
    public void What_was_paid_over_a_smaller_amount_goes_back_the_latest_first()
    {
        var contract = Some.Signed(new TestClock(2026, 3, 2));
        contract.Pay(20_000_00, 2, "r-1");
        contract.Pay(15_000_00, 2, "r-2");

        Assert.Null(contract.Do(Amend(100_000_00, (Some.Prepay(), 1), (Fixed(10_000_00), 2), (Some.Retention() with { Amount = TermAmount.Rest }, 3))));

        var back = Assert.IsType<ReceiptReleased>(contract.Effects.Last().Body);
        Assert.Equal([("r-2", 15_000_00L), ("r-1", 10_000_00L)], back.Parts.Select(part => (part.AllocationId, part.AmountFen)));
        Assert.True(contract.Node(2).IsSettled);
    }

    [Fact]
    public void A_node_that_no_term_keeps_is_taken_out_and_its_money_goes_back()
    {
        var contract = Some.Signed(new TestClock(2026, 3, 2));
        contract.Pay(5_000_00, 2, "r-1");

        Assert.Null(contract.Do(Amend(100_000_00, (Some.Prepay(), 1), (Fixed(70_000_00), null))));

        Assert.True(contract.Node(2).Cancelled);
        Assert.Equal(0, contract.Node(2).PaidFen);
        Assert.Equal(5_000_00, Assert.IsType<ReceiptReleased>(contract.Effects.Last().Body).Parts.Single().AmountFen);
    }

    [Fact]
    public void A_kept_node_whose_date_stands_is_not_warned_of_again()
    {
        var contract = Some.Signed(new TestClock(2026, 3, 2, hour: 10));
        Assert.Single(contract.Nudges());

        Assert.Null(contract.Do(Amend(100_000_00, (Some.Prepay(400_000), 1), (Some.Acceptance(600_000), 2))));

        Assert.Single(contract.Nudges());
        Assert.Equal(40_000_00, contract.Node(1).AmountFen);
    }

    [Theory]
    [InlineData("amendment.reason-missing", "/reason")]
    [InlineData("date.out-of-range", "/effectiveOn")]
    [InlineData("amendment.total-below-closed", "/total")]
    [InlineData("amendment.node-unknown", "/terms/0/keepNo")]
    [InlineData("amendment.node-twice", "/terms/1/keepNo")]
    [InlineData("amendment.node-closed", "/terms/0")]
    [InlineData("terms.total-not-covered", "/terms")]
    [InlineData("terms.missing", "/terms")]
    public void A_wrong_amendment_changes_nothing(string code, string field)
    {
        var contract = PaidPrepay();
        var events = contract.Events.Count();
        var right = Amend(100_000_00, (Fixed(70_000_00), 2));
        var command = code switch
        {
            "amendment.reason-missing" => right with { Reason = "" },
            "date.out-of-range" => right with { EffectiveOn = new(2101, 1, 1) },
            "amendment.total-below-closed" => right with { TotalFen = 29_999_99 },
            "amendment.node-unknown" => Amend(100_000_00, (Fixed(70_000_00), 9)),
            "amendment.node-twice" => Amend(100_000_00, (Fixed(30_000_00), 2), (Fixed(40_000_00), 2)),
            "amendment.node-closed" => Amend(100_000_00, (Some.Prepay() with { Name = "首付款" }, 1), (Fixed(70_000_00), 2)),
            "terms.total-not-covered" => Amend(100_000_00, (Fixed(69_999_99), 2)),
            _ => right with { Terms = [] },
        };

        var refused = contract.Do(command);

        Assert.Equal((code, field), (refused?.Code, refused?.Field));
        Assert.Equal(events, contract.Events.Count());
    }

    [Fact]
    public void A_draft_is_revised_not_amended()
    {
        var contract = Some.Contract(new(2026, 3, 2));
        contract.Do(new CreateContract(Some.Draft()));

        Assert.Equal("contract.not-signed", contract.Do(Amend(100_00, (Fixed(100_00), null)))?.Code);
    }

    private static PureEntity<ContractState, ContractCommand, ContractEvent> PaidPrepay()
    {
        var contract = Some.Signed(new TestClock(2026, 3, 2));
        contract.Pay(30_000_00, 1);
        return contract;
    }

    private static Term Fixed(long fen) => Some.DueOn(new(2026, 9, 1), TermAmount.Fixed(fen));

    private static AmendContract Amend(long totalFen, params (Term Term, int? KeepNo)[] terms) =>
        new("补充协议一", Today, totalFen, [.. terms.Select(term => new AmendedTerm(term.Term, term.KeepNo))]);
}
