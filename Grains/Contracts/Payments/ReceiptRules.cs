using System.Collections.Immutable;
using SalesGrains.Customers;
using SalesGrains.Entities;

namespace SalesGrains.Contracts.Payments;

/// <summary>What the customer's receipts do to a contract. Pure.</summary>
public static class ReceiptRules
{
    /// <summary>Takes an allocation: each once, and only for a signed contract of that customer. A refusal leaves the money as credit.</summary>
    public static Decision<ContractEvent> Apply(ContractState contract, EntityKey source, ApplyReceipt receipt)
    {
        if (source.Kind != EntityKinds.Customer || source.Id != contract.Header.CustomerId)
        {
            return new Rejection("receipt.other-customer");
        }

        if (contract.Allocations.Contains(receipt.AllocationId))
        {
            return Decision<ContractEvent>.Accept();
        }

        if (contract.Stage != ContractStages.Signed)
        {
            return new Rejection("receipt.contract-not-signed");
        }

        if (receipt.NodeNo is { } no && contract.Node(no) is null)
        {
            return new Rejection("receipt.node-unknown");
        }

        var (parts, excess) = AllocationRules.Allocate(contract.Nodes, receipt.AmountFen, receipt.NodeNo);
        return new PaymentApplied(
            receipt.AllocationId,
            receipt.ReceiptId,
            receipt.ReceivedOn,
            receipt.NodeNo,
            [.. parts.Select(part => new PaymentPart
            {
                No = part.No, AllocationId = receipt.AllocationId, ReceiptId = receipt.ReceiptId, AmountFen = part.AmountFen,
            })],
            excess);
    }

    /// <summary>Takes a receipt back from every node that it paid; nothing to do when it paid none.</summary>
    public static Decision<ContractEvent> TakeBack(ContractState contract, EntityKey source, TakeReceiptBack receipt)
    {
        if (source.Kind != EntityKinds.Customer || source.Id != contract.Header.CustomerId)
        {
            return new Rejection("receipt.other-customer");
        }

        var parts = contract.Nodes.SelectMany(node => node.Payments
            .Where(payment => payment.ReceiptId == receipt.ReceiptId)
            .Select(payment => new PaymentPart
            {
                No = node.No, AllocationId = payment.AllocationId, ReceiptId = payment.ReceiptId, AmountFen = payment.AmountFen,
            })).ToImmutableArray();
        return parts.IsEmpty ? Decision<ContractEvent>.Accept() : new PaymentReversed(receipt.ReceiptId, parts);
    }
}
