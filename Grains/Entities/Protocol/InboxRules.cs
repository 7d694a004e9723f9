using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Entities.Protocol;

/// <summary>What a consumer remembers of one source, committed together with the effects it took.</summary>
/// <param name="Last">The highest number taken.</param>
/// <param name="Exceptions">Numbers up to <see cref="Last"/> whose outcome was not "applied" and which the source has not passed yet.</param>
public sealed record InboxLane(long Last, ImmutableArray<LaneException> Exceptions)
{
    /// <summary>Nothing taken yet.</summary>
    public static InboxLane Empty { get; } = new(0, []);

    /// <summary>Members that a newer program wrote.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>What a number is to a consumer.</summary>
public enum Arrival
{
    /// <summary>The next one: decide it.</summary>
    Fresh,

    /// <summary>Taken before: answer its outcome, do nothing.</summary>
    Repeat,

    /// <summary>Something is missing before it: refuse, the source resends from last + 1.</summary>
    Gap,
}

/// <summary>The consumer's half of a lane. Pure.</summary>
public static class InboxRules
{
    /// <summary>What a number is, given what was taken.</summary>
    public static Arrival Classify(InboxLane lane, long number) =>
        number <= lane.Last ? Arrival.Repeat : number == lane.Last + 1 ? Arrival.Fresh : Arrival.Gap;

    /// <summary>The lane after a number was decided; goes into the same commit as the effect.</summary>
    public static InboxLane Take(InboxLane lane, long number, LaneOutcome outcome, Rejection? rejection) =>
        lane with
        {
            Last = number,
            Exceptions = outcome == LaneOutcome.Applied ? lane.Exceptions : lane.Exceptions.Add(new(number, outcome, rejection)),
        };

    /// <summary>Forgets exceptions whose outcome the source has recorded.</summary>
    public static InboxLane Forget(InboxLane lane, long passed) =>
        lane.Exceptions.Any(e => e.Number <= passed)
            ? lane with { Exceptions = lane.Exceptions.RemoveAll(e => e.Number <= passed) }
            : lane;

    /// <summary>
    /// Whether a consumer may forget the whole lane: only when the source has stored that everything taken has passed, so that it says
    /// so whenever it is asked again.
    /// </summary>
    public static bool MayForget(InboxLane lane, long storedPassed) => storedPassed >= lane.Last;

    /// <summary>A lane that was forgotten, or was never there, as what the source has stored says: what has passed was taken.</summary>
    public static InboxLane Resume(long storedPassed) => InboxLane.Empty with { Last = storedPassed };

    /// <summary>The answer to a batch.</summary>
    public static LaneReply Answer(InboxLane lane, string? failed = null) => new(lane.Last, lane.Exceptions, failed);
}
