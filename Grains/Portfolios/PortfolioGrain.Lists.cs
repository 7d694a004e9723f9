using System.Collections.Immutable;
using SalesGrains.Entities;
using SalesGrains.Entities.Protocol;
using SalesGrains.Portfolios.Chains;
using SalesGrains.Portfolios.Duties;
using SalesGrains.Portfolios.Lists;
using SalesGrains.Portfolios.Process;
using SalesGrains.Portfolios.Rows;
using SalesGrains.Portfolios.SpotChecks;
using SalesGrains.Portfolios.Teams;

namespace SalesGrains.Portfolios;

/// <content>Answers lists, if need be after a moment's wait for a version that the caller has seen.</content>
internal sealed partial class PortfolioGrain
{
    private readonly Dictionary<EntityKey, List<(long Version, TaskCompletionSource Seen)>> waiting = [];

    /// <inheritdoc/>
    public Task<ShardPage<ContractItem>> Contracts(ListQuery query, PageRequest page) => Answer(query, page, PortfolioLists.Contracts);

    /// <inheritdoc/>
    public Task<ShardPage<CustomerItem>> Customers(ListQuery query, PageRequest page) => Answer(query, page, CustomerLists.Customers);

    /// <inheritdoc/>
    public Task<ShardPage<RepItem>> Reps(ListQuery query, PageRequest page) => Answer(query, page, PortfolioLists.Reps);

    /// <inheritdoc/>
    public Task<ShardPage<NodeItem>> Nodes(ListQuery query, PageRequest page) => Answer(query, page, PortfolioLists.Nodes);

    /// <inheritdoc/>
    public Task<ShardPage<NudgeItem>> Nudges(ListQuery query, PageRequest page) => Answer(query, page, PortfolioLists.Nudges);

    /// <inheritdoc/>
    public Task<ShardPage<UnmatchedItem>> Unmatched(ListQuery query, PageRequest page) => Answer(query, page, UnmatchedLists.Unmatched);

    /// <inheritdoc/>
    public Task<ShardPage<DutyItem>> Duties(ListQuery query, PageRequest page) => Answer(query, page, DutyLists.Duties);

    /// <inheritdoc/>
    public Task<ShardPage<ProcessItem>> ProcessItems(ListQuery query, PageRequest page) => Answer(query, page, ProcessRules.List);

    /// <inheritdoc/>
    public Task<ImmutableArray<ProcessCount>> Process(ListQuery query)
    {
        RefuseIfOld();
        Look();
        return Task.FromResult(ProcessRules.Count(index, query, PortfolioMoment.Of(organization, Now)));
    }

    /// <inheritdoc/>
    public Task<ShardPage<SpotCheckItem>> SpotChecks(ListQuery query, PageRequest page) => Answer(query, page, SpotCheckRules.List);

    /// <inheritdoc/>
    public Task<ShardPage<CheckItem>> Checks(ListQuery query, PageRequest page) => Answer(query, page, CheckTimeRules.List);

    /// <inheritdoc/>
    public Task<SpotCheckNumbers> SpotCheckNumbers(ListQuery query)
    {
        RefuseIfOld();
        Look();
        return Task.FromResult(SpotCheckRules.Count(index, query, PortfolioMoment.Of(organization, Now)));
    }

    /// <inheritdoc/>
    public Task<ShardPage<ChainItem>> Chains(ListQuery query, PageRequest page) => Answer(query, page, ChainListRules.List);

    /// <inheritdoc/>
    public Task<ImmutableArray<ChainCount>> ChainCounts(ListQuery query)
    {
        RefuseIfOld();
        Look();
        return Task.FromResult(ChainListRules.Count(index, query, PortfolioMoment.Of(organization, Now)));
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<TeamCount>> Team(ListQuery query)
    {
        RefuseIfOld();
        Look();
        return Task.FromResult(TeamRules.Count(index, query, PortfolioMoment.Of(organization, Now)));
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<MissCount>> Misses(ListQuery query, DateOnly from, DateOnly to)
    {
        RefuseIfOld();
        Look();
        return Task.FromResult(MissRules.Count(index, query, from, to, PortfolioMoment.Of(organization, Now)));
    }

    /// <inheritdoc/>
    public Task<ShardPage<DutyItem>> Contacts(ListQuery query, PageRequest page) => Answer(query, page, MissRules.List);

    /// <inheritdoc/>
    public Task<ImmutableArray<DutyItem>> Unreached(ListQuery query, DateOnly from, DateOnly to)
    {
        RefuseIfOld();
        Look();
        return Task.FromResult(MissRules.Unreached(index, query, from, to, PortfolioMoment.Of(organization, Now)));
    }

    private async Task<ShardPage<T>> Answer<T>(
        ListQuery query, PageRequest page, Func<PortfolioIndex, ListQuery, PageRequest, PortfolioMoment, ShardPage<T>> list)
        where T : IPageItem
    {
        RefuseIfOld();
        var seen = page.Seen is not { } asked || await Sees(asked);
        Look();
        var answer = list(index, query, page, PortfolioMoment.Of(organization, Now));
        return seen ? answer : answer with { ViewPending = true };
    }

    /// <summary>True when the shard holds a version, or the entity is another shard's.</summary>
    private async ValueTask<bool> Sees(SeenVersion asked)
    {
        if (Partitioning.ShardKeyOf(organization.Stored, asked.Key) != shard || index.Find(asked.Key)?.Version >= asked.Version)
        {
            return true;
        }

        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!waiting.TryGetValue(asked.Key, out var others))
        {
            waiting.Add(asked.Key, others = []);
        }

        others.Add((asked.Version, seen));
        await Task.WhenAny(seen.Task, Task.Delay(options.SeenTimeout, stop.Token));
        others.RemoveAll(other => other.Seen == seen);
        if (others.Count == 0 && waiting.GetValueOrDefault(asked.Key) == others)
        {
            waiting.Remove(asked.Key);
        }

        return seen.Task.IsCompleted;
    }

    /// <summary>Tells those who wait for a version that it is here.</summary>
    private void Tell(EntityRow row)
    {
        foreach (var (version, seen) in waiting.GetValueOrDefault(row.Key) ?? [])
        {
            if (version <= row.Version)
            {
                seen.TrySetResult();
            }
        }
    }
}
