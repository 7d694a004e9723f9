using SalesGrains.Entities;
using SalesGrains.Money;

namespace SalesGrains.Customers;

/// <summary>A customer as its page shows it. Pure.</summary>
public static class CustomerViewRules
{
    /// <summary>The view of a state.</summary>
    public static CustomerView Of(CustomerState customer, string id, DecisionContext context) => new()
    {
        Id = id,
        Profile = customer.Profile,
        Credit = Yuan.Format(customer.CreditFen),
        Contracts = [.. customer.Contracts.Select(contract => new CustomerContractView(contract.Id, contract.Number, contract.Title))],
        Receipts = [.. customer.Receipts.Reverse().Select(Of)],
        Version = context.Version,
        MergedInto = customer.MergedInto,
        MergedFrom = customer.MergedFrom ?? [],
        Care = CareViewRules.Of(customer, context),
        NextDueAt = CareRules.Items(customer, context).Min(item => (DateTimeOffset?)item.At),
    };

    private static ReceiptView Of(Receipt receipt) => new()
    {
        Id = receipt.Id,
        Amount = Yuan.Format(receipt.AmountFen),
        ReceivedOn = receipt.ReceivedOn,
        ContractId = receipt.ContractId,
        NodeNo = receipt.NodeNo,
        Method = receipt.Method,
        Remark = receipt.Remark,
        Applied = Yuan.Format(receipt.AppliedFen),
        Unapplied = Yuan.Format(receipt.UnappliedFen),
        Reversed = receipt.Reversed,
        RecordedAt = receipt.RecordedAt,
        RecordedBy = receipt.RecordedBy,
        Reference = receipt.Reference,
        InFlight = Yuan.Format(receipt.InFlightFen),
    };
}
