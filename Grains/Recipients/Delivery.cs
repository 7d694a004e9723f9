using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Recipients;

/// <summary>A nudge on its way to its reader (送达).</summary>
public sealed record Delivery
{
    /// <summary><c>{kind}/{id}/{nudgeId}</c>.</summary>
    public string Key { get; set; } = "";

    /// <summary>Who sent it here, whose word on it counts; null in what came before that was kept.</summary>
    public string? From { get; set; }

    /// <summary>The rule that raised it.</summary>
    public string Rule { get; set; } = "";

    /// <summary>rep, manager or director.</summary>
    public string Level { get; set; } = "";

    /// <summary>All channels at once.</summary>
    public bool Strong { get; set; }

    /// <summary>It climbed here from the person below.</summary>
    public bool Escalated { get; set; }

    /// <summary>A contract's number, a customer's name.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The customer's name.</summary>
    public string CustomerName { get; set; } = "";

    /// <summary>Which part of it.</summary>
    public string? Detail { get; set; }

    /// <summary>The amount it is about, in fen.</summary>
    public long AmountFen { get; set; }

    /// <summary>The command that resolves it.</summary>
    public string Command { get; set; } = "";

    /// <summary>The moment it is for.</summary>
    public DateTimeOffset DueMoment { get; set; }

    /// <summary>When it should have been acted on.</summary>
    public DateTimeOffset DeadlineAt { get; set; }

    /// <summary>When it was raised.</summary>
    public DateTimeOffset RaisedAt { get; set; }

    /// <summary>When an administrator released it after a restore.</summary>
    public DateTimeOffset? ReleasedAt { get; set; }

    /// <summary>When it came here.</summary>
    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>Why no channel carries it: held, jump or too-many; null: they do.</summary>
    public string? NotCarried { get; set; }

    /// <summary>Rungs of the ladder that have begun.</summary>
    public int Rung { get; set; }

    /// <summary>When the next rung begins; null: the ladder stands.</summary>
    public DateTimeOffset? ClimbAt { get; set; }

    /// <summary>When a channel proved that it had delivered.</summary>
    public DateTimeOffset? ProvenAt { get; set; }

    /// <summary>Which.</summary>
    public string? ProvenBy { get; set; }

    /// <summary>When a channel that its reader notices on the road had delivered it (R14): a telephone that may show it.</summary>
    public DateTimeOffset? ReachedAt { get; set; }

    /// <summary>When its reader saw it.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>When its deadline passed unseen.</summary>
    public DateTimeOffset? MissedAt { get; set; }

    /// <summary>When it was closed.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>acted, resolved or discarded.</summary>
    public string? Closed { get; set; }

    /// <summary>It is for somebody else's level and was passed on as it came.</summary>
    public bool ForOthers { get; set; }

    /// <summary>The recipient that it was passed on or climbed to, who is told what becomes of it.</summary>
    public string? PassedTo { get; set; }

    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>Somebody still has to see it.</summary>
    [JsonIgnore] public bool IsOpen => ClosedAt is null && SeenAt is null;

    /// <summary>Somebody here still has to see it.</summary>
    [JsonIgnore] public bool IsMine => IsOpen && !ForOthers;

    /// <summary>Channels carry it to somebody here.</summary>
    [JsonIgnore] public bool IsCarried => IsMine && NotCarried is null;
}
