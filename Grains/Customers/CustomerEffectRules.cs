using SalesGrains.Entities;
using SalesGrains.Numbers;
using SalesGrains.Reps;

namespace SalesGrains.Customers;

/// <summary>Which effects a customer's events call for. Pure.</summary>
internal static class CustomerEffectRules
{
    public static IEnumerable<Effect> Of(CustomerState customer, CustomerEvent happened, EntityKey self)
    {
        switch (happened)
        {
            case CustomerCreated { Profile.ExternalNo: { Length: > 0 } no }:
                yield return Use(no, self);
                break;
            case CustomerUpdated e:
                if (e.FormerExternalNo is { } former)
                {
                    yield return new(NumberRules.KeyOf(self, former), "free-number", new FreeNumber(self.Id));
                }

                if (e.Profile.ExternalNo is { Length: > 0 } now)
                {
                    yield return Use(now, self);
                }

                foreach (var contract in e.Told ? customer.Contracts : [])
                {
                    yield return Tell(customer, contract.Id, self);
                }

                break;
            case ContractKnown { Tell: true } e:
                yield return Tell(customer, e.ContractId, self);
                break;
            case ReceiptRecorded { ContractId: { } contractId } e:
                yield return Apply(contractId, e.ReceiptId, e.ReceiptId, e.AmountFen, e.ReceivedOn, e.NodeNo, self);
                break;
            case CreditAllocated e:
                foreach (var part in e.Parts)
                {
                    yield return Apply(e.ContractId, part.AllocationId, part.ReceiptId, part.AmountFen, part.ReceivedOn, e.NodeNo, self);
                }

                break;
            case CustomerMerged or CustomerAbsorbed or PassedToWinner:
                foreach (var effect in MergeEffectRules.Of(customer, happened, self))
                {
                    yield return effect;
                }

                break;
            case FollowUpRecorded e:
                yield return new(Rep(customer, self), "note-follow-up", new NoteFollowUp
                {
                    FollowUpId = e.FollowUp.Id,
                    CustomerId = self.Id,
                    Industry = customer.Profile.Industry,
                    At = e.FollowUp.OccurredAt,
                    Objection = e.Objection,
                    Quoted = e.Quoted,
                });
                break;
            case QuotationRecorded e:
                yield return new(Rep(customer, self), "note-quotation", new NoteQuotation(self.Id, e.At));
                break;
            case ReceiptReversed e:
                foreach (var id in e.ContractIds)
                {
                    yield return new(Contract(id, self), $"take-receipt-back.{id}", new TakeReceiptBack(e.ReceiptId, e.Reason));
                }

                break;
        }
    }

    private static EntityKey Rep(CustomerState customer, EntityKey self) => new(EntityKinds.Rep, self.Org, customer.Profile.RepId);

    private static EntityKey Contract(string id, EntityKey self) => new(EntityKinds.Contract, self.Org, id);

    private static Effect Use(string number, EntityKey self) => new(NumberRules.KeyOf(self, number), "use-number", new UseNumber(number, self.Id));

    /// <summary>A contract is told whose it is.</summary>
    public static Effect Tell(CustomerState customer, string contractId, EntityKey self) => new(
        Contract(contractId, self), $"know-customer.{contractId}", new KnowCustomer(customer.Profile.Name, customer.Profile.Tier) { FormerIds = customer.MergedFrom });

    private static Effect Apply(
        string contractId, string allocationId, string receiptId, long amountFen, DateOnly receivedOn, int? nodeNo, EntityKey self) =>
        new(Contract(contractId, self), $"apply-receipt.{allocationId}", new ApplyReceipt(allocationId, receiptId, amountFen, receivedOn, nodeNo));
}
