using System.Collections.Immutable;
using SalesGrains.Boards;
using SalesGrains.Entities;
using SalesGrains.Entities.Protocol;
using SalesGrains.Organizations;
using SalesGrains.Portfolios.Chains;
using SalesGrains.Portfolios.Duties;
using SalesGrains.Portfolios.Lists;
using SalesGrains.Portfolios.Process;
using SalesGrains.Portfolios.SpotChecks;
using SalesGrains.Portfolios.Teams;

namespace SalesGrains.Portfolios;

/// <summary>
/// Lists, numbers and explanations of an organisation: asks all shards and makes one answer. The caller has checked the scope.
/// </summary>
public sealed class PortfolioReader(IGrainFactory grains, IOrganizationDirectory directory)
{
    /// <summary>Most rows of a page.</summary>
    public const int MostRows = 200;

    /// <summary>Most inputs of an explanation.</summary>
    public const int MostInputs = 1000;

    /// <summary>Contracts by number.</summary>
    public Task<ListAnswer<ContractItem>> Contracts(string org, ListQuery query, ListPage page) =>
        Ask(org, "contracts", query, page, static (shard, query, request) => shard.Contracts(query, request));

    /// <summary>Customers by name.</summary>
    public Task<ListAnswer<CustomerItem>> Customers(string org, ListQuery query, ListPage page) =>
        Ask(org, "customers", query, page, static (shard, query, request) => shard.Customers(query, request));

    /// <summary>Reps by name.</summary>
    public Task<ListAnswer<RepItem>> Reps(string org, ListQuery query, ListPage page) =>
        Ask(org, "reps", query, page, static (shard, query, request) => shard.Reps(query, request));

    /// <summary>Payment nodes by due date, with count and amount: the list behind every number of the payment board.</summary>
    public Task<ListAnswer<NodeItem>> Nodes(string org, ListQuery query, ListPage page) =>
        Ask(org, "nodes", query, page, static (shard, query, request) => shard.Nodes(query, request));

    /// <summary>Duties of a board of the field, with their number: the list behind each of its numbers.</summary>
    public Task<ListAnswer<DutyItem>> Duties(string org, ListQuery query, ListPage page) =>
        Ask(org, "duties", query, page, static (shard, query, request) => shard.Duties(query, request));

    /// <summary>The numbers of the boards of the field, by rep.</summary>
    public async Task<ImmutableArray<TeamCount>> Team(string org, ListQuery query) =>
        TeamRules.Merge(await AskShards(await directory.Get(org), shard => shard.Team(query)));

    /// <summary>What the follow-ups of a week come to, by rep (T10, P09, P11).</summary>
    public async Task<ImmutableArray<ProcessCount>> Process(string org, ListQuery query) =>
        ProcessRules.Merge(await AskShards(await directory.Get(org), shard => shard.Process(query)));

    /// <summary>The follow-ups that a number of the process board counts.</summary>
    public Task<ListAnswer<ProcessItem>> ProcessItems(string org, ListQuery query, ListPage page) =>
        Ask(org, "process", query, page, static (shard, query, request) => shard.ProcessItems(query, request));

    /// <summary>Follow-ups that are to be checked, the highest risk first, with their number (P10).</summary>
    public Task<ListAnswer<SpotCheckItem>> SpotChecks(string org, ListQuery query, ListPage page) =>
        Ask(org, "spot-checks", query, page, static (shard, query, request) => shard.SpotChecks(query, request));

    /// <summary>Follow-ups that were checked in a week, the latest check first, with their number (P10).</summary>
    public Task<ListAnswer<CheckItem>> Checks(string org, ListQuery query, ListPage page) =>
        Ask(org, "checks", query, page, static (shard, query, request) => shard.Checks(query, request));

    /// <summary>How many are to be checked, and how long the checks of a week took (P10).</summary>
    public async Task<SpotCheckNumbers> SpotCheckNumbers(string org, ListQuery query) =>
        SpotCheckRules.Merge(await AskShards(await directory.Get(org), shard => shard.SpotCheckNumbers(query)));

    /// <summary>Chains of objection, solution and result, the latest first, with their number (P08).</summary>
    public Task<ListAnswer<ChainItem>> Chains(string org, ListQuery query, ListPage page) =>
        Ask(org, "chains", query, page, static (shard, query, request) => shard.Chains(query, request));

    /// <summary>What came of each solution (P08).</summary>
    public async Task<ImmutableArray<ChainCount>> ChainCounts(string org, ListQuery query) =>
        ChainListRules.Merge((await AskShards(await directory.Get(org), shard => shard.ChainCounts(query))).SelectMany(shard => shard));

    /// <summary>How many first contacts that began in a period were missed, by source and device (C08).</summary>
    public async Task<ImmutableArray<MissCount>> Misses(string org, ListQuery query, DateOnly from, DateOnly to) =>
        MissRules.Merge(await AskShards(await directory.Get(org), shard => shard.Misses(query, from, to)));

    /// <summary>First contacts of a period, those that a number of the misses counts, with their number (C08).</summary>
    public Task<ListAnswer<DutyItem>> Contacts(string org, ListQuery query, ListPage page) =>
        Ask(org, "contacts", query, page, static (shard, query, request) => shard.Contacts(query, request));

    /// <summary>First contacts of a period whose rep no nudge reached in time (R14), the earliest first, at most <see cref="MostRows"/>.</summary>
    public async Task<ImmutableArray<DutyItem>> Unreached(string org, ListQuery query, DateOnly from, DateOnly to) =>
        MissRules.First((await AskShards(await directory.Get(org), shard => shard.Unreached(query, from, to))).SelectMany(shard => shard));

