using System.Collections.Immutable;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Identities;

namespace SalesGrains.Customers;

/// <summary>
/// One customer instead of two (合并, X10). The duplicate gives everything away in one piece; whoever takes it tells the contracts and the
/// identities. What reaches the duplicate later goes on behind that piece, in the same lane. Money moves only while none of it is between the
/// duplicate and a contract, so it is never in two books. Pure.
/// </summary>
public static class MergeRules
{
    /// <summary>Gives everything away.</summary>
    public static Decision<CustomerEvent> Merge(CustomerState customer, MergeCustomer command, DecisionContext context) =>
        string.IsNullOrWhiteSpace(command.IntoId) ? new Rejection("customer.merge-into-missing", "/into")
        : command.IntoId == context.Self.Id ? new Rejection("customer.merge-into-itself", "/into")
        : customer.Receipts.Any(IsMoving) ? new Rejection("customer.money-on-its-way")
        : new CustomerMerged(command.IntoId);

    /// <summary>What would keep a customer from taking a duplicate, or null.</summary>
    public static Rejection? Objection(CustomerView winner) =>
        winner.MergedInto is { } other ? Merged(other) : winner.Care.PooledAt is not null ? new("customer.in-pool", "/into") : null;

    /// <summary>Takes all that a duplicate had, once; nothing of it when it cannot take everything.</summary>
    public static Decision<CustomerEvent> Absorb(CustomerState customer, string formerId, AbsorbCustomer had, DecisionContext context) =>
        customer.MergedFrom?.Contains(formerId) == true ? Decision<CustomerEvent>.Accept()
        : customer.IsPooled ? new Rejection("customer.in-pool")
        : context.IsFull ? new Rejection("customer.full").With("contracts", $"{customer.Contracts.Length}")
        : had.Receipts.FirstOrDefault(receipt => customer.Receipts.Any(own => own.Id == receipt.Id)) is { } twice
            ? new Rejection("customer.receipt-in-both").With("receipt", twice.Id)
        : new CustomerAbsorbed(formerId, had);

    /// <summary>Says where it is now.</summary>
    public static Rejection Merged(string winner) => new Rejection("customer.merged").With("into", winner);

    /// <summary>Only a duplicate that was taken may send on; one that was refused keeps what reached it meanwhile.</summary>
    public static Rejection? Unknown(CustomerState customer, IncomingEffect effect) =>
        effect.Source.Kind == EntityKinds.Customer && effect.Body is not AbsorbCustomer && customer.MergedFrom?.Contains(effect.Source.Id) != true
            ? new("customer.not-merged")
            : null;

    /// <summary>What reaches a duplicate goes on.</summary>
    public static Decision<CustomerEvent> Pass(EffectBody body, string winner) => body switch
    {
        KnowContract known => new PassedToWinner(winner) { Known = known },
        ForgetContract gone => new PassedToWinner(winner) { Gone = gone },
        ReceiptReleased released => new PassedToWinner(winner) { Released = released },
        CustomerSignal signal => new PassedToWinner(winner) { Signal = signal },
        AbsorbCustomer => Merged(winner),
        _ => Decision<CustomerEvent>.Accept(),
    };

    private static bool IsMoving(Receipt receipt) => receipt.InFlightFen > 0 || (receipt.Reversed && receipt.AppliedFen > 0);
}
