using SalesGrains.Contracts;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios.Lists;

/// <summary>A contract as a list shows it. Pure.</summary>
public static class ContractItems
{
    private static readonly NodeStatus[] WorstFirst =
    [
        NodeStatus.Overdue, NodeStatus.DueToday, NodeStatus.DueSoon, NodeStatus.Frozen,
        NodeStatus.Upcoming, NodeStatus.NotStarted, NodeStatus.Settled, NodeStatus.Cancelled,
    ];

    /// <summary>The item of a contract.</summary>
    public static ContractItem Of(ContractRow row, PortfolioMoment moment) => new(
        row.Key.Id, row.Number, row.Title, row.CustomerId, row.CustomerName, row.Tier, row.RepId, moment.Tree.RepName(row.RepId), row.Stage,
        row.TotalFen, row.Nodes.Where(static node => node.IsOpen).Sum(static node => node.OpenFen), row.SignedOn,
        row.Nodes.Where(static node => node.IsOpen && node.DueOn is not null).Min(static node => node.DueOn),
        StatusOf(row, moment)?.Name(), row.Version);

    /// <summary>The worst status of its payment nodes; null when it has none.</summary>
    public static NodeStatus? StatusOf(ContractRow row, PortfolioMoment moment)
    {
        var worst = WorstFirst.Length;
        foreach (var node in row.Nodes)
        {
            var status = NodeStatusRules.StatusOf(
                node.DueOn, node.Cancelled, node.Settled, node.Held, moment.Today, moment.Rules.Payments);
            worst = Math.Min(worst, Array.IndexOf(WorstFirst, status));
        }

        return worst < WorstFirst.Length ? WorstFirst[worst] : null;
    }
}
