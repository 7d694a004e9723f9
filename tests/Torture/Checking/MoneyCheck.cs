using SalesGrains.Commands;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;

namespace SalesGrains.Checking;

/// <summary>Money that came in and was not taken back is on nodes or credit of its customer, to the fen.</summary>
internal static class MoneyCheck
{
    /// <summary>What came in and stayed, in fen: by what the clients were told, and for what they never learned by whether it took place.</summary>
    public static long Received(CommandLog log, StoredWorld world)
    {
        var done = world.Things.SelectMany(thing => thing.Commits).Where(commit => commit.Content is { Key: not null, Rejection: null })
            .Select(commit => commit.Content.Key!).ToHashSet();
        var taken = log.Entries.Where(entry => entry.Repeats is null && (entry.Answer?.IsAccepted ?? done.Contains(entry.Operation.Key))).ToList();
        var receipts = taken.Where(entry => entry.Operation.Kind == Kinds.Receipt).ToList();
        var known = receipts.Where(entry => entry.Answer is not null).ToDictionary(entry => entry.Answer!.Id!, entry => entry.Operation.AmountFen);
        return receipts.Sum(entry => entry.Operation.AmountFen)
            - taken.Where(entry => entry.Operation.Kind == Kinds.Reversal).Sum(entry => known[entry.Operation.ReceiptId!]);
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
}
