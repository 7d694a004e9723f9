using System.Text.Json.Nodes;
using SalesGrains.Commands;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Money;

namespace SalesGrains.Checking;

/// <summary>The history of a run, as the clients' log and the store tell it.</summary>
internal static class History
{
    /// <summary>Every command that bore a key of its own, and every read.</summary>
    public static IEnumerable<Step> Of(CommandLog log) => log.Reads.Concat(log.Entries.Where(entry => entry.Repeats is null).Select(entry => new Step(
        entry.Operation.Entity,
        entry.Answer is null ? Outcomes.Unknown : entry.Answer.IsAccepted ? Outcomes.Ok : Outcomes.Failed,
        entry.Answer?.Version ?? 0, entry.InvokedAt, entry.AnsweredAt, entry.Operation.Key)));

    /// <summary>Every commit of contracts and customers, with what a reader sees after it.</summary>
    public static IEnumerable<Committed> Of(StoredWorld world) =>
        world.Of(EntityKinds.Contract).SelectMany(thing => Of(thing, ContractRules.Definition, ValueOf))
            .Concat(world.Of(EntityKinds.Customer).SelectMany(thing => Of(thing, CustomerRules.Definition, ValueOf)));

    /// <summary>What a reader has seen of a contract or customer.</summary>
    public static string ValueOf(string entity, JsonNode view) => entity.StartsWith("contract/", StringComparison.Ordinal)
        ? Contract(
            (string)view["stage"]!,
            view["nodes"]!.AsArray().Select(node => (string)node!["paid"]!),
            view["nodes"]!.AsArray().Sum(node => node!["checklist"]?["items"]?.AsArray().Count(item => (bool)item!["done"]!) ?? 0))
        : Customer((string)view["credit"]!, view["receipts"]!.AsArray().Select(receipt => (bool)receipt!["reversed"]!));

    private static IEnumerable<Committed> Of<TState, TCommand, TEvent>(
        StoredThing thing, EntityDefinition<TState, TCommand, TEvent> definition, Func<TState, string> value)
        where TState : class
        where TEvent : class =>
        thing.Fold(definition).Select(step => new Committed(
            thing.Name, step.Row.Version, step.Content.Key, step.Content.Rejection is null, value(step.State),
            [.. step.Content.Events.Select(one => one.Cause).OfType<string>()]));

    private static string ValueOf(ContractState contract) => Contract(
        contract.Stage, contract.Nodes.Select(node => Yuan.Format(node.PaidFen)), contract.Nodes.Sum(node => node.Checklist.Count(item => item.Done)));

    private static string ValueOf(CustomerState customer) =>
        Customer(Yuan.Format(customer.CreditFen), customer.Receipts.Select(receipt => receipt.Reversed));

    private static string Contract(string stage, IEnumerable<string> paid, int ticked) => $"{stage}, paid {string.Join(" + ", paid)}, {ticked} ticked";

    private static string Customer(string credit, IEnumerable<bool> reversed)
    {
        var all = reversed.ToList();
        return $"credit {credit}, {all.Count} receipts, {all.Count(one => one)} reversed";
    }
}
