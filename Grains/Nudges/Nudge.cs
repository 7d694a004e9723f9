using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Nudges;

/// <summary>A nudge (提醒) as the entity that raised it keeps it: a contract, a customer or a rep.</summary>
public sealed record Nudge
{
    /// <summary>What it is about, rule and due moment: raising it twice makes one.</summary>
    public string Id { get; set; } = "";

    /// <summary>payment-warning, payment-overdue, first-contact, follow-up-overdue …</summary>
    public string Rule { get; set; } = "";

    /// <summary>The payment node it is about; 0: none.</summary>
    public int NodeNo { get; set; }

    /// <summary>rep, manager or director.</summary>
    public string Level { get; set; } = "";

    /// <summary>When it was raised.</summary>
    public DateTimeOffset RaisedAt { get; set; }

    /// <summary>The day by which it should be acted on.</summary>
    public DateOnly Deadline { get; set; }

    /// <summary>The command that resolves it (Z07).</summary>
    public string Command { get; set; } = "";

    /// <summary>When its reader first saw it.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>When somebody said that it is done.</summary>
    public DateTimeOffset? ActedAt { get; set; }

    /// <summary>When what it was about had gone: paid, moved, done, or followed by a later one of its kind.</summary>
    public DateTimeOffset? ResolvedAt { get; set; }

    /// <summary>The moment that it is for.</summary>
    public DateTimeOffset? DueMoment { get; set; }

    /// <summary>When an administrator released it after a restore.</summary>
    public DateTimeOffset? ReleasedAt { get; set; }

    /// <summary>When an administrator discarded it after a restore.</summary>
    public DateTimeOffset? DiscardedAt { get; set; }

    /// <summary>The moment by which it should be acted on; null in what was raised before it was kept.</summary>
    public DateTimeOffset? DeadlineAt { get; set; }

    /// <summary>A strong nudge (强提醒, C02) goes to all channels at once.</summary>
    public bool Strong { get; set; }

    /// <summary>Which part of it, in people's words: an objection, a script pack.</summary>
    public string? Detail { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>Still in an inbox.</summary>
    [JsonIgnore] public bool IsOpen => ActedAt is null && ResolvedAt is null && DiscardedAt is null;
}

/// <summary>What becomes of a nudge by people's word. Stored in the events of customers and reps.</summary>
public static class NudgeMarks
{
    /// <summary>Its reader saw it.</summary>
    public const string Seen = "seen";

    /// <summary>Its reader did what it asks for.</summary>
    public const string Acted = "acted";

    /// <summary>An administrator released what a restore held.</summary>
    public const string Released = "released";

    /// <summary>An administrator discarded what a restore held.</summary>
    public const string Discarded = "discarded";
}
