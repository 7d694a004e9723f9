using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities;
using SalesGrains.Nudges;
using SalesGrains.Numbers;

namespace SalesGrains.Contracts;

/// <summary>A contract tells its customer that it exists, under which number and title, and which name and tier it knows; the customer answers only if they are others.</summary>
public sealed record KnowContract(string ContractId, string Number, string Title, string CustomerName, string Tier) : EffectBody
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A draft tells the customer that it was for before that it is for another one now.</summary>
public sealed record ForgetContract(string ContractId) : EffectBody
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A contract tells its customer what became of an allocation: paid on nodes, and what no node took.</summary>
public sealed record ReceiptApplied(string AllocationId, string ReceiptId, long AppliedFen, long ExcessFen) : EffectBody
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A contract gives back parts of allocations: an amendment made a node smaller, or a reversal took the receipt away.</summary>
public sealed record ReceiptReleased(ImmutableArray<ReleasedPart> Parts, bool Reversed) : EffectBody
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>What of an allocation is not on a node any more, in fen.</summary>
public sealed record ReleasedPart(string AllocationId, string ReceiptId, long AmountFen)
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Which effects a contract's events call for. Pure.</summary>
internal static class ContractEffectRules
{
    public static IEnumerable<Effect> Of(ContractState contract, ContractEvent happened, EntityKey self)
    {
        var customer = new EntityKey(EntityKinds.Customer, self.Org, contract.Header.CustomerId);
        switch (happened)
        {
            case ContractDrafted:
                yield return Use(contract.Header.Number, self);
                yield return Know(contract, self, customer);
                break;
            case DraftRevised revised:
                if (revised.FormerNumber is { } former)
                {
                    yield return Use(contract.Header.Number, self);
                    yield return new(NumberRules.KeyOf(self, former), "free-number", new FreeNumber(self.Id));
                }

                if (revised.FormerCustomerId is { } other)
                {
                    yield return new(customer with { Id = other }, "forget-contract", new ForgetContract(self.Id));
                }

                yield return Know(contract, self, customer);
                break;
            case NumberLost:
                yield return Use(contract.Header.Number, self);
                yield return Know(contract, self, customer);
                break;
            case PaymentApplied applied:
                yield return new(customer, "receipt-applied", new ReceiptApplied(
                    applied.AllocationId, applied.ReceiptId, applied.Parts.Sum(part => part.AmountFen), applied.ExcessFen));
                break;
            case PaymentReversed reversed:
                yield return new(customer, "receipt-released", Released(reversed.Parts, reversed: true));
                break;
            case ContractAmended { Released.IsEmpty: false } amended:
                yield return new(customer, "receipt-released", Released(amended.Released, reversed: false));
                break;
        }
    }

    /// <summary>Whose its nudges are, and about what.</summary>
    public static NudgeSubject Nudges(ContractState contract) => new(contract.Header.RepId, contract.Header.Number, contract.Header.CustomerName, contract.Nudges)
    {
        Part = nudge => contract.Node(nudge.NodeNo) is { } node ? (node.Term.Name, node.OpenFen) : (null, 0),
    };

    private static Effect Use(string number, EntityKey self) => new(NumberRules.KeyOf(self, number), "use-number", new UseNumber(number, self.Id));

    private static Effect Know(ContractState contract, EntityKey self, EntityKey customer) =>
        new(customer, "know-contract", new KnowContract(
            self.Id, contract.Header.Number, contract.Header.Title, contract.Header.CustomerName, contract.Header.Tier));

    private static ReceiptReleased Released(ImmutableArray<PaymentPart> parts, bool reversed) =>
        new([.. parts.Select(part => new ReleasedPart(part.AllocationId, part.ReceiptId, part.AmountFen))], reversed);
}
