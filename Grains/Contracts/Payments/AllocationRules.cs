using System.Collections.Immutable;

namespace SalesGrains.Contracts.Payments;

/// <summary>
/// Which nodes a receipt pays (X22): the node that was named, and only that one; else the oldest due first, then those without a due
/// date in the order of the terms, frozen ones last. What no node can take is the customer's. Pure.
/// </summary>
public static class AllocationRules
{
    /// <summary>Divides an amount.</summary>
    /// <param name="nodes">The contract's nodes in the order of the terms.</param>
    /// <param name="amountFen">In fen, above 0.</param>
    /// <param name="nodeNo">The node that was named, or null.</param>
    /// <returns>What goes on which node, and what is left, in fen.</returns>
    public static (ImmutableArray<(int No, long AmountFen)> Parts, long ExcessFen) Allocate(
        ImmutableArray<PaymentNode> nodes, long amountFen, int? nodeNo)
    {
        var parts = ImmutableArray.CreateBuilder<(int, long)>();
        var left = amountFen;
        foreach (var node in nodeNo is { } no ? nodes.Where(node => node.No == no) : InOrder(nodes))
        {
            var part = Math.Min(left, node.OpenFen);
            if (part > 0)
            {
                parts.Add((node.No, part));
                left -= part;
            }
        }

        return (parts.ToImmutable(), left);
    }

    private static IEnumerable<PaymentNode> InOrder(ImmutableArray<PaymentNode> nodes) =>
        nodes.OrderBy(node => node.Held).ThenBy(node => node.DueOn ?? DateOnly.MaxValue);
}
