using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities.Protocol;

namespace SalesGrains.Entities.Commits;

/// <summary>An entity's lane positions, stored in the same commit as the state.</summary>
public sealed record LaneNumbers
{
    /// <summary>Nothing taken, nothing sent.</summary>
    public static LaneNumbers Empty { get; } = new();

    /// <summary>As a consumer: what was taken, by source.</summary>
    public ImmutableDictionary<string, InboxLane> In
    {
        get => field ?? ImmutableDictionary<string, InboxLane>.Empty;
        init;
    }

    /// <summary>As a source: the last number given, by consumer.</summary>
    public ImmutableDictionary<string, long> Out
    {
        get => field ?? ImmutableDictionary<string, long>.Empty;
        init;
    }

    /// <summary>
    /// As a source: the highest number whose refusal or skip has been recorded by an event, by consumer. It stands in the commit that
    /// records, so that a repeat after a crash records nothing twice.
    /// </summary>
    public ImmutableDictionary<string, long> Recorded
    {
        get => field ?? ImmutableDictionary<string, long>.Empty;
        init;
    }

    /// <summary>
    /// The newest version of the organisation's clock that this entity has gone by, or null for none: it never goes by an older one,
    /// whatever silo it wakes on.
    /// </summary>
    public long? ClockVersion { get; init; }

    /// <summary>
    /// The version of the latest commit that has events, or null for one of before this was kept. What a person saw at it or later is not
    /// stale: a commit that only remembers a refusal, or that an effect changed nothing, takes nobody's edit away.
    /// </summary>
    public long? ChangedAt { get; init; }

    /// <summary>
    /// What failed for good at its due moment, by item id, with the id of its dead letter; null when nothing did. It is not due any more,
    /// so that it hides nothing that is due later.
    /// </summary>
    public ImmutableDictionary<string, string>? GivenUp { get; init; }

    /// <summary>How often a person has asked for something given up; part of later letters' ids, which are never used twice.</summary>
    public int? DueRetries { get; init; }

    /// <summary>As a consumer: true when a lane has been forgotten, so that one that is not in <see cref="In"/> may have been there.</summary>
    public bool? Forgot { get; init; }

    /// <summary>Members that a newer program wrote.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>What was taken of one source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="resumed">What holds where there is no lane.</param>
    public InboxLane Inbox(EntityKey source, InboxLane? resumed = null) => In.GetValueOrDefault(source.ToString(), resumed ?? InboxLane.Empty);

    /// <summary>True when only the source knows what was taken of it.</summary>
    public bool MayHaveForgotten(EntityKey source) => Forgot == true && !In.ContainsKey(source.ToString());

    /// <summary>Without the lanes of these sources.</summary>
    public LaneNumbers Forget(IReadOnlyCollection<string> sources) =>
        sources.Count == 0 ? this : this with { In = In.RemoveRange(sources), Forgot = true };

    /// <summary>As UTF-8 JSON.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, ProtocolJson.Stored.LaneNumbers);

    /// <summary>From UTF-8 JSON; empty is <see cref="Empty"/>.</summary>
    public static LaneNumbers Read(ReadOnlyMemory<byte> json) =>
        json.IsEmpty ? Empty : JsonSerializer.Deserialize(json.Span, ProtocolJson.Stored.LaneNumbers)!;
}
