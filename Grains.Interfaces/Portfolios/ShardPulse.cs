using System.Collections.Immutable;

namespace SalesGrains.Portfolios;

/// <summary>What a shard says of itself to whoever watches it run (X28).</summary>
/// <param name="StartedAt">Real time of its activation.</param>
/// <param name="Rows">Entities that it holds.</param>
/// <param name="DueSince">Of the organisation's time: the earliest moment that is due and not done, buried ones left out; null when nothing is.</param>
/// <param name="NextDue">Of the organisation's time: the earliest moment to come, or null.</param>
/// <param name="InFlight">Entities being woken now.</param>
/// <param name="Buried">Entities that nobody wakes any more until a person asks.</param>
/// <param name="Triggers">When each trigger fired last.</param>
[GenerateSerializer, Immutable, Alias("shard-pulse")]
public sealed record ShardPulse(
    [property: Id(0)] DateTimeOffset StartedAt,
    [property: Id(1)] int Rows,
    [property: Id(2)] DateTimeOffset? DueSince,
    [property: Id(3)] DateTimeOffset? NextDue,
    [property: Id(4)] int InFlight,
    [property: Id(5)] int Buried,
    [property: Id(6)] ImmutableArray<TriggerPulse> Triggers);

/// <summary>When a trigger (触发器) fired last and will fire next.</summary>
/// <param name="Name">One of <see cref="TriggerNames"/>, or rule and level of a nudge: <c>payment-overdue:manager</c>.</param>
/// <param name="LastAt">Real time for what the system does by itself, the organisation's time for nudges; null: not since the shard started.</param>
/// <param name="NextAt">Of the organisation's time; null: nothing to come, or not known.</param>
/// <param name="Count">How often since the shard started.</param>
[GenerateSerializer, Immutable, Alias("trigger-pulse")]
public sealed record TriggerPulse(
    [property: Id(0)] string Name,
    [property: Id(1)] DateTimeOffset? LastAt,
    [property: Id(2)] DateTimeOffset? NextAt,
    [property: Id(3)] long Count);

/// <summary>What keeps a shard going.</summary>
public static class TriggerNames
{
    /// <summary>The shard's own timer.</summary>
    public const string Timer = "timer";

    /// <summary>The silos' pinger.</summary>
    public const string Pinger = "pinger";

    /// <summary>The durable reminder.</summary>
    public const string Reminder = "reminder";

    /// <summary>The comparison with the store.</summary>
    public const string Rescan = "rescan";

    /// <summary>An entity is woken for a due moment.</summary>
    public const string Waking = "waking";
}
