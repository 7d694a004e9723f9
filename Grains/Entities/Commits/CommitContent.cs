using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities.Chains;

namespace SalesGrains.Entities.Commits;

/// <summary>What a commit row holds, as it is read back. Written once by <see cref="CommitWriter"/> and never rewritten.</summary>
public sealed record CommitContent
{
    /// <summary>Who caused it.</summary>
    public Actor Actor { get; set; } = Actor.System("unknown");

    /// <summary>The command's key, or null.</summary>
    public string? Key { get; set; }

    /// <summary>The store's generation: part of the event ids.</summary>
    public int Generation { get; set; }

    /// <summary>The rule set that decided it.</summary>
    public int RulesVersion { get; set; }

    /// <summary>The calendar that decided it.</summary>
    public int CalendarVersion { get; set; }

    /// <summary>The version of the organisation's clock that it went by; 0: real time, or a program that did not keep it.</summary>
    public long ClockVersion { get; set; }

    /// <summary>The events, in order.</summary>
    public ImmutableArray<EventRecord> Events { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The effects that its events call for, with their lane numbers.</summary>
    public ImmutableArray<EffectRecord> Effects { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The answer that was a refusal, or null.</summary>
    public Rejection? Rejection { get; set; }

    /// <summary>The entity's facts after it: what a board as of a past moment is folded from.</summary>
    public EntityFacts? Facts { get; set; }

    /// <summary>Seals of what is stored beside this row and rewritten with each commit; null: a program that did not seal.</summary>
    public CommitSeals? Sealed { get; set; }

    /// <summary>Members that a newer program wrote.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>Reads a commit row's content.</summary>
    public static CommitContent Read(ReadOnlyMemory<byte> content) =>
        JsonSerializer.Deserialize(content.Span, ProtocolJson.Stored.CommitContent)!;

    /// <summary>The id of an event: <c>{kind}/{id}|{generation}.{seq}</c>.</summary>
    public static string EventId(EntityKey key, int generation, long seq) => $"{key.Kind}/{key.Id}|{generation}.{seq}";
}

/// <summary>One event of a commit.</summary>
public sealed record EventRecord
{
    /// <summary>The event.</summary>
    public JsonElement Data { get; set; }

    /// <summary>When it happened, when that is not the moment it was recorded.</summary>
    public DateTimeOffset? OccurredAt { get; set; }

    /// <summary>Who caused it, when that is not the commit's actor.</summary>
    public Actor? Actor { get; set; }

    /// <summary>The effect that caused it, or null.</summary>
    public string? Cause { get; set; }
}

/// <summary>One effect of a commit.</summary>
public sealed record EffectRecord
{
    /// <summary>The consumer's key as text.</summary>
    public string To { get; set; } = "";

    /// <summary>Its number in the lane from this source to that consumer.</summary>
    public long Number { get; set; }

    /// <summary>Event id and effect name.</summary>
    public string Id { get; set; } = "";

    /// <summary>The effect.</summary>
    public JsonElement Body { get; set; }

    /// <summary>Who caused it, when that is not the commit's actor.</summary>
    public Actor? Actor { get; set; }

    /// <summary>When its cause happened, when that is not the moment it was recorded.</summary>
    public DateTimeOffset? OccurredAt { get; set; }
}
