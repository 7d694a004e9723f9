using System.Collections.Concurrent;
using System.Collections.Immutable;
using SalesGrains.Entities.Protocol;
using SalesGrains.Portfolios;
using SalesGrains.Organizations;

namespace SalesGrains.Entities.Delivery;

/// <summary>
/// Carries facts to the portfolio for a whole silo: one call in flight per shard, what comes meanwhile goes together in the next.
/// </summary>
public sealed class FactsPoster(IGrainFactory grains, IOrganizationDirectory organizations)
{
    private const int Most = 512;
    private readonly ConcurrentDictionary<string, Shard> shards = new();

    /// <summary>Returns when the portfolio has these facts or later ones.</summary>
    public async Task Post(EntityFacts facts)
    {
        var organization = await organizations.Get(facts.Key.Org);
        var key = Partitioning.ShardKeyOf(organization.Stored, facts.Key);
        try
        {
            await shards.GetOrAdd(key, static (shard, factory) => new(factory.GetGrain<IPortfolioGrain>(shard)), grains).Post(facts);
        }
        catch (OldGenerationException)
        {
            // Where facts go now is read before the caller tries again.
            await organizations.Refresh(facts.Key.Org);
            throw;
        }
    }

    private sealed class Shard(IPortfolioGrain portfolio)
    {
        private readonly Lock gate = new();
        private List<(EntityFacts Facts, TaskCompletionSource Done)> waiting = [];
        private bool running;

        public Task Post(EntityFacts facts)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            bool start;
            lock (gate)
            {
                waiting.Add((facts, done));
                start = !running;
                running = true;
            }

            if (start)
            {
                // Off the entity's scheduler and out of its caller's context: the call serves many entities.
                using (ExecutionContext.SuppressFlow())
                {
                    _ = Task.Run(Run);
                }
            }

            return done.Task;
        }

        private async Task Run()
        {
            while (Take() is { Count: > 0 } batch)
            {
                foreach (var part in batch.Chunk(Most))
                {
                    try
                    {
                        await portfolio.Post([.. part.Select(one => one.Facts)]);
                        Array.ForEach(part, one => one.Done.SetResult());
                    }
                    catch (Exception failed)
                    {
                        Array.ForEach(part, one => one.Done.SetException(failed));
                    }
                }
            }
        }

        private List<(EntityFacts Facts, TaskCompletionSource Done)> Take()
        {
            lock (gate)
            {
                var taken = waiting;
                waiting = [];
                running = taken.Count > 0;
                return taken;
            }
        }
    }
}
