using System.Collections.Concurrent;
using SalesGrains.Accounts;
using SalesGrains.Contracts;
using SalesGrains.Portfolios;

namespace SalesGrains.Boards;

/// <summary>The events behind the inputs of a number: everything their contracts recorded up to the versions that count.</summary>
internal static class BoardEvents
{
    private const int AtOnce = 16;
    private const int Page = 200;

    /// <summary>Ids of the events, in the order of the contracts and of recording.</summary>
    public static async Task<IReadOnlyList<string>> Of(Caller caller, IReadOnlyCollection<ExplainInput> inputs)
    {
        var contracts = inputs.Select(input => (input.ContractId, input.Version)).Distinct().ToArray();
        var found = new ConcurrentDictionary<string, List<string>>();
        await Parallel.ForEachAsync(contracts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (contract, _) =>
            found[contract.ContractId] = await EventsOf(caller, contract.ContractId, contract.Version));
        return [.. contracts.SelectMany(contract => found[contract.ContractId])];
    }

    private static async Task<List<string>> EventsOf(Caller caller, string contractId, long version)
    {
        var grain = caller.Grains.Entity<IContractGrain>(contractId);
        var ids = new List<string>();
        for (var after = 0L; ;)
        {
            var entries = await grain.History(after, Page);
            ids.AddRange(entries.Where(entry => entry.Version <= version).Select(entry => entry.EventId));
            if (entries.Length == 0 || entries[^1].Version >= version)
            {
                return ids;
            }

            after = entries[^1].Version;
        }
    }
}
