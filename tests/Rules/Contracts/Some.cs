using System.Collections.Immutable;
using SalesGrains.Entities;

namespace SalesGrains.Contracts;

/// <summary>Contracts for tests.</summary>
internal static class Some
{
    public const string Customer = "cust-1";

    public static readonly EntityKey CustomerKey = new(EntityKinds.Customer, "acme0001", Customer);

    public static PureEntity<ContractState, ContractCommand, ContractEvent> Contract(TestClock clock, string id = "c-1") =>
        new(ContractRules.Definition, new(EntityKinds.Contract, "acme0001", id), clock);

    /// <summary>30 % five workdays after signing, 60 % ten workdays after final acceptance, 10 % after the warranty.</summary>
    public static ContractDraft Draft(long totalFen = 100_000_00, params Term[] terms) => new()
    {
        Number = "HT-2026-0131",
        Title = "仓储物流系统",
        CustomerId = Customer,
        CustomerName = "苏州恒岳",
        Tier = "A",
        RepId = "rep-1",
        TotalFen = totalFen,
        WarrantyMonths = 12,
        Terms = terms.Length > 0 ? [.. terms] : [Prepay(), Acceptance(), Retention()],
    };

    public static Term Prepay(int ppm = 300_000) => new()
    {
        Name = "预付款", Kind = TermWords.Prepay, Trigger = new OnEvent("signed"), Offset = new() { Count = 5, Unit = "workday" },
        Amount = TermAmount.Share(ppm), Owner = "sales",
    };

    public static Term Acceptance(int ppm = 600_000) => new()
    {
        Name = "验收款", Kind = TermWords.Acceptance, Trigger = new OnEvent("final-accepted"), Offset = new() { Count = 10, Unit = "workday" },
        Amount = TermAmount.Share(ppm), Owner = "delivery", Deliverables = [new() { Type = "acceptance-report", Name = "验收报告" }],
    };

    public static Term Retention(int ppm = 100_000) => new()
    {
        Name = "质保金", Kind = TermWords.Retention, Trigger = new OnEvent("warranty-end"), Offset = new() { Count = 10, Unit = "workday" },
        Amount = TermAmount.Share(ppm), Owner = "customer",
    };

    /// <summary>A node due on a day, whatever happens.</summary>
    public static Term DueOn(DateOnly day, TermAmount amount) => new()
    {
        Name = "货款", Kind = TermWords.Final, Trigger = new OnDate(day), Offset = new() { Count = 0, Unit = "day", Roll = "none" },
        Amount = amount, Owner = "sales",
    };

    public static PureEntity<ContractState, ContractCommand, ContractEvent> Signed(TestClock clock, DateOnly? signedOn = null, params Term[] terms)
    {
        var contract = Contract(clock);
        Assert.Null(contract.Do(new CreateContract(Draft(terms: terms))));
        Assert.Null(contract.Do(new SignContract(signedOn ?? clock.Today)));
        return contract;
    }

    public static Rejection? Pay(
        this PureEntity<ContractState, ContractCommand, ContractEvent> contract, long fen, int? no = null, string? id = null, DateOnly? on = null) =>
        contract.Receive(CustomerKey, new Customers.ApplyReceipt(
            id ?? $"r-{contract.Events.Count()}", id ?? $"r-{contract.Events.Count()}", fen, on ?? contract.Context().Today, no));

    public static ImmutableArray<NudgeRaised> Nudges(this PureEntity<ContractState, ContractCommand, ContractEvent> contract) =>
        [.. contract.Events.OfType<NudgeRaised>()];

    public static PaymentNode Node(this PureEntity<ContractState, ContractCommand, ContractEvent> contract, int no) => contract.State.Node(no)!;
}
