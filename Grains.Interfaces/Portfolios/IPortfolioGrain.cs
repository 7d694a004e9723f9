using System.Collections.Immutable;
using SalesGrains.Boards;
using SalesGrains.Entities;

namespace SalesGrains.Portfolios;

/// <summary>
/// One shard of an organisation's portfolio: the latest facts of its entities in memory, their alarms, their lists.
/// Key: <c>{org}|p{generation}|{shard}</c>.
/// </summary>
[Alias("portfolio")]
public interface IPortfolioGrain : IGrainWithStringKey
{
    /// <summary>Folds facts, the later version wins; when it returns, lists and alarms have them.</summary>
    /// <exception cref="OldGenerationException">The shard belongs to a generation that is no longer the organisation's.</exception>
    [Alias("post")] Task Post(ImmutableArray<EntityFacts> facts);

    /// <summary>Keeps the shard awake (the pinger's call).</summary>
    [Alias("ping")] Task Ping();

    /// <summary>
    /// Says what the shard holds of a topic and, for 15 s from now, puts every change of it to the topic's board grain. To be repeated
    /// every 5 s. The answer is null when the caller holds the newest already.
    /// </summary>
    /// <param name="topic">The topic.</param>
    /// <param name="epoch">Epoch of the partial that the caller holds, 0 for none.</param>
    /// <param name="number">Its number, −1 for none.</param>
    [Alias("watch"), ResponseTimeout("00:00:05")] Task<BoardPartial?> Watch(BoardTopic topic, long epoch, long number);

    /// <summary>Everything the shard holds of a topic; nothing is pushed afterwards.</summary>
    [Alias("partial")] Task<BoardPartial> Partial(BoardTopic topic);

    /// <summary>Contracts by number.</summary>
    [Alias("contracts")] Task<ShardPage<ContractItem>> Contracts(ListQuery query, PageRequest page);

    /// <summary>Customers by name.</summary>
    [Alias("customers")] Task<ShardPage<CustomerItem>> Customers(ListQuery query, PageRequest page);

    /// <summary>Reps by name.</summary>
    [Alias("reps")] Task<ShardPage<RepItem>> Reps(ListQuery query, PageRequest page);

    /// <summary>Payment nodes by due date: the list behind every number of the payment board, from the number's own expression (M1).</summary>
    [Alias("nodes")] Task<ShardPage<NodeItem>> Nodes(ListQuery query, PageRequest page);

    /// <summary>Duties, what is late from the earliest moment on first: the list behind every number of the boards of the field.</summary>
    [Alias("duties")] Task<ShardPage<DutyItem>> Duties(ListQuery query, PageRequest page);

    /// <summary>The numbers of the boards of the field, by rep.</summary>
    [Alias("team")] Task<ImmutableArray<TeamCount>> Team(ListQuery query);

    /// <summary>What the follow-ups of a week come to, by rep (T10, P09, P11).</summary>
    [Alias("process")] Task<ImmutableArray<ProcessCount>> Process(ListQuery query);

    /// <summary>The follow-ups that a number of the process board counts.</summary>
    [Alias("process-items")] Task<ShardPage<ProcessItem>> ProcessItems(ListQuery query, PageRequest page);

    /// <summary>Follow-ups that are to be checked, the highest risk first (P10).</summary>
    [Alias("spot-checks")] Task<ShardPage<SpotCheckItem>> SpotChecks(ListQuery query, PageRequest page);

    /// <summary>Follow-ups that were checked in a week, the latest check first (P10).</summary>
    [Alias("checks")] Task<ShardPage<CheckItem>> Checks(ListQuery query, PageRequest page);

    /// <summary>How many are to be checked, and how long the checks of a week took (P10).</summary>
    [Alias("spot-check-numbers")] Task<SpotCheckNumbers> SpotCheckNumbers(ListQuery query);

    /// <summary>Chains of objection, solution and result, the latest first (P08).</summary>
    [Alias("chains")] Task<ShardPage<ChainItem>> Chains(ListQuery query, PageRequest page);

    /// <summary>What came of each solution (P08).</summary>
    [Alias("chain-counts")] Task<ImmutableArray<ChainCount>> ChainCounts(ListQuery query);

    /// <summary>First contacts of a period whose rep no nudge reached in time (R14).</summary>
    [Alias("unreached")] Task<ImmutableArray<DutyItem>> Unreached(ListQuery query, DateOnly from, DateOnly to);

    /// <summary>First contacts that began in a period, and how many of them were missed (C08) and covered (R14), by source and device.</summary>
    [Alias("misses")] Task<ImmutableArray<MissCount>> Misses(ListQuery query, DateOnly from, DateOnly to);

    /// <summary>First contacts of a period, by deadline: the list behind every number of the misses, from the numbers' own expression (C08, M1).</summary>
    [Alias("contacts")] Task<ShardPage<DutyItem>> Contacts(ListQuery query, PageRequest page);

    /// <summary>Nudges that nobody has acted on, by deadline.</summary>
    [Alias("nudges")] Task<ShardPage<NudgeItem>> Nudges(ListQuery query, PageRequest page);

    /// <summary>External identities whose signals wait for somebody to say whose they are, the oldest first (C04).</summary>
    [Alias("unmatched")] Task<ShardPage<UnmatchedItem>> Unmatched(ListQuery query, PageRequest page);

    /// <summary>The earliest due moment of the shard and its first entity by key, whether past or not; null when nothing is due ever.</summary>
    [Alias("next-due")] Task<DueEntry?> NextDue();

    /// <summary>
    /// Wakes one entity for its due moment and folds its answer; tried again until it is done or a dead letter. For jumps of a sandbox's
    /// clock, in which the shard wakes nobody by itself.
    /// </summary>
    /// <returns>What <see cref="NextDue"/> says after it.</returns>
    [Alias("dispatch-due")] Task<DueEntry?> DispatchDue(DueEntry entry);

    /// <summary>Wakes an entity again whose due moment is a dead letter (an administrator's replay).</summary>
    [Alias("retry")] Task Retry(EntityKey key);

    /// <summary>Compares with the store and mends what is missing; answers with how many holes it found.</summary>
    [Alias("rescan")] Task<int> Rescan();

    /// <summary>How the shard is, and when each of its triggers fired last (X28).</summary>
    [Alias("pulse"), ResponseTimeout("00:00:05")] Task<ShardPulse> Pulse();
}

/// <summary>An entity and the moment at which it must act.</summary>
[GenerateSerializer, Immutable, Alias("due-entry")]
public sealed record DueEntry([property: Id(0)] DateTimeOffset At, [property: Id(1)] EntityKey Key) : IComparable<DueEntry>
{
    /// <summary>By moment, then by key: the order in which a sandbox wakes.</summary>
    public int CompareTo(DueEntry? other) =>
        other is null ? 1 : At.CompareTo(other.At) is not 0 and var byMoment ? byMoment : Key.CompareTo(other.Key);
}

/// <summary>The shard belongs to a generation that is no longer the organisation's; ask the directory for the new one.</summary>
[GenerateSerializer, Alias("old-generation")]
public sealed class OldGenerationException : Exception
{
    /// <summary>For the serializer.</summary>
    public OldGenerationException() : base("This generation of the portfolio is no longer the organisation's.") { }
}
