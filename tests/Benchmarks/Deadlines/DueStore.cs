using System.Collections.Concurrent;
using System.Diagnostics;
using SalesGrains.Benchmarks.Measuring;
using SalesGrains.Contracts;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Benchmarks.Deadlines;

/// <summary>The store, with the instant at which each contract's commit was acknowledged.</summary>
internal sealed class DueStore(IEntityStore inner) : StoreWrapper(inner)
{
    /// <summary>Timestamps by contract.</summary>
    public ConcurrentDictionary<EntityKey, long> At { get; } = new();

    public override async Task<string> Commit(EntityCommit commit)
    {
        var etag = await base.Commit(commit);
        if (commit.Facts is ContractFacts)
        {
            At[commit.Key] = Stopwatch.GetTimestamp();
        }

        return etag;
    }
}
