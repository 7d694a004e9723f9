using System.Collections.Immutable;
using Orleans.Concurrency;

namespace SalesGrains.Entities;

/// <summary>What the system asks of every entity, whatever its kind. People's commands are in the interface of the kind.</summary>
[Alias("entity")]
public interface IEntityGrain : IGrainWithStringKey
{
    /// <summary>Does whatever is due by then (the portfolio's call).</summary>
    /// <param name="dueMoment">The moment, of the organisation's time.</param>
    /// <param name="clockVersion">The version of the organisation's clock by which it has come.</param>
    /// <param name="giveUp">What fails again is given up, with a dead letter, so that it hides nothing that is due later.</param>
    /// <param name="failedAt">The version at which it failed so often: at any other nothing is given up. 0: at whatever version.</param>
    [Alias("on-due")] Task<DueReply> OnDue(DateTimeOffset dueMoment, long clockVersion = 0, bool giveUp = false, long failedAt = 0);

    /// <summary>Delivers what is still pending (the sweeper's call).</summary>
    [Alias("ping")] Task Ping();

    /// <summary>Takes numbered effects of one source.</summary>
    [Alias("deliver")] Task<LaneReply> Deliver(LaneBatch batch);

    /// <summary>Recomputes the facts when rules, calendar or code are newer than they are. Answers with the facts after it.</summary>
    [Alias("reevaluate")] Task<EntityFacts?> Reevaluate();

    /// <summary>
    /// Folds the history anew and commits state and facts as it says they are, under the name of whoever asked: the repair of a number that
    /// went astray (对账修复). It changes nothing that happened. Answers with the facts after it, or null when nothing is stored.
    /// </summary>
    [Alias("restate")] Task<EntityFacts?> Restate(Actor actor);

    /// <summary>
    /// Sends a dead letter's effect again, as a new effect at its lane's end, or makes a due moment that was given up due again. False when
    /// there is no such open letter of this entity.
    /// </summary>
    [Alias("replay-dead-letter")] Task<bool> ReplayDeadLetter(string letterId);

    /// <summary>Waits, 300 ms at most, until the portfolio holds this version's facts or later ones; false when it does not yet.</summary>
    [AlwaysInterleave, Alias("viewed")] Task<bool> Viewed(long version);

    /// <summary>Commits after a version, oldest first, at most 200: who did what, when.</summary>
    [AlwaysInterleave, Alias("history")] Task<ImmutableArray<HistoryEntry>> History(long afterVersion, int take);
}

/// <summary>The answer to a wake.</summary>
/// <param name="Facts">The facts after it, or null when nothing is stored.</param>
/// <param name="Failed">A definite error of the entity's own code at the earliest of what is still due, or null. Only this counts as a try.</param>
[GenerateSerializer, Immutable, Alias("due-reply")]
public sealed record DueReply([property: Id(0)] EntityFacts? Facts, [property: Id(1)] string? Failed = null);

/// <summary>One recorded event of an entity, as the history shows it (X04).</summary>
/// <param name="EventId"><c>{kind}/{id}|{generation}.{seq}</c>.</param>
/// <param name="Version">The entity's version after its commit.</param>
/// <param name="Type">The event's stored name, for example <c>payment-applied</c>.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="RecordedAt">When it was recorded; strictly rising per entity.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Data">The event as JSON.</param>
/// <param name="RulesVersion">The rule set that decided it.</param>
[GenerateSerializer, Immutable, Alias("history-entry")]
public sealed record HistoryEntry(
    [property: Id(0)] string EventId,
    [property: Id(1)] long Version,
    [property: Id(2)] string Type,
    [property: Id(3)] DateTimeOffset OccurredAt,
    [property: Id(4)] DateTimeOffset RecordedAt,
    [property: Id(5)] Actor Actor,
    [property: Id(6)] string Data,
    [property: Id(7)] int RulesVersion);
