using System.Collections.Immutable;
using SalesGrains.Boards;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;

namespace SalesGrains.Admin;

/// <summary>Compares what boards count with a fresh scan of the store, node by node (对账). All is well when nothing differs.</summary>
public sealed class Reconciliation(IEntityStore store, PortfolioReader portfolio)
{
    /// <summary>Reads both and compares. What was committed or paid in between may differ; it is read again once.</summary>
    public async Task<Reconciled> Compare(OrganizationSnapshot organization)
    {
        var first = await Once(organization);
        return first.Differences.IsEmpty ? first : await Once(organization);
    }

    private async Task<Reconciled> Once(OrganizationSnapshot organization)
    {
        var stored = await Stored(organization);
        var shown = await Shown(organization.Stored.Org);
        var differences = stored.Keys.Union(shown.Keys)
            .Select(key => new Difference(key.ContractId, key.NodeNo, Of(shown, key), Of(stored, key)))
            .Where(difference => difference.BoardFen != difference.StoreFen)
            .OrderBy(difference => difference.ContractId, StringComparer.Ordinal).ThenBy(difference => difference.NodeNo);
        return new([.. differences], stored.Count, shown.Values.Sum(), stored.Values.Sum());
    }

    private async Task<Dictionary<(string ContractId, int NodeNo), long>> Stored(OrganizationSnapshot organization)
    {
        var nodes = new Dictionary<(string, int), long>();
        for (var partition = 0; partition < organization.Stored.Partitions; partition++)
        {
            await foreach (var facts in store.ScanFacts(organization.Stored.Org, partition))
            {
                if (facts is ContractFacts { Stage: "signed" } contract)
                {
                    foreach (var node in contract.Nodes.Where(node => node is { Cancelled: false, OpenFen: > 0 }))
                    {
                        nodes[(contract.Key.Id, node.No)] = node.OpenFen;
                    }
                }
            }
        }

        return nodes;
    }

    private async Task<Dictionary<(string ContractId, int NodeNo), long>> Shown(string org)
    {
        var nodes = new Dictionary<(string, int), long>();
        var query = new ListQuery(BoardScope.Company) { Bucket = "total" };
        for (string? after = null; ;)
        {
            var page = await portfolio.Nodes(org, query, new ListPage(PortfolioReader.MostRows, after));
            foreach (var node in page.Items)
            {
                nodes[(node.ContractId, node.NodeNo)] = node.OpenFen;
            }

            if ((after = page.Next) is null)
            {
                return nodes;
            }
        }
    }

    private static long? Of(Dictionary<(string, int), long> nodes, (string, int) key) => nodes.TryGetValue(key, out var fen) ? fen : null;
}

/// <summary>The outcome of a comparison.</summary>
/// <param name="Differences">What differs.</param>
/// <param name="Nodes">How many open nodes the store has.</param>
/// <param name="BoardFen">What is open on the boards, in fen.</param>
/// <param name="StoreFen">What is open in the store, in fen.</param>
public sealed record Reconciled(ImmutableArray<Difference> Differences, int Nodes, long BoardFen, long StoreFen);

/// <summary>A node that board and store see differently; null where one does not know it.</summary>
public sealed record Difference(string ContractId, int NodeNo, long? BoardFen, long? StoreFen);
