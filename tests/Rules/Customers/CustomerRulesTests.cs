using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Customers;

public sealed class CustomerRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly EntityKey ContractKey = new(EntityKinds.Contract, "acme0001", "c-1");

    [Theory]
    [InlineData(0, "2026-03-02", null, null, "receipt.amount-not-positive", "/amount")]
    [InlineData(1_000_000_000_000_001, "2026-03-02", null, null, "money.out-of-range", "/amount")]
    [InlineData(100, "1999-12-31", null, null, "date.out-of-range", "/receivedOn")]
    [InlineData(100, "2026-03-03", null, null, "date.in-future", "/receivedOn")]
    [InlineData(100, "2026-03-02", 1, null, "receipt.node-without-contract", "/nodeNo")]
    [InlineData(100, "2026-03-02", null, "gold", "receipt.method-unknown", "/method")]
    public void A_wrong_receipt_is_refused(long fen, string on, int? node, string? method, string code, string field)
    {
        var customer = Known();

        var refused = customer.Do(new RecordReceipt
        {
            ReceiptId = "r-1", AmountFen = fen, ReceivedOn = DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), NodeNo = node, Method = method,
        });

        Assert.Equal((code, field), (refused?.Code, refused?.Field));
        Assert.Empty(customer.State.Receipts);
    }

    [Theory]
    [InlineData("付HT-2026-0131货款", "c-1")]
    [InlineData("ht-2026-0131-2 尾款", "c-2")]
    [InlineData("HT-2026-0131 和 HT-2026-0200", null)]
    [InlineData("货款", null)]
    [InlineData(null, null)]
    public void A_remark_that_contains_one_number_names_the_contract(string? remark, string? contractId)
    {
        var customer = Known();
        customer.Receive(ContractKey, new KnowContract("c-1", "HT-2026-0131", "", "苏州恒岳", "A"));
        customer.Receive(ContractKey with { Id = "c-2" }, new KnowContract("c-2", "HT-2026-0131-2", "", "苏州恒岳", "A"));
        customer.Receive(ContractKey with { Id = "c-3" }, new KnowContract("c-3", "HT-2026-0200", "", "苏州恒岳", "A"));

        customer.Do(new RecordReceipt { ReceiptId = "r-1", AmountFen = 100, ReceivedOn = Today, Remark = remark });

        Assert.Equal(contractId, customer.State.Receipts[0].ContractId);
        Assert.Equal(contractId is null ? 100 : 0, customer.State.CreditFen);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    public void A_customer_that_is_full_takes_no_more_money_but_reversals_and_all_answers_of_its_contracts(int remark)
    {
        var customer = Known();
        customer.MeasuresState = true;
        Rejection? refused = null;
        var receipts = 0;
        for (; refused is null; receipts++)
        {
            refused = customer.Do(new RecordReceipt
            {
                ReceiptId = $"{receipts:00000000000000000000000000}", AmountFen = 100, ReceivedOn = Today, ContractId = "c-1", Remark = new('货', remark),
            });
        }

        Assert.Equal(("customer.receipts-full", $"{receipts - 1}"), (refused.Code, refused.Values!["receipts"]));
        Assert.Equal("customer.receipts-full", customer.Do(new AllocateCredit(1, "c-1"))?.Code);
        customer.MeasuresState = false;
        foreach (var receipt in customer.State.Receipts)
        {
            Assert.Null(customer.Do(new ReverseReceipt(receipt.Id, new('退', 500))));
        }

        foreach (var receipt in customer.State.Receipts)
        {
            Assert.Null(customer.Receive(ContractKey, new ReceiptApplied(receipt.Id, receipt.Id, 100, 0)));
        }

        var bytes = System.Text.Encoding.UTF8.GetByteCount(customer.Stored());
        Assert.InRange(bytes, StoreLimits.FullStateBytes, StoreLimits.HardStateBytes);
    }

    [Fact]
    public void What_the_edge_found_against_a_command_refuses_it()
    {
        var customer = Known();
        var objection = new Rejection("receipt.contract-not-signed", "/contractId");

        Assert.Equal(objection, customer.Do(new RecordReceipt { ReceiptId = "r-1", AmountFen = 100, ReceivedOn = Today, Objection = objection }));
        Assert.Equal(objection, customer.Do(new AllocateCredit(1, "c-1") { Objection = objection }));
        Assert.Empty(customer.State.Receipts);
    }

    [Fact]
    public void The_same_receipt_twice_is_one_and_another_amount_under_its_id_is_refused()
    {
        var customer = Known();
        var receipt = new RecordReceipt { ReceiptId = "r-1", AmountFen = 100, ReceivedOn = Today };

        Assert.Null(customer.Do(receipt));
        Assert.Null(customer.Do(receipt));
        Assert.Equal("receipt.exists", customer.Do(receipt with { AmountFen = 101 })?.Code);
        Assert.Equal(100, customer.State.CreditFen);
    }

    [Fact]
    public void Credit_is_allocated_from_the_oldest_receipt_and_never_more_than_there_is()
    {
        var customer = Known();
        customer.Do(new RecordReceipt { ReceiptId = "new", AmountFen = 100, ReceivedOn = Today });
        customer.Do(new RecordReceipt { ReceiptId = "old", AmountFen = 70, ReceivedOn = Today.AddDays(-5) });

        Assert.Equal("credit.insufficient", customer.Do(new AllocateCredit(171, "c-1"))?.Code);
        Assert.Null(customer.Do(new AllocateCredit(90, "c-1")));

        Assert.Equal([("old", 70L), ("new", 20L)], customer.Effects.Select(e => e.Body).OfType<ApplyReceipt>().Select(e => (e.ReceiptId, e.AmountFen)));
        Assert.Equal(80, customer.State.CreditFen);
    }

    [Fact]
    public void What_a_contract_refuses_or_leaves_is_credit_again()
    {
        var customer = Known();
        customer.Do(new RecordReceipt { ReceiptId = "r-1", AmountFen = 100, ReceivedOn = Today, ContractId = "c-1" });
        customer.Do(new RecordReceipt { ReceiptId = "r-2", AmountFen = 100, ReceivedOn = Today, ContractId = "c-9" });
        Assert.Equal(0, customer.State.CreditFen);

        customer.Receive(ContractKey, new ReceiptApplied("r-1", "r-1", 60, 40));
        customer.Undelivered(customer.Effects.Last(), new("contract.not-found"));

        Assert.Equal(140, customer.State.CreditFen);
        Assert.Equal("contract.not-found", customer.State.Receipts[1].Allocations[0].Refused);
    }

    [Fact]
    public void A_reversal_tells_the_contracts_and_is_done_once()
    {
        var customer = Known();
        customer.Do(new RecordReceipt { ReceiptId = "r-1", AmountFen = 100, ReceivedOn = Today, ContractId = "c-1" });
        customer.Effects.Clear();

        Assert.Equal("receipt.not-found", customer.Do(new ReverseReceipt("r-9", "错"))?.Code);
        Assert.Equal("receipt.reason-missing", customer.Do(new ReverseReceipt("r-1", " "))?.Code);
        Assert.Null(customer.Do(new ReverseReceipt("r-1", "退票")));

        Assert.IsType<TakeReceiptBack>(Assert.Single(customer.Effects).Body);
        Assert.Equal("receipt.already-reversed", customer.Do(new ReverseReceipt("r-1", "退票"))?.Code);
    }

    [Fact]
    public void Another_name_or_tier_is_told_to_the_contracts_and_another_phone_is_not()
    {
        var customer = Known();
        customer.Receive(ContractKey, new KnowContract("c-1", "HT-1", "", "苏州恒岳", "A"));
        Assert.Empty(customer.Effects);
        customer.Receive(ContractKey, new KnowContract("c-1", "HT-1", "", "苏州", "C"));
        Assert.Equal(new KnowCustomer("苏州恒岳", "A"), customer.Effects.Last().Body);
        customer.Effects.Clear();

        customer.Do(new UpdateCustomer(customer.State.Profile with { Contacts = [new() { Name = "王敏", Title = "采购总监" }] }));
        Assert.Empty(customer.Effects);
        customer.Do(new UpdateCustomer(customer.State.Profile with { Tier = "B" }));

        Assert.Equal(new KnowCustomer("苏州恒岳", "B"), Assert.Single(customer.Effects).Body);
    }

    [Theory]
    [InlineData("", "A", "customer.name-missing", "/name")]
    [InlineData("苏州恒岳", "D", "customer.tier-unknown", "/tier")]
    [InlineData("苏州\u0007恒岳", "A", "customer.name-malformed", "/name")]
    public void A_wrong_profile_is_refused(string name, string tier, string code, string field)
    {
        var refused = new PureEntity<CustomerState, CustomerCommand, CustomerEvent>(CustomerRules.Definition, Some.CustomerKey, new(2026, 3, 2))
            .Do(new CreateCustomer(new() { Name = name, Tier = tier, RepId = "rep-1" }));

        Assert.Equal((code, field), (refused?.Code, refused?.Field));
    }

    private static PureEntity<CustomerState, CustomerCommand, CustomerEvent> Known()
    {
        var customer = new PureEntity<CustomerState, CustomerCommand, CustomerEvent>(CustomerRules.Definition, Some.CustomerKey, new(2026, 3, 2));
        Assert.Null(customer.Do(new CreateCustomer(new() { Name = "苏州恒岳", Tier = "A", RepId = "rep-1" })));
        return customer;
    }
}
