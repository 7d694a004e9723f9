using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Entities.Protocol;

/// <summary>How far a source's lane to one consumer has got. Stands in its own row and only moves forward.</summary>
/// <param name="Passed">Outcomes of all numbers up to here are recorded at the source.</param>
/// <param name="Failures">Definite errors of the consumer at number <see cref="Passed"/> + 1 so far.</param>
/// <param name="Error">The last of those errors.</param>
public sealed record OutboxLane(long Passed, int Failures = 0, string? Error = null)
{
    /// <summary>Nothing delivered yet.</summary>
    public static OutboxLane Empty { get; } = new(0);

    /// <summary>Members that a newer program wrote.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>The source's half of a lane. Pure.</summary>
public static class OutboxRules
{
    /// <summary>Definite errors after which a skip marker is sent in an effect's place.</summary>
    public const int MaxFailures = 8;

    /// <summary>Most effects in one batch.</summary>
    public const int BatchSize = 64;

    /// <summary>Numbers a commit's effects: per consumer, each one more than the last.</summary>
    public static (ImmutableDictionary<string, long> Numbers, ImmutableArray<long> Assigned) Number(
        ImmutableDictionary<string, long> numbers, IEnumerable<string> consumers)
    {
        var assigned = ImmutableArray.CreateBuilder<long>();
        foreach (var consumer in consumers)
        {
            var next = numbers.GetValueOrDefault(consumer) + 1;
            numbers = numbers.SetItem(consumer, next);
            assigned.Add(next);
        }

        return (numbers, assigned.ToImmutable());
    }

    /// <summary>True when the next effect has failed so often that the marker goes in its place.</summary>
    public static bool IsDead(OutboxLane lane) => lane.Failures >= MaxFailures;

    /// <summary>The lane after the outcomes up to <paramref name="number"/> are recorded; never back.</summary>
    public static OutboxLane Pass(OutboxLane lane, long number) =>
        number > lane.Passed ? lane with { Passed = number, Failures = 0, Error = null } : lane;

    /// <summary>
    /// The outcomes in a consumer's reply that the source has still to record, in order. "Recorded up to" stands in the source's commits,
    /// per consumer, and moves in the commit that records: so neither a crash before "passed" is written nor a second drain records twice.
    /// </summary>
    public static ImmutableArray<LaneException> Unrecorded(LaneReply reply, long recorded) =>
        [.. reply.Exceptions.Where(e => e.Number > recorded && e.Number <= reply.Last).OrderBy(e => e.Number)];

    /// <summary>The further of two positions of one lane: what two activations wrote is joined, never overwritten.</summary>
    public static OutboxLane Join(OutboxLane one, OutboxLane other) =>
        one.Passed != other.Passed ? (one.Passed > other.Passed ? one : other) : one.Failures >= other.Failures ? one : other;

    /// <summary>The lane after one more definite error of the consumer's own code.</summary>
    public static OutboxLane Fail(OutboxLane lane, string error) => lane with { Failures = lane.Failures + 1, Error = error };

    /// <summary>
    /// The lane after a reply whose outcomes are recorded. A definite error counts only at the number that is next for the source too:
    /// an old reply must not blame a later effect.
    /// </summary>
    public static OutboxLane After(OutboxLane lane, LaneReply reply)
    {
        var passed = Pass(lane, reply.Last);
        return reply.Failed is { } error && reply.Last == passed.Passed ? Fail(passed, error) : passed;
    }

    /// <summary>True when every effect up to <paramref name="lastNumbers"/> has passed.</summary>
    public static bool IsDrained(IReadOnlyDictionary<string, long> lastNumbers, IReadOnlyDictionary<string, OutboxLane> delivered) =>
        lastNumbers.All(lane => delivered.TryGetValue(lane.Key, out var at) && at.Passed >= lane.Value);

    /// <summary>
    /// The version at which the pending mark may fall, or null: all lanes drained and the facts of that version acknowledged.
    /// The store compares it with the version the mark bears, so a later commit keeps its mark.
    /// </summary>
    public static long? ClearMarkAt(long drainedVersion, long factsAcknowledged, bool drained) =>
        drained && factsAcknowledged >= drainedVersion ? drainedVersion : null;
}
