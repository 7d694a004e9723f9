using System.Collections.Immutable;

namespace SalesGrains.Entities;

/// <summary>
/// Effects of one source for one consumer, in the order of their numbers.
/// </summary>
/// <param name="Source">The entity whose commits made them.</param>
/// <param name="Passed">The source has recorded the outcomes of all numbers up to here, so the consumer may forget them.</param>
/// <param name="Items">Consecutive numbers.</param>
[GenerateSerializer, Immutable, Alias("lane-batch")]
public sealed record LaneBatch(
    [property: Id(0)] EntityKey Source,
    [property: Id(1)] long Passed,
    [property: Id(2)] ImmutableArray<LaneItem> Items)
{
    /// <summary>The newest clock by which any of it was decided.</summary>
    public long ClockVersion => Items.IsEmpty ? 0 : Items.Max(item => item.ClockVersion);
}

/// <summary>One numbered effect.</summary>
/// <param name="Number">1, 2, 3 … per (source, consumer).</param>
/// <param name="EffectId">Event id and effect name.</param>
/// <param name="Payload">The effect as JSON (<c>{"effect": "name", …}</c>), or null for the marker that is sent in a dead effect's place.</param>
/// <param name="Actor">Who caused it.</param>
/// <param name="OccurredAt">When its cause happened.</param>
/// <param name="ClockVersion">The version of the organisation's clock by which its cause was decided; the consumer goes by none that is older.</param>
[GenerateSerializer, Immutable, Alias("lane-item")]
public sealed record LaneItem(
    [property: Id(0)] long Number,
    [property: Id(1)] string EffectId,
    [property: Id(2)] string? Payload,
    [property: Id(3)] Actor Actor,
    [property: Id(4)] DateTimeOffset OccurredAt,
    [property: Id(5)] long ClockVersion = 0);

/// <summary>What became of a number at the consumer.</summary>
[GenerateSerializer, Alias("lane-outcome")]
public enum LaneOutcome
{
    /// <summary>It took effect.</summary>
    Applied,

    /// <summary>The consumer's rules refused it; that is a delivered outcome.</summary>
    Refused,

    /// <summary>The marker was taken in its place.</summary>
    Skipped,
}

/// <summary>The consumer's answer.</summary>
/// <param name="Last">The highest number that the consumer has committed; the source sends on from the next.</param>
/// <param name="Exceptions">Outcomes other than applied among the numbers not yet passed.</param>
/// <param name="Failed">A definite error of the consumer's own code at number <see cref="Last"/> + 1, or null. Only this counts as a try.</param>
[GenerateSerializer, Immutable, Alias("lane-reply")]
public sealed record LaneReply(
    [property: Id(0)] long Last,
    [property: Id(1)] ImmutableArray<LaneException> Exceptions,
    [property: Id(2)] string? Failed = null);

/// <summary>A number whose outcome was not "applied".</summary>
[GenerateSerializer, Immutable, Alias("lane-exception")]
public sealed record LaneException(
    [property: Id(0)] long Number,
    [property: Id(1)] LaneOutcome Outcome,
    [property: Id(2)] Rejection? Rejection);
