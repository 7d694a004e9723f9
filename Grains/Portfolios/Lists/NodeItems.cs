using SalesGrains.Contracts;
using SalesGrains.Organizations;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Lists;

/// <summary>A payment node as people see it: with names from the tree and what its dates mean at the filter's moment. Pure.</summary>
public static class NodeItems
{
    /// <summary>The item of a node.</summary>
    public static NodeItem Of(NodeRow node, NodeFilter filter)
    {
        var (contract, moment) = (node.Contract, filter.Moment);
        var rules = moment.Rules.Payments;
        return new(
            contract.Key.Id,
            contract.Number,
            contract.Title,
            contract.CustomerId,
            contract.CustomerName,
            contract.Tier,
            contract.RepId,
            moment.Tree.RepName(contract.RepId),
            moment.Tree.UnitOf(contract.RepId)?.Name ?? "",
            moment.Tree.RegionOf(contract.RepId)?.Name ?? "",
            node.No,
            node.Name,
            node.DueOn,
            node.AmountFen,
            node.OpenFen,
            node.Owner,
            filter.StatusOf(node).Name(),
            node.IsOpen ? NodeStatusRules.BucketOf(node.DueOn, moment.Today, rules) : null,
            node.OpenFen > 0 && node.OpenFen < node.AmountFen,
            node.Held,
            node.Blocker,
            node.Provisional,
            node.IsOpen ? NodeStatusRules.ChangesAt(node.DueOn, moment.Now, moment.Zone, rules) : null,
            contract.Version);
    }
}
