using System.Collections.Immutable;
using SalesGrains.Contracts.Terms;
using SalesGrains.Entities;
using SalesGrains.Money;

namespace SalesGrains.Customers;

/// <summary>Receipts and credit (X22). Pure.</summary>
public static class CreditRules
{
    private static readonly ImmutableArray<string> Methods = ["bank", "bill", "cash", "other"];

    /// <summary>Money comes in. A receipt id that is known already records nothing, unless its content is another one.</summary>
    public static Decision<CustomerEvent> Record(CustomerState customer, RecordReceipt command, DecisionContext context)
    {
        if (Wrong(command, context) is { } wrong)
        {
            return wrong;
        }

        if (customer.Receipts.FirstOrDefault(receipt => receipt.Id == command.ReceiptId) is { } known)
        {
            return known.AmountFen == command.AmountFen && known.ReceivedOn == command.ReceivedOn
                ? Decision<CustomerEvent>.Accept()
                : new Rejection("receipt.exists");
        }

        if (Full(customer, context) is { } full)
        {
            return full;
        }

        var matched = command.ContractId is null ? Match(customer, command.Remark) : null;
        return new ReceiptRecorded
        {
            ReceiptId = command.ReceiptId,
            AmountFen = command.AmountFen,
            ReceivedOn = command.ReceivedOn,
            ContractId = command.ContractId ?? matched,
            NodeNo = command.NodeNo,
            Method = command.Method,
            Remark = command.Remark,
            Reference = command.Reference,
            Matched = matched is not null,
        };
    }

    /// <summary>A receipt is taken back as a whole; every contract that may hold a part of it is told.</summary>
    public static Decision<CustomerEvent> Reverse(CustomerState customer, ReverseReceipt command)
    {
        if (DraftRules.Text(command.Reason, 500, "receipt.reason", "/reason", required: true) is { } reason)
        {
            return reason;
        }

        if (customer.Receipts.FirstOrDefault(receipt => receipt.Id == command.ReceiptId) is not { } found)
        {
            return new Rejection("receipt.not-found");
        }

        return found.Reversed
            ? new Rejection("receipt.already-reversed")
            : new ReceiptReversed(
                found.Id,
                command.Reason,
                [.. found.Allocations.Where(part => !part.Answered || part.AppliedFen > 0).Select(part => part.ContractId).Distinct()]);
    }

    /// <summary>Credit is given to a contract, that of the oldest receipt first.</summary>
    public static Decision<CustomerEvent> Allocate(CustomerState customer, AllocateCredit command, DecisionContext context)
    {
        if (Full(customer, context) is { } full)
        {
            return full;
        }

        if (command.AmountFen <= 0)
        {
            return new Rejection("credit.amount-not-positive", "/amount");
        }

        if (string.IsNullOrWhiteSpace(command.ContractId))
        {
            return new Rejection("credit.contract-missing", "/contractId");
        }

        if (command.AmountFen > customer.CreditFen)
        {
            return new Rejection("credit.insufficient", "/amount").With("credit", Yuan.Format(customer.CreditFen));
        }

        var parts = ImmutableArray.CreateBuilder<CreditPart>();
        var left = command.AmountFen;
        foreach (var receipt in customer.Receipts.Where(receipt => receipt.UnappliedFen > 0).OrderBy(receipt => receipt.ReceivedOn))
        {
            var part = Math.Min(left, receipt.UnappliedFen);
            if (part > 0)
            {
                parts.Add(new()
                {
                    ReceiptId = receipt.Id,
                    AllocationId = $"{receipt.Id}.{receipt.Allocations.Length + 1}",
                    AmountFen = part,
                    ReceivedOn = receipt.ReceivedOn,
                });
                left -= part;
            }
        }

        return new CreditAllocated(command.ContractId, command.NodeNo, parts.ToImmutable());
    }

    /// <summary>A customer with so many receipts takes no more; what it has can still be reversed, and its contracts can still answer.</summary>
    private static Rejection? Full(CustomerState customer, DecisionContext context) =>
        context.IsFull ? new Rejection("customer.receipts-full").With("receipts", $"{customer.Receipts.Length}") : null;

    private static Rejection? Wrong(RecordReceipt command, DecisionContext context) =>
        DraftRules.Text(command.ReceiptId, 64, "receipt.id", "/id", required: true)
        ?? (command.AmountFen <= 0 ? new Rejection("receipt.amount-not-positive", "/amount") : null)
        ?? (command.AmountFen > Yuan.MostFen ? new Rejection("money.out-of-range", "/amount") : null)
        ?? (command.ReceivedOn < context.Rules.Payments.EarliestDate || command.ReceivedOn > context.Rules.Payments.LatestDate
            ? new Rejection("date.out-of-range", "/receivedOn") : null)
        ?? (command.ReceivedOn > context.Today ? new Rejection("date.in-future", "/receivedOn").With("today", context.Today.ToString("O")) : null)
        ?? (command.NodeNo is not null && command.ContractId is null ? new Rejection("receipt.node-without-contract", "/nodeNo") : null)
        ?? (command.Method is { } method && !Methods.Contains(method) ? new Rejection("receipt.method-unknown", "/method") : null)
        ?? DraftRules.Text(command.Remark, 500, "receipt.remark", "/remark", required: false)
        ?? DraftRules.Text(command.Reference, 100, "receipt.reference", "/reference", required: false);

    /// <summary>The contract whose number the remark contains; null when none or more than one does. A longer number beats one within it.</summary>
    private static string? Match(CustomerState customer, string? remark)
    {
        if (string.IsNullOrWhiteSpace(remark))
        {
            return null;
        }

        var found = customer.Contracts
            .Where(contract => contract.Number.Length > 0 && remark.Contains(contract.Number, StringComparison.OrdinalIgnoreCase)).ToList();
        var longest = found.Where(contract => !found.Any(other =>
            other.Number.Length > contract.Number.Length && other.Number.Contains(contract.Number, StringComparison.OrdinalIgnoreCase))).ToList();
        return longest is [var one] ? one.Id : null;
    }
}
