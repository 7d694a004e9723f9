using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Recipients;

/// <summary>What a recipient (收件人) is: the fold of its events. Add members with a default; never rename one, it is stored.</summary>
public sealed record RecipientState
{
    /// <summary>The unit of a rep; null for a unit, or as long as nobody told.</summary>
    public string? UnitId { get; set; }

    /// <summary>Where the channels reach this person.</summary>
    public ImmutableArray<Channel> Channels { get; set; } = [];

    /// <summary>Own quiet hours; null: the company's.</summary>
    public QuietHours? Quiet { get; set; }

    /// <summary>Until when only strong nudges come through.</summary>
    public DateTimeOffset? SnoozedUntil { get; set; }

    /// <summary>Devices as they last reported.</summary>
    public ImmutableArray<Device> Devices { get; set; } = [];

    /// <summary>The first event of each source of first contacts.</summary>
    public ImmutableArray<KnownSource> Sources { get; set; } = [];

    /// <summary>Nudges, open ones and the last closed ones, in the order they came.</summary>
    public ImmutableArray<Delivery> Nudges { get; set; } = [];

    /// <summary>Messages, those under way and the last that ended, in the order they were queued.</summary>
    public ImmutableArray<Attempt> Attempts { get; set; } = [];

    /// <summary>Number of the last attempt.</summary>
    public long LastAttempt { get; set; }

    /// <summary>When short messages went out in the last 24 hours.</summary>
    public ImmutableArray<DateTimeOffset> Sms { get; set; } = [];

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The channel of this kind, or null.</summary>
    public Channel? Channel(string kind) => Channels.FirstOrDefault(channel => channel.Kind == kind);

    /// <summary>The nudge with this key, or null.</summary>
    public Delivery? Nudge(string key) => Nudges.FirstOrDefault(nudge => nudge.Key == key);

    /// <summary>The attempt with this id, or null.</summary>
    public Attempt? Attempt(string id) => Attempts.FirstOrDefault(attempt => attempt.Id == id);
}

/// <summary>A channel with an address, and how it did.</summary>
public sealed record Channel
{
    /// <summary>The kind of channel.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Where.</summary>
    public string Address { get; set; } = "";

    /// <summary>The device of a push subscription.</summary>
    public string? Device { get; set; }

    /// <summary>When this address was set.</summary>
    public DateTimeOffset SetAt { get; set; }

    /// <summary>The last delivery that the channel itself confirmed.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>When the vendor refused this address for good.</summary>
    public DateTimeOffset? RefusedAt { get; set; }

    /// <summary>The vendor's code when it did.</summary>
    public string? Code { get; set; }

    /// <summary>Nudges that went out over it.</summary>
    public int Sent { get; set; }

    /// <summary>Of these, not seen by their deadline.</summary>
    public int Missed { get; set; }

    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A device as it last reported.</summary>
public sealed record Device
{
    /// <summary>What it said.</summary>
    public DeviceReport Report { get; set; } = new();

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A source of first contacts that has produced an event.</summary>
public sealed record KnownSource
{
    /// <summary>wecom-contact, call or wechat-message.</summary>
    public string Source { get; set; } = "";

    /// <summary>Its first event.</summary>
    public DateTimeOffset FirstAt { get; set; }

    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A nudge on its way to its reader (送达).</summary>
public sealed record Delivery
{
    /// <summary><c>{kind}/{id}/{nudgeId}</c>.</summary>
    public string Key { get; set; } = "";

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