    /// <summary>Nudges that nobody has acted on, by deadline.</summary>
    public Task<ListAnswer<NudgeItem>> Nudges(string org, ListQuery query, ListPage page) =>
        Ask(org, "nudges", query, page, static (shard, query, request) => shard.Nudges(query, request));

    /// <summary>External identities whose signals wait for somebody to say whose they are, the oldest first, with their number.</summary>
    public Task<ListAnswer<UnmatchedItem>> Unmatched(string org, ListQuery query, ListPage page) =>
        Ask(org, "unmatched", query, page, static (shard, query, request) => shard.Unmatched(query, request));

    /// <summary>
    /// What a number of a board is made of (M1): the list that the number opens, from the same expression. The metric is a bucket's key or
    /// <c>total</c>; the query names the board, none for payments. The source events are those in the histories of the inputs, up to the
    /// inputs' versions.
    /// </summary>
    public Task<ListAnswer<ExplainInput>> Explain(string org, string metric, ListQuery query)
    {
        query = query with { Bucket = metric };
        return query.Board is null
            ? Inputs(Ask(org, "explain", query, new ListPage(MostInputs), static (shard, query, request) => shard.Nodes(query, request)), ExplainInput.Of)
            : Inputs(Ask(org, "explain", query, new ListPage(MostInputs), static (shard, query, request) => shard.Duties(query, request)), ExplainInput.Of);
    }

    /// <summary>What a number of the process board is made of, this week's where the query names none.</summary>
    public Task<ListAnswer<ExplainInput>> ExplainProcess(string org, string metric, ListQuery query) => ProcessMetrics.All.Contains(metric)
        ? Inputs(ProcessItems(org, query with { Metric = metric }, new ListPage(MostInputs)), ExplainInput.Of)
        : Task.FromResult(ListAnswer<ExplainInput>.Refuse("filter.unknown-bucket", "/metric"));

    private static async Task<ListAnswer<ExplainInput>> Inputs<T>(Task<ListAnswer<T>> asked, Func<T, ExplainInput> of)
    {
        var answer = await asked;
        return new([.. answer.Items.Select(of)], null, answer.Count, answer.AmountFen, answer.ViewPending, answer.Rejection);
    }

    private async Task<ListAnswer<T>> Ask<T>(
        string org, string list, ListQuery query, ListPage page, Func<IPortfolioGrain, ListQuery, PageRequest, Task<ShardPage<T>>> ask)
        where T : IPageItem
    {
        var organization = await directory.Get(org);
        var rules = organization.Rules.On(DateOnly.MaxValue).Payments;
        if (!IsKnown(query.Filter.Status))
        {
            return ListAnswer<T>.Refuse("filter.unknown-status", "/status");
        }

        if (query.Bucket is not NodeNumbers.Total && !IsKnown(query.Bucket))
        {
            return ListAnswer<T>.Refuse("filter.unknown-bucket", "/bucket");
        }

        bool IsKnown(string? key) => query.Board is { } board ? DutyFilter.IsKnown(board, key) : NodeFilter.IsKnownStatus(key, rules);

        PageKey? after = null;
        if (page.After is { } cursor && (after = PageCursor.Read(list, query, cursor)) is null)
        {
            return ListAnswer<T>.Refuse("cursor.invalid", "/after");
        }

        var request = new PageRequest(page.Limit, after, page.Seen);
        var merged = PageMerge.Merge(await AskShards(organization, shard => ask(shard, query, request)), page.Limit);
        var next = merged.More && merged.Items.Length > 0 ? PageCursor.Write(list, query, merged.Items[^1].Place) : null;
        return new(merged.Items, next, merged.Count, merged.AmountFen, merged.ViewPending);
    }

    private async Task<T[]> AskShards<T>(OrganizationSnapshot organization, Func<IPortfolioGrain, Task<T>> ask)
    {
        try
        {
            return await Task.WhenAll(Partitioning.ShardKeys(organization.Stored).Select(key => ask(grains.GetGrain<IPortfolioGrain>(key))));
        }
        catch (OldGenerationException)
        {
            await directory.Refresh(organization.Stored.Org);
            var stored = (await directory.Get(organization.Stored.Org)).Stored;
            return await Task.WhenAll(Partitioning.ShardKeys(stored).Select(key => ask(grains.GetGrain<IPortfolioGrain>(key))));
        }
    }
}

/// <summary>Which page a caller wants.</summary>
/// <param name="Limit">Most rows, 1–<see cref="PortfolioReader.MostRows"/>; the caller has checked it.</param>
/// <param name="After">The cursor of the page before.</param>
/// <param name="Seen">A version that the caller wants to see in the list.</param>
public sealed record ListPage(int Limit = 50, string? After = null, SeenVersion? Seen = null);

/// <summary>A page of a list, or why there is none.</summary>
/// <param name="Items">In order.</param>
/// <param name="Next">The cursor of the next page, or null at the end.</param>
/// <param name="Count">Payment nodes: how many match in all.</param>
/// <param name="AmountFen">Payment nodes: what is open in all of them, in fen.</param>
/// <param name="ViewPending">The version that the caller has seen is not in the list yet.</param>
/// <param name="Rejection"><c>cursor.invalid</c>, <c>filter.unknown-status</c>, <c>filter.unknown-bucket</c>, or null.</param>
public sealed record ListAnswer<T>(
    ImmutableArray<T> Items, string? Next, long Count = 0, long AmountFen = 0, bool ViewPending = false, Rejection? Rejection = null)
{
    internal static ListAnswer<T> Refuse(string code, string field) => new([], null, Rejection: new(code, field));
}
