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
