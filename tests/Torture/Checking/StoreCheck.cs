using System.Text.Json;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Entities.Chains;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Stores;
using SalesGrains.Identities;
using SalesGrains.Numbers;
using SalesGrains.Recipients;
using SalesGrains.Reps;

namespace SalesGrains.Checking;

/// <summary>Whether the store agrees with itself: histories without gaps, chains unbroken, states and facts what their events fold to.</summary>
internal static class StoreCheck
{
    /// <summary>What is wrong; nothing, if all is well.</summary>
    public static IEnumerable<string> Faults(StoredWorld world)
    {
        foreach (var thing in world.Things)
        {
            if (ChainRules.Verify(thing.Commits.Select(commit => commit.Row), thing.Entity.LastHash) is { } broken)
            {
                yield return $"{thing.Name}: the chain breaks at version {broken}";
            }

            if (thing.Commits.Length != thing.Entity.Version || thing.Commits[^1].Row.LastSeq != thing.Entity.LastSeq)
            {
                yield return $"{thing.Name} is at {thing.Entity.Version}, its history at {thing.Commits.Length}";
            }

            var refolded = thing.Entity.Key.Kind switch
            {
                EntityKinds.Contract => Refold(ContractRules.Definition, thing),
                EntityKinds.Customer => Refold(CustomerRules.Definition, thing),
                EntityKinds.Rep => Refold(RepRules.Definition, thing),
                EntityKinds.Identity => Refold(IdentityRules.Definition, thing),
                EntityKinds.Recipient => Refold(RecipientRules.Definition, thing),
                EntityKinds.Number => Refold(NumberRules.Definition, thing),
                _ => null,
            };
            if (refolded is not null && !refolded.AsSpan().SequenceEqual(thing.Entity.State.Span))
            {
                yield return $"{thing.Name}: the state is not the fold of its events";
            }

            if (Json(thing.Entity.Facts) != Json(thing.Commits[^1].Content.Facts!))
            {
                yield return $"{thing.Name}: the facts are not those of the last commit";
            }

            foreach (var fault in thing.Entity.Key.Kind == EntityKinds.Contract ? Nodes(thing) : [])
            {
                yield return fault;
            }
        }
    }

    /// <summary>The state of an entity, as stored.</summary>
    public static TState State<TState, TCommand, TEvent>(this StoredThing thing, EntityDefinition<TState, TCommand, TEvent> definition)
        where TState : class
        where TEvent : class =>
        JsonSerializer.Deserialize(thing.Entity.State.Span, definition.StateJson)!;

    /// <summary>An entity's states, one after each commit, folded from its events.</summary>
    public static IEnumerable<(StoredCommit Row, CommitContent Content, TState State)> Fold<TState, TCommand, TEvent>(
        this StoredThing thing, EntityDefinition<TState, TCommand, TEvent> definition)
        where TState : class
        where TEvent : class
    {
        var state = definition.Initial;
        foreach (var (row, content) in thing.Commits)
        {
            var seq = row.FirstSeq;
            foreach (var record in content.Events)
            {
                var meta = new EventMeta(
                    CommitContent.EventId(thing.Entity.Key, content.Generation, seq++),
                    record.OccurredAt ?? row.RecordedAt, row.RecordedAt, record.Actor ?? content.Actor);
                state = definition.Evolve(state, record.Data.Deserialize(definition.EventJson)!, meta);
            }

            yield return (row, content, state);
        }
    }

    private static byte[] Refold<TState, TCommand, TEvent>(EntityDefinition<TState, TCommand, TEvent> definition, StoredThing thing)
        where TState : class
        where TEvent : class =>
        JsonSerializer.SerializeToUtf8Bytes(thing.Fold(definition).Last().State, definition.StateJson);

    /// <summary>What boards count of a contract is what its state says.</summary>
    private static IEnumerable<string> Nodes(StoredThing thing)
    {
        var facts = ((ContractFacts)thing.Entity.Facts).Nodes.ToDictionary(node => node.No);
        foreach (var node in thing.State(ContractRules.Definition).Nodes)
        {
            if (!facts.TryGetValue(node.No, out var fact) || fact.OpenFen != node.OpenFen || fact.AmountFen != node.AmountFen
                || fact.DueOn != node.DueOn || fact.Cancelled != node.Cancelled)
            {
                yield return $"{thing.Name}: the facts of node {node.No} are {fact}, it has {node.OpenFen} fen open, due {node.DueOn}";
            }
        }
    }

    private static string Json(EntityFacts facts) => JsonSerializer.Serialize(facts, ProtocolJson.Stored.EntityFacts);
}
