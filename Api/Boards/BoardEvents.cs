using System.Collections.Concurrent;
using SalesGrains.Accounts;
using SalesGrains.Contracts;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Portfolios;
using SalesGrains.Reps;

namespace SalesGrains.Boards;

/// <summary>The events behind the inputs of a number: everything their entities recorded up to the versions that count.</summary>
internal static class BoardEvents
{
    private const int AtOnce = 16;
    private const int Page = 200;

    /// <summary>Ids of the events, in the order of the inputs and of recording.</summary>
    public static async Task<IReadOnlyList<string>> Of(Caller caller, IReadOnlyCollection<ExplainInput> inputs)
    {
        var entities = inputs.Select(input => (input.Kind, input.EntityId, input.Version)).Distinct().ToArray();
        var found = new ConcurrentDictionary<(string, string, long), List<string>>();
        await Parallel.ForEachAsync(entities, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (entity, _) =>
            found[entity] = await EventsOf(Grain(caller, entity.Kind, entity.EntityId), entity.Version));
        return [.. entities.SelectMany(entity => found[entity])];
    }

    private static IEntityGrain Grain(Caller caller, string kind, string id) => kind switch
    {
        EntityKinds.Contract => caller.Grains.Entity<IContractGrain>(id),
        EntityKinds.Customer => caller.Grains.Entity<ICustomerGrain>(id),
        EntityKinds.Rep => caller.Grains.Entity<IRepGrain>(id),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No number is made of it."),
    };

    private static async Task<List<string>> EventsOf(IEntityGrain grain, long version)
    {
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
