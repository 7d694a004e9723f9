using System.Collections.Immutable;
using SalesGrains.Boards;
using SalesGrains.Contracts;

namespace SalesGrains.Portfolios.Rows;

/// <summary>A contract as lists and boards know it.</summary>
public sealed class ContractRow : EntityRow
{
    /// <summary>Makes the rows of a contract, its payment nodes and its nudges.</summary>
    public ContractRow(ContractFacts facts, TextPool pool)
        : base(facts, pool)
    {
        Number = facts.Number;
        Title = pool.One(facts.Title);
        CustomerId = pool.One(facts.CustomerId);
        CustomerName = pool.One(facts.CustomerName);
        Tier = pool.One(facts.Tier);
        RepId = pool.One(facts.RepId);
        Stage = pool.One(facts.Stage);
        TotalFen = facts.TotalFen;
        SignedOn = facts.SignedOn;
        Nodes = [.. facts.Nodes.Select(node => new NodeRow(this, node, pool))];
        Nudges = [.. facts.Nudges.Select(nudge => new NudgeRow(this, nudge, RepId, Number, CustomerName))];
    }

    /// <summary>Business number.</summary>
    public string Number { get; }

    /// <summary>What it is about.</summary>
    public string Title { get; }

    /// <summary>Customer id.</summary>
    public string CustomerId { get; }

    /// <summary>Customer name.</summary>
    public string CustomerName { get; }

    /// <summary>A, B or C.</summary>
    public string Tier { get; }

    /// <summary>Who owns it.</summary>
    public string RepId { get; }

    /// <summary>draft, signed or cancelled.</summary>
    public string Stage { get; }

    /// <summary>Total, in fen.</summary>
    public long TotalFen { get; }

    /// <summary>When it was signed.</summary>
    public DateOnly? SignedOn { get; }

    /// <summary>Its payment nodes.</summary>
    public ImmutableArray<NodeRow> Nodes { get; }
}

/// <summary>A payment node as lists and boards know it.</summary>
public sealed class NodeRow(ContractRow contract, NodeFacts facts, TextPool pool) : DutyRow
{
    /// <summary>Its contract.</summary>
    public ContractRow Contract { get; } = contract;

    /// <summary>1–12.</summary>
    public int No { get; } = facts.No;

    /// <summary>Name.</summary>
    public string Name { get; } = pool.One(facts.Name);

    /// <summary>sales, delivery or customer.</summary>
    public string Owner { get; } = pool.One(facts.Owner);

    /// <summary>What stands in the way, or null.</summary>
    public string? Blocker { get; } = pool.OneOrNull(facts.Blocker);

    /// <summary>What is to be paid, in fen.</summary>
    public long AmountFen { get; } = facts.AmountFen;

    /// <summary>What is open, in fen.</summary>
    public long OpenFen { get; } = facts.OpenFen;

    /// <summary>Due date, or null while it has not started.</summary>
    public DateOnly? DueOn { get; } = facts.DueOn;

    /// <summary>Frozen.</summary>
    public bool Held { get; } = facts.Held;

    /// <summary>Counted through a year without an official calendar.</summary>
    public bool Provisional { get; } = facts.Provisional;

    /// <summary>Fully paid.</summary>
    public bool Settled { get; } = NodeStatusRules.IsSettled(facts);

    /// <summary>Taken out, or its contract was cancelled.</summary>
    public bool Cancelled { get; } = facts.Cancelled || contract.Stage == "cancelled";

    /// <summary>Neither settled nor cancelled.</summary>
    public bool IsOpen => !Settled && !Cancelled;

    /// <summary>Sorts by due date; nodes without one come last.</summary>
    public int DueNumber => DueOn?.DayNumber ?? int.MaxValue;

    /// <inheritdoc/>
    public override EntityRow Entity => Contract;

    /// <inheritdoc/>
    public override string Kind => DutyKinds.Payment;

    /// <inheritdoc/>
    public override string RepId => Contract.RepId;

    /// <inheritdoc/>
    public override string Tier => Contract.Tier;

    /// <inheritdoc/>
    public override DateTime LateFrom => After(DueOn);

    /// <inheritdoc/>
    public override int Number => No;

    /// <inheritdoc/>
    public override bool Has(SearchText text) => text.IsIn(Contract);
}
