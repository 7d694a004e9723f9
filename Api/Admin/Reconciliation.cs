using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans.Core.Internal;
using Orleans.Runtime;
using SalesGrains.Accounts;
using SalesGrains.Boards;
using SalesGrains.Contracts;
using SalesGrains.Contracts.Payments;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Money;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;
using SalesGrains.Problems;

namespace SalesGrains.Admin;

/// <summary>
/// Compares, node by node, what boards count and what the store's facts say with what each contract's own record says (对账). All is well
/// when nothing differs.
/// </summary>
public sealed class Reconciliation(IEntityStore store, IGrainFactory grains, PortfolioReader portfolio, ReconciliationLog log, TimeProvider time)
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Reads all and compares. What is on its way while it is read differs for a moment; so what differs is read again, and told only if it still does, by the same.</summary>
    public async Task<Reconciled> Compare(OrganizationSnapshot organization)
    {
        var began = time.GetTimestamp();
        var found = await Once(organization);
        if (!found.Differences.IsEmpty || !found.BoardAgrees)
        {
            var again = await Once(organization);
            found = again with
            {
                Differences = [.. again.Differences.Where(found.Differences.Contains)],
                BoardAgrees = found.BoardAgrees || again.BoardAgrees || await Settles(organization.Stored.Org),
            };
        }

        found = found with { At = time.GetUtcNow(), TookMs = (long)time.GetElapsedTime(began).TotalMilliseconds };
        log.Compared(organization.Stored.Org, found);
        return found;
    }

    /// <summary>Has contracts state anew what their histories say, under the caller's name; a board whose total went astray is folded anew.</summary>
    /// <exception cref="ProblemException">404 when a contract does not exist.</exception>
    public async Task Repair(Caller caller, IReadOnlyList<string> contracts)
    {
        foreach (var id in contracts)
        {
            var entity = grains.GetEntity(new(EntityKinds.Contract, caller.Org, id));
            var facts = await entity.Restate(caller.Actor) ?? throw Problem.NotFound("contract.not-found").ToException();
            await entity.Viewed(facts.Version);
        }

        if (!await Settles(caller.Org))
        {
            await Board(caller.Org).AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        }
    }

    private async Task<Reconciled> Once(OrganizationSnapshot organization)
    {
        var org = organization.Stored.Org;
        var (books, contracts) = await Stored(organization);
        var shown = await Listed(org);
        var differences = books.Keys.Union(shown.Keys)
            .Select(key => (Key: key, Book: books.GetValueOrDefault(key), Listed: shown.GetValueOrDefault(key)))
            .Select(one => new Difference(
                one.Key.ContractId, one.Book?.Number ?? one.Listed?.Number ?? "", one.Key.NodeNo, one.Listed?.OpenFen, one.Book?.FactsFen, one.Book?.StateFen))
            .Where(difference => difference.Where != "")
            .OrderBy(difference => difference.ContractId, StringComparer.Ordinal).ThenBy(difference => difference.NodeNo);
        var (board, total) = (shown.Values.Sum(node => node.OpenFen), await Total(org));
        return new(
            [.. differences], books.Values.Count(book => book.StateFen is not null), contracts, board, books.Values.Sum(book => book.StateFen ?? 0), total,
            total is null || total == board, default, 0);
    }

    /// <summary>A board follows its list by a moment, longer under load: it went astray only when it does not come to agree.</summary>
    private async Task<bool> Settles(string org)
    {
        for (var began = time.GetTimestamp(); time.GetElapsedTime(began) < Patience; await Task.Delay(Pause, time))
        {
            var listed = (await Listed(org)).Values.Sum(node => node.OpenFen);
            if (await Total(org) is not { } shown || shown == listed)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<(ConcurrentDictionary<(string ContractId, int NodeNo), Book> Nodes, int Contracts)> Stored(OrganizationSnapshot organization)
    {
        var keys = new List<EntityKey>();
        for (var partition = 0; partition < organization.Stored.Partitions; partition++)
        {
            await foreach (var head in store.ScanHeads(organization.Stored.Org, partition))
            {
                if (head.Key.Kind == EntityKinds.Contract)
                {
                    keys.Add(head.Key);
                }
            }
        }

        var nodes = new ConcurrentDictionary<(string, int), Book>();
        await Parallel.ForEachAsync(keys, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (key, _) =>
        {
            if (await store.Load(key) is not { Facts: ContractFacts facts } stored)
            {
                return;
            }

            var byFacts = ContractBooks.OpenByFacts(facts);
            var byState = ContractBooks.OpenByState(stored) ?? byFacts;
            foreach (var no in byFacts.Concat(byState).Select(node => node.No).Distinct())
            {
                nodes[(key.Id, no)] = new(facts.Number, Open(byFacts, no), Open(byState, no));
            }
        });
        return (nodes, keys.Count);
    }

    private async Task<Dictionary<(string ContractId, int NodeNo), NodeItem>> Listed(string org)
    {
        var nodes = new Dictionary<(string, int), NodeItem>();
        var query = new ListQuery(BoardScope.Company) { Bucket = "total" };
        for (string? after = null; ;)
        {
            var page = await portfolio.Nodes(org, query, new ListPage(PortfolioReader.MostRows, after));
            foreach (var node in page.Items)
            {
                nodes[(node.ContractId, node.NodeNo)] = node;
            }

            if ((after = page.Next) is null)
            {
                return nodes;
            }
        }
    }

    /// <summary>The company board's own total; null while it is not complete.</summary>
    private async Task<long?> Total(string org)
    {
        for (var began = time.GetTimestamp(); time.GetElapsedTime(began) < Patience; await Task.Delay(Pause, time))
        {
            if (await Board(org).Read() is { IsComplete: true, Frame: { } frame })
            {
                var text = frame.Rows.FirstOrDefault(row => row.Key == "t/total")?.Cells?[1].Text;
                return text is null ? 0 : Yuan.Read(text, out var fen) is null ? fen : null;
            }
        }

        return null;
    }

    private IBoardGrain Board(string org) => grains.GetGrain<IBoardGrain>(new BoardTopic(org, BoardTopic.Payments, BoardScope.Company).GrainKey);

    private static long? Open(ImmutableArray<NodeFacts> nodes, int no) => nodes.FirstOrDefault(node => node.No == no)?.OpenFen;

    private sealed record Book(string Number, long? FactsFen, long? StateFen);
}
