using System.Collections.Concurrent;
using System.Diagnostics;
using SalesGrains.Benchmarks.Measuring;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Benchmarks.Deadlines;

/// <summary>The store, with the instant at which each contract's commit was acknowledged.</summary>
/// <param name="at">Timestamps by contract, of all silos.</param>
internal sealed class DueStore(IEntityStore inner, ConcurrentDictionary<EntityKey, long> at) : StoreWrapper(inner)
{
    public override async Task<string> Commit(EntityCommit commit)
    {
        var etag = await base.Commit(commit);
        if (commit.Facts is ContractFacts)
        {
            at[commit.Key] = Stopwatch.GetTimestamp();
        }

        return etag;
    }
}
