using System.Collections.Immutable;

namespace SalesGrains.Recipients;

/// <summary>A recipient as its page and the "why was nobody reminded" page show it.</summary>
[GenerateSerializer, Immutable, Alias("recipient-view")]
public sealed record RecipientView
{
    /// <summary>Rep id or unit id.</summary>
    [Id(0)] public string Id { get; init; } = "";

    /// <summary>The unit of a rep; null for a unit, or as long as nobody told.</summary>
    [Id(1)] public string? UnitId { get; init; }

    /// <summary>The channels with an address, with their lights.</summary>
    [Id(2)] public ImmutableArray<ChannelView> Channels { get; init; } = [];

    /// <summary>Own quiet hours.</summary>
    [Id(3)] public QuietHours? Quiet { get; init; }

    /// <summary>Until when only strong nudges come through.</summary>
    [Id(4)] public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>Devices, as they last reported.</summary>
    [Id(5)] public ImmutableArray<DeviceView> Devices { get; init; } = [];

    /// <summary>Onboarding (C09): each source of first contacts, with its first event.</summary>
    [Id(6)] public ImmutableArray<SourceView> Sources { get; init; } = [];

    /// <summary>Nudges, open ones and the last closed ones.</summary>
    [Id(7)] public ImmutableArray<DeliveryView> Nudges { get; init; } = [];

    /// <summary>What was sent or is to be, the latest last.</summary>
    [Id(8)] public ImmutableArray<AttemptView> Attempts { get; init; } = [];

    /// <summary>The entity's version; 0 when nothing is stored.</summary>
    [Id(9)] public long Version { get; init; }

    /// <summary>True once every source has produced an event (C09).</summary>
    [Id(10)] public bool Ready { get; init; }
}

/// <summary>A channel of a person, with its light (C05).</summary>
/// <param name="Channel">The kind.</param>
/// <param name="Address">Where.</param>
/// <param name="Device">The device of a push subscription.</param>
/// <param name="Light">green, amber or red.</param>
/// <param name="Why">confirmed, never-confirmed, not-confirmed, refused or permission-denied.</param>
/// <param name="ConfirmedAt">The last confirmed delivery.</param>
/// <param name="Sent">Nudges that went out over it.</param>
/// <param name="Missed">Of these, not seen by their deadline (错过).</param>
/// <param name="Code">The vendor's code when it refused the address.</param>
[GenerateSerializer, Immutable, Alias("channel-view")]
public sealed record ChannelView(
    [property: Id(0)] string Channel,
    [property: Id(1)] string Address,
    [property: Id(2)] string? Device,
    [property: Id(3)] string Light,
    [property: Id(4)] string Why,
    [property: Id(5)] DateTimeOffset? ConfirmedAt,
    [property: Id(6)] int Sent,
    [property: Id(7)] int Missed,
    [property: Id(8)] string? Code);

/// <summary>A device as it last reported.</summary>
[GenerateSerializer, Immutable, Alias("device-view")]
public sealed record DeviceView([property: Id(0)] DeviceReport Report, [property: Id(1)] DateTimeOffset At);

/// <summary>A source of first contacts.</summary>
/// <param name="Source">wecom-contact, call or wechat-message.</param>
/// <param name="FirstAt">Its first event; null: none yet.</param>
[GenerateSerializer, Immutable, Alias("source-view")]
public sealed record SourceView([property: Id(0)] string Source, [property: Id(1)] DateTimeOffset? FirstAt);

/// <summary>What became of one nudge.</summary>
[GenerateSerializer, Immutable, Alias("delivery-view")]
public sealed record DeliveryView
{
    /// <summary><c>{kind}/{id}/{nudgeId}</c>.</summary>
    [Id(0)] public string Key { get; init; } = "";

    /// <summary>The rule that raised it.</summary>
    [Id(1)] public string Rule { get; init; } = "";

    /// <summary>Who it is for: rep, manager or director.</summary>
    [Id(2)] public string Level { get; init; } = "";

    /// <summary>Went to all channels at once.</summary>
    [Id(3)] public bool Strong { get; init; }

    /// <summary>What it is about.</summary>
    [Id(4)] public string Subject { get; init; } = "";

    /// <summary>The moment it is for.</summary>
    [Id(5)] public DateTimeOffset DueMoment { get; init; }

    /// <summary>When it should have been acted on.</summary>
    [Id(6)] public DateTimeOffset DeadlineAt { get; init; }

    /// <summary>When it was raised.</summary>
    [Id(7)] public DateTimeOffset RaisedAt { get; init; }

    /// <summary>When it came here.</summary>
    [Id(8)] public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When a channel proved that it had delivered it, and which.</summary>
    [Id(9)] public DateTimeOffset? ProvenAt { get; init; }

    /// <inheritdoc cref="ProvenAt"/>
    [Id(10)] public string? ProvenBy { get; init; }

    /// <summary>When its reader saw it.</summary>
    [Id(11)] public DateTimeOffset? SeenAt { get; init; }

    /// <summary>When it was closed.</summary>
    [Id(12)] public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>acted, resolved or discarded.</summary>
    [Id(13)] public string? Closed { get; init; }

    /// <summary>The recipient that it was passed on or climbed to.</summary>
    [Id(14)] public string? PassedTo { get; init; }

    /// <summary>Why no channel carries it: held after a restore, a clock that is moved, too many at once.</summary>
    [Id(15)] public string? NotCarried { get; init; }

    /// <summary>When it was not seen by its deadline.</summary>
    [Id(16)] public DateTimeOffset? MissedAt { get; init; }
}

/// <summary>One message on one channel.</summary>
/// <param name="Id">Message id, the same for every try.</param>
/// <param name="Channel">The kind of channel.</param>
/// <param name="State">queued, started, sent, delivered, refused, failed, unknown or dropped.</param>
/// <param name="Nudges">The nudges in it; none: a test.</param>
/// <param name="QueuedAt">When it was queued.</param>
/// <param name="NotBefore">When it may be sent.</param>
/// <param name="StartedAt">When its last try began.</param>
/// <param name="EndedAt">When its fate was known.</param>
/// <param name="Tries">Tries so far.</param>
/// <param name="Code">The vendor's or our code.</param>
/// <param name="TestId">The test that it belongs to (C07).</param>
[GenerateSerializer, Immutable, Alias("attempt-view")]
public sealed record AttemptView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Channel,
    [property: Id(2)] string State,
    [property: Id(3)] ImmutableArray<string> Nudges,
    [property: Id(4)] DateTimeOffset QueuedAt,
    [property: Id(5)] DateTimeOffset NotBefore,
    [property: Id(6)] DateTimeOffset? StartedAt,
    [property: Id(7)] DateTimeOffset? EndedAt,
    [property: Id(8)] int Tries,
    [property: Id(9)] string? Code,
    [property: Id(10)] string? TestId);
