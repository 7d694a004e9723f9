using SalesGrains.Customers;

namespace SalesGrains.Contracts.Payments;

public sealed class ReceiptRulesTests
{
    private static readonly DateOnly First = new(2026, 5, 11);
    private static readonly DateOnly Second = new(2026, 4, 13);

    [Fact]
    public void The_oldest_due_is_paid_first_then_nodes_without_date_in_their_order()
    {
        var contract = ThreeNodes();

        contract.Pay(450_00);

        Assert.Equal([150_00, 300_00, 0], Paid(contract));
        contract.Pay(250_00);
        Assert.Equal([300_00, 300_00, 100_00], Paid(contract));
    }

    [Fact]
    public void A_node_that_is_named_is_paid_alone_and_the_rest_goes_back()
    {
        var contract = ThreeNodes();

        contract.Pay(450_00, no: 1, id: "r-1");

        Assert.Equal([300_00, 0, 0], Paid(contract));
        var answer = Assert.IsType<ReceiptApplied>(contract.Effects.Last().Body);
        Assert.Equal(("r-1", 300_00, 150_00), (answer.AllocationId, answer.AppliedFen, answer.ExcessFen));
    }

    [Fact]
    public void A_frozen_node_is_paid_last()
    {
        var nodes = ThreeNodes().State.Nodes.Select(node => node.No == 2 ? node with { Held = true } : node);

        var (parts, excess) = AllocationRules.Allocate([.. nodes], 700_00, null);

        Assert.Equal([(1, 300_00L), (3, 400_00L)], parts.Select(part => part));
        Assert.Equal(0, excess);
    }

    [Fact]
    public void More_than_everything_goes_back()
    {
        var contract = ThreeNodes();

        contract.Pay(1200_00);

        Assert.Equal(200_00, Assert.IsType<ReceiptApplied>(contract.Effects.Last().Body).ExcessFen);
        Assert.All(contract.State.Nodes, node => Assert.True(node.IsSettled));
    }

    [Fact]
    public void The_same_allocation_twice_is_taken_once()
    {
        var contract = ThreeNodes();
        contract.Pay(100_00, id: "r-1");
        var events = contract.Events.Count();

        Assert.Null(contract.Pay(100_00, id: "r-1"));

        Assert.Equal(events, contract.Events.Count());
        Assert.Equal(100_00, Paid(contract).Sum());
    }

    [Fact]
    public void Part_paid_is_beside_the_status_and_settled_on_is_the_day_of_the_last_fen()
    {
        var contract = ThreeNodes();
        contract.Pay(299_99, no: 1, on: new(2026, 3, 1));
        var part = ((ContractFacts)contract.Facts()).Nodes[0];
        contract.Pay(1, no: 1, on: new(2026, 3, 2));
        var whole = ((ContractFacts)contract.Facts()).Nodes[0];

        Assert.Equal((1, (DateOnly?)null), (part.OpenFen, part.SettledOn));
        Assert.Equal((0, (DateOnly?)new DateOnly(2026, 3, 2)), (whole.OpenFen, whole.SettledOn));
    }

    [Theory]
    [InlineData("cust-2", null, "receipt.other-customer")]
    [InlineData("cust-1", 9, "receipt.node-unknown")]
    public void What_a_contract_refuses_changes_nothing(string customer, int? no, string code)
    {
        var contract = ThreeNodes();
        var events = contract.Events.Count();

        var refused = contract.Receive(Some.CustomerKey with { Id = customer }, new ApplyReceipt("r-1", "r-1", 100_00, new(2026, 3, 2), no));

        Assert.Equal(code, refused?.Code);
        Assert.Equal(events, contract.Events.Count());
    }

    [Fact]
    public void A_draft_takes_no_money()
    {
        var contract = Some.Contract(new(2026, 3, 2));
        contract.Do(new CreateContract(Some.Draft()));

        Assert.Equal("receipt.contract-not-signed", contract.Pay(100_00)?.Code);
    }

    private static PureEntity<ContractState, ContractCommand, ContractEvent> ThreeNodes()
    {
        var contract = Some.Contract(new(2026, 3, 2));
        contract.Do(new CreateContract(Some.Draft(
            1000_00,
            Some.DueOn(First, TermAmount.Fixed(300_00)),
            Some.DueOn(Second, TermAmount.Fixed(300_00)),
            Some.Acceptance() with { Amount = TermAmount.Rest })));
        Assert.Null(contract.Do(new SignContract(new(2026, 3, 2))));
        return contract;
    }

    private static IEnumerable<long> Paid(PureEntity<ContractState, ContractCommand, ContractEvent> contract) =>
        contract.State.Nodes.Select(node => node.PaidFen);
}
