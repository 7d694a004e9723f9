using System.Collections.Immutable;
using SalesGrains.Entities;

namespace SalesGrains.Customers;

/// <summary>Folds a customer's events. Reads the event only. Pure.</summary>
public static class CustomerFoldRules
{
    /// <summary>The state after an event.</summary>
    public static CustomerState Evolve(CustomerState customer, CustomerEvent happened, EventMeta meta) => happened switch
    {
        CustomerCreated e => customer with { Profile = e.Profile, GivenAt = meta.RecordedAt },
        CustomerUpdated e => (e.Profile.RepId == customer.Profile.RepId ? customer : Given(customer, meta)) with { Profile = e.Profile },
        CustomerClaimed e => Given(customer, meta) with
        {
            Profile = customer.Profile with { RepId = e.RepId }, Care = CareFoldRules.Touch(CareFoldRules.Given(customer.Cared), meta.RecordedAt),
        },
        ExternalNoLost => customer with { Profile = customer.Profile with { ExternalNo = null } },
        ContractKnown e => customer with { Contracts = Know(customer.Contracts, e) },
        ContractForgotten e => customer with { Contracts = customer.Contracts.RemoveAll(contract => contract.Id == e.ContractId) },
        ReceiptRecorded e => customer with { Receipts = customer.Receipts.Add(New(e, meta)) },
        ReceiptReversed e => customer with { Receipts = Map(customer, e.ReceiptId, receipt => receipt with { Reversed = true }) },
        CreditAllocated e => e.Parts.Aggregate(customer, (so, part) => so with
        {
            Receipts = Map(so, part.ReceiptId, receipt => receipt with
            {
                Allocations = receipt.Allocations.Add(new() { Id = part.AllocationId, ContractId = e.ContractId, AmountFen = part.AmountFen }),
            }),
        }),
        AllocationAnswered e => customer with
        {
            Receipts = Map(customer, e.ReceiptId, receipt => Allocated(receipt, e.AllocationId, part => part with
            {
                Answered = true, AppliedFen = e.AppliedFen, Refused = e.Refused,
            })),
        },
        AllocationReleased e => customer with
        {
            Receipts = Map(customer, e.ReceiptId, receipt => Allocated(receipt, e.AllocationId, part => part with
            {
                AppliedFen = part.AppliedFen - e.AmountFen,
            })),
        },
        CustomerMerged or CustomerMergeUndone or CustomerAbsorbed => MergeFoldRules.Evolve(customer, happened, meta),
        _ => CareFoldRules.Evolve(customer.Cared, happened, meta) is { } care ? customer with { Care = Chains.ChainMarkRules.Marked(care, happened, meta) } : customer,
    };

    /// <summary>Another rep has it.</summary>
    private static CustomerState Given(CustomerState customer, EventMeta meta) =>
        customer with { GivenAt = meta.RecordedAt, Care = customer.Care is { } care ? CareFoldRules.Given(care) : null };

    private static ImmutableArray<KnownContract> Know(ImmutableArray<KnownContract> contracts, ContractKnown e)
    {
        var known = new KnownContract { Id = e.ContractId, Number = e.Number, Title = e.Title };
        return contracts.FirstOrDefault(contract => contract.Id == e.ContractId) is { } before
            ? contracts.Replace(before, before with { Number = e.Number, Title = e.Title })
            : contracts.Add(known);
    }

    private static Receipt New(ReceiptRecorded e, EventMeta meta) => new()
    {
        Id = e.ReceiptId,
        AmountFen = e.AmountFen,
        ReceivedOn = e.ReceivedOn,
        ContractId = e.ContractId,
        NodeNo = e.NodeNo,
        Method = e.Method,
        Remark = e.Remark,
        Reference = e.Reference,
        RecordedAt = meta.RecordedAt,
        RecordedBy = meta.Actor.Name,
        Allocations = e.ContractId is null ? [] : [new() { Id = e.ReceiptId, ContractId = e.ContractId, AmountFen = e.AmountFen }],
    };

    private static ImmutableArray<Receipt> Map(CustomerState customer, string receiptId, Func<Receipt, Receipt> change)
    {
        for (var i = customer.Receipts.Length - 1; i >= 0; i--)
        {
            if (customer.Receipts[i].Id == receiptId)
            {
                return customer.Receipts.SetItem(i, change(customer.Receipts[i]));
            }
        }

        return customer.Receipts;
    }

    private static Receipt Allocated(Receipt receipt, string allocationId, Func<Allocation, Allocation> change) => receipt with
    {
        Allocations = [.. receipt.Allocations.Select(part => part.Id == allocationId ? change(part) : part)],
    };
}
