using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Portfolios.Rows;

/// <summary>A nudge as inboxes know it.</summary>
/// <param name="owner">The entity that raised it.</param>
/// <param name="facts">The nudge.</param>
/// <param name="repId">Whose it is.</param>
/// <param name="number">A contract's number; empty elsewhere.</param>
/// <param name="customerName">The customer's name, or what is known of one.</param>
public sealed class NudgeRow(EntityRow owner, NudgeFacts facts, string repId, string number, string customerName)
{
    /// <summary>The entity that raised it.</summary>
    public EntityRow Owner { get; } = owner;

    /// <summary>The nudge.</summary>
    public NudgeFacts Facts { get; } = facts;

    /// <summary>Whose it is.</summary>
    public string RepId { get; } = repId;

    /// <summary>A contract's number; empty elsewhere.</summary>
    public string Number { get; } = number;

    /// <summary>The customer's name, or what is known of one.</summary>
    public string CustomerName { get; } = customerName;

    /// <summary>The entity that raised it.</summary>
    public EntityKey Key => Owner.Key;

    /// <summary>The payment node it is about, or null.</summary>
    public NodeRow? Node => Facts.NodeNo == 0 ? null : (Owner as ContractRow)?.Nodes.FirstOrDefault(node => node.No == Facts.NodeNo);
}
