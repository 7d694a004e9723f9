using System.Text.Json;
using SalesGrains.Commands;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Checking;

/// <summary>What the clients were told, against what is stored: nothing lost, nothing twice, nothing that nobody asked for.</summary>
internal sealed class CommandCheck
{
    private readonly ILookup<string, (StoredThing Thing, StoredCommit Row, CommitContent Content)> byKey;
    private readonly List<string> faults = [];

    private CommandCheck(StoredWorld world) => byKey = world.Things
        .SelectMany(thing => thing.Commits.Where(commit => commit.Content.Key is not null).Select(commit => (thing, commit.Row, commit.Content)))
        .ToLookup(commit => commit.Content.Key!);

    /// <summary>Accepted commands that the store does not have.</summary>
    public int Lost { get; private set; }

    /// <summary>Commands, receipts and payments that it has more than once.</summary>
    public int Twice { get; private set; }

    /// <summary>Commands whose outcome their client never learned.</summary>
    public int Unknown { get; private set; }

    /// <summary>Of these, those that took place.</summary>
    public int Happened { get; private set; }

    /// <summary>All that is wrong.</summary>
    public IReadOnlyList<string> Faults => faults;

    public static CommandCheck Of(StoredWorld world, CommandLog log)
    {
        var check = new CommandCheck(world);
        foreach (var entry in log.Entries.Where(entry => entry.Repeats is null))
        {
            check.One(entry);
        }

        foreach (var entry in log.Entries.Where(entry => entry is { Repeats: not null, IsOtherPayload: false } && entry.Answer != entry.Repeats.Answer))
        {
            check.faults.Add($"{entry}, but the same key was answered {entry.Repeats!.Answer}");
        }

        foreach (var entry in log.Entries.Where(entry => !entry.GivenUp).Where(entry => entry.Answer is null or { Status: < 200 or >= 500 or 401 or 403 or 404 }
            || (entry.Operation.MustRefuse is { } code && entry.Answer!.Code != code)
            || (entry.Operation.MustAccept && !entry.Answer!.IsAccepted)))
        {
            check.faults.Add($"not what it had to be: {entry}");
        }

        check.Phantoms(log);
        check.Money(world);
        return check;
    }

    private void One(Entry entry)
    {
        var stored = byKey[entry.Operation.Key].ToList();
        if (stored.Count > 1)
        {
            Twice++;
            faults.Add($"twice: {entry}");
            return;
        }

        if (entry.GivenUp)
        {
            Unknown++;
            Happened += stored.Any(commit => commit.Content.Rejection is null) ? 1 : 0;
            return;
        }

        if (entry.Answer is not { IsAccepted: true } answer)
        {
            if (stored.Any(commit => commit.Content.Rejection?.Code != entry.Answer?.Code || commit.Content is not { Events: [], Effects: [] }))
            {
                faults.Add($"refused, but something is there: {entry}");
            }

            return;
        }

        if (stored is not [var (thing, row, content)])
        {
            Lost++;
            faults.Add($"lost: {entry}");
            return;
        }

        var (type, mayBeNone) = Kinds.Leaves[entry.Operation.Kind];
        var events = content.Events.Where(one => TypeOf(one) == type).ToList();
        var fits = thing.Name == entry.Operation.Entity && row.Version == answer.Version && content.Rejection is null
            && (events.Count == 1 || (mayBeNone && content.Events.IsEmpty)) && IsAsAsked(entry, events);
        if (!fits)
        {
            faults.Add($"stored otherwise at {thing.Name} {row.Version}: {entry}");
        }
    }

    private static bool IsAsAsked(Entry entry, List<EventRecord> events) => entry.Operation.Kind switch
    {
        Kinds.Receipt => events[0].Data.Deserialize(CustomerRules.Definition.EventJson) is ReceiptRecorded receipt
            && receipt.ReceiptId == entry.Answer!.Id && receipt.AmountFen == entry.Operation.AmountFen,
        Kinds.Reversal => events[0].Data.Deserialize(CustomerRules.Definition.EventJson) is ReceiptReversed reversed
            && reversed.ReceiptId == entry.Operation.ReceiptId,
        _ => true,
    };

    private void Phantoms(CommandLog log)
    {
        var asked = log.Entries.Select(entry => entry.Operation.Key).ToHashSet();
        faults.AddRange(byKey.Where(stored => stored.Key.StartsWith("op-", StringComparison.Ordinal) && !asked.Contains(stored.Key))
            .Select(stored => $"nobody asked for {stored.Key}"));
    }

    /// <summary>Receipt, allocation, contract and signature stand once each, whatever key brought them.</summary>
    private void Money(StoredWorld world)
    {
        var customers = world.Of(EntityKinds.Customer).SelectMany(thing => Events(thing, CustomerRules.Definition)).ToList();
        Once(customers.OfType<ReceiptRecorded>().Select(one => one.ReceiptId), "receipt");
        Once(customers.OfType<ReceiptReversed>().Select(one => one.ReceiptId), "reversal");
        Once(customers.OfType<AllocationAnswered>().Select(one => one.AllocationId), "answered allocation");
        Once(world.Of(EntityKinds.Contract).SelectMany(thing => Events(thing, ContractRules.Definition)).OfType<PaymentApplied>().Select(one => one.AllocationId), "payment");
        foreach (var type in (string[])["contract-drafted", "contract-signed", "contract-cancelled"])
        {
            Once(world.Of(EntityKinds.Contract).SelectMany(thing => thing.Commits.SelectMany(commit => commit.Content.Events)
                .Where(one => TypeOf(one) == type).Select(_ => thing.Name)), type);
        }
    }

    private void Once(IEnumerable<string> ids, string what)
    {
        foreach (var twice in ids.GroupBy(id => id).Where(group => group.Count() > 1))
        {
            Twice++;
            faults.Add($"{what} {twice.Key} stands {twice.Count()} times");
        }
    }

    private static IEnumerable<TEvent> Events<TState, TCommand, TEvent>(StoredThing thing, EntityDefinition<TState, TCommand, TEvent> definition)
        where TState : class
        where TEvent : class =>
        thing.Commits.SelectMany(commit => commit.Content.Events).Select(one => one.Data.Deserialize(definition.EventJson)!);

    private static string TypeOf(EventRecord record) => record.Data.GetProperty("type").GetString()!;
}
