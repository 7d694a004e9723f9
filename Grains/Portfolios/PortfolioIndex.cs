using System.Collections.Immutable;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Identities;
using SalesGrains.Portfolios.Rows;
using SalesGrains.Reps;

namespace SalesGrains.Portfolios;

/// <summary>
/// The latest facts of a shard's entities in memory, in every order that lists, boards and alarms walk. Folding is "the later version wins",
/// so facts that come twice, late or in another order end in the same index. Knows neither time nor Orleans.
/// </summary>
public sealed class PortfolioIndex
{
    private readonly TextPool pool = new();
    private readonly Dictionary<EntityKey, EntityRow> rows = [];
    private readonly Dictionary<string, OrderedRows<NodeRow>> openNodesOfRep = new(StringComparer.Ordinal);
    private readonly Dictionary<EntityKey, EntityFacts> people = [];

    /// <summary>Everything, in no order.</summary>
    public IReadOnlyCollection<EntityRow> Rows => rows.Values;

    /// <summary>Contracts by number.</summary>
    public OrderedRows<ContractRow> Contracts { get; } = new(RowOrders.Contracts);

    /// <summary>Customers by name.</summary>
    public OrderedRows<CustomerRow> Customers { get; } = new(RowOrders.Customers);

    /// <summary>Reps by name.</summary>
    public OrderedRows<RepFacts> Reps { get; } = new(RowOrders.Reps);

    /// <summary>Payment nodes that are neither settled nor cancelled, most urgent first.</summary>
    public OrderedRows<NodeRow> OpenNodes { get; } = new(RowOrders.Nodes);

    /// <summary>Settled and cancelled payment nodes in the same order.</summary>
    public OrderedRows<NodeRow> ClosedNodes { get; } = new(RowOrders.Nodes);

    /// <summary>First contacts that nothing has ended yet, the earliest deadline first.</summary>
    public OrderedRows<ContactRow> OpenContacts { get; } = new(RowOrders.Duties);

    /// <summary>Follow-ups to come and overdue, the earliest day first.</summary>
    public OrderedRows<FollowUpRow> FollowUps { get; } = new(RowOrders.Duties);

    /// <summary>Open nudges by deadline.</summary>
    public OrderedRows<NudgeRow> Nudges { get; } = new(RowOrders.Nudges);

    /// <summary>External identities whose signals wait for somebody to say whose they are, the oldest first.</summary>
    public OrderedRows<IdentityFacts> Unmatched { get; } = new(RowOrders.Unmatched);

    /// <summary>Entities that must act, the earliest first.</summary>
    public OrderedRows<EntityRow> Alarms { get; } = new(RowOrders.Alarms);

    /// <summary>The first deadline of an open first contact after a moment; null: none.</summary>
    public DateTimeOffset? DeadlineAfter(DateTimeOffset moment) => OpenContacts.From(row => row.TurnsAt > moment).FirstOrDefault()?.TurnsAt;

    /// <summary>The open payment nodes of one rep, most urgent first.</summary>
    public OrderedRows<NodeRow> OpenNodesOf(string repId) => openNodesOfRep.GetValueOrDefault(repId) ?? new(RowOrders.Nodes);

    /// <summary>The row of an entity, or null.</summary>
    public EntityRow? Find(EntityKey key) => rows.GetValueOrDefault(key);

    /// <summary>Folds facts.</summary>
    /// <returns>What changed, or null when the index holds these or later ones already.</returns>
    public RowChange? Fold(EntityFacts facts)
    {
        var old = Find(facts.Key);
        if (old is not null && !old.IsOlderThan(facts))
        {
            return null;
        }

        var row = EntityRow.Of(facts, pool);
        rows[row.Key] = row;
        Alarms.Swap(old?.NextDue is null ? null : old, row.NextDue is null ? null : row);
        Replace(old as ContractRow, row as ContractRow);
        Replace(old as CustomerRow, row as CustomerRow);
        Replace(old?.Nudges ?? [], row.Nudges);
        Replace(facts);
        return new(old, row);
    }

    /// <summary>What keeps its place is replaced there; most changes of a contract move nothing.</summary>
    private void Replace(ContractRow? old, ContractRow? next)
    {
        if (old is null && next is null)
        {
            return;
        }

        Contracts.Swap(old, next);
        foreach (var node in old?.Nodes ?? [])
        {
            var same = next?.Nodes.FirstOrDefault(other => other.No == node.No);
            if (same is null || same.IsOpen != node.IsOpen || same.DueNumber != node.DueNumber)
            {
                (node.IsOpen ? OpenNodes : ClosedNodes).Remove(node);
            }

            if (node.IsOpen && (same is not { IsOpen: true } || same.DueNumber != node.DueNumber || next!.RepId != old!.RepId))
            {
                openNodesOfRep[old!.RepId].Remove(node);
            }
        }

        PutIn(next);
    }

    private void PutIn(ContractRow? contract)
    {
        foreach (var node in contract?.Nodes ?? [])
        {
            (node.IsOpen ? OpenNodes : ClosedNodes).Add(node);
            if (node.IsOpen)
            {
                if (!openNodesOfRep.TryGetValue(contract!.RepId, out var ofRep))
                {
                    openNodesOfRep.Add(contract.RepId, ofRep = new(RowOrders.Nodes));
                }

                ofRep.Add(node);
            }
        }
    }

    private void Replace(ImmutableArray<NudgeRow> old, ImmutableArray<NudgeRow> next)
    {
        foreach (var nudge in old)
        {
            Nudges.Remove(nudge);
        }

        foreach (var nudge in next)
        {
            Nudges.Add(nudge);
        }
    }

    private void Replace(CustomerRow? old, CustomerRow? next)
    {
        if (next is not null)
        {
            Customers.Swap(old, next);
            OpenContacts.Swap(old?.Contact is { IsOpen: true } was ? was : null, next.Contact is { IsOpen: true } now ? now : null);
            FollowUps.Swap(old?.FollowUp, next.FollowUp);
        }
    }

    private void Replace(EntityFacts facts)
    {
        var old = people.GetValueOrDefault(facts.Key);
        switch (facts)
        {
            case RepFacts rep:
                Reps.Swap(old as RepFacts, rep);
                break;
            case IdentityFacts identity:
                Unmatched.Swap(old as IdentityFacts, identity.IsWaiting ? identity : null);
                if (!identity.IsWaiting)
                {
                    // Most identities are a customer's; nothing of them is kept.
                    people.Remove(facts.Key);
                    return;
                }

                break;
            default:
                return;
        }

        people[facts.Key] = facts;
    }
}

/// <summary>A row that took another's place.</summary>
/// <param name="Old">The row before, null when the entity is new here.</param>
/// <param name="New">The row now.</param>
public sealed record RowChange(EntityRow? Old, EntityRow New);
