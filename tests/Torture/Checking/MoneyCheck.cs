using SalesGrains.Commands;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;

namespace SalesGrains.Checking;

/// <summary>Money that came in and was not taken back is on nodes or credit of its customer, to the fen.</summary>
internal static class MoneyCheck
{
    /// <summary>What came in and stayed, by what the clients were told, in fen.</summary>
    public static long Received(CommandLog log)
    {
        var receipts = Accepted(log, Kinds.Receipt).ToDictionary(entry => entry.Answer!.Id!, entry => entry.Operation.AmountFen);
        return receipts.Values.Sum() - Accepted(log, Kinds.Reversal).Sum(entry => receipts[entry.Operation.ReceiptId!]);
    }

    /// <summary>What is on nodes and what is credit, by the store's states, in fen.</summary>
    public static (long OnNodes, long Credit) Kept(StoredWorld world) => (
        world.Of(EntityKinds.Contract).Sum(thing => thing.State(ContractRules.Definition).Nodes.Sum(node => node.PaidFen)),
        world.Of(EntityKinds.Customer).Sum(thing => thing.State(CustomerRules.Definition).CreditFen));

    /// <summary>Customers whose money does not add up; nothing, if all is well.</summary>
    public static IEnumerable<string> Faults(StoredWorld world)
    {
        var paid = world.Of(EntityKinds.Contract).Select(thing => thing.State(ContractRules.Definition))
            .SelectMany(contract => contract.Nodes.Select(node => (contract.Header.CustomerId, node.PaidFen)))
            .ToLookup(one => one.CustomerId, one => one.PaidFen);
        foreach (var thing in world.Of(EntityKinds.Customer))
        {
            var customer = thing.State(CustomerRules.Definition);
            var came = customer.Receipts.Where(receipt => !receipt.Reversed).Sum(receipt => receipt.AmountFen);
            var there = paid[thing.Entity.Key.Id].Sum() + customer.CreditFen;
            if (came != there || customer.Receipts.Any(receipt => receipt.InFlightFen != 0))
            {
                yield return $"{thing.Name}: {came} fen came in, {there} are there, {customer.Receipts.Sum(receipt => receipt.InFlightFen)} on the way";
            }
            else if (((CustomerFacts)thing.Entity.Facts).CreditFen != customer.CreditFen)
            {
                yield return $"{thing.Name}: its facts say another credit than its state";
            }
        }
    }

    private static IEnumerable<Entry> Accepted(CommandLog log, string kind) =>
        log.Entries.Where(entry => entry is { Repeats: null, Answer.IsAccepted: true } && entry.Operation.Kind == kind);
}
