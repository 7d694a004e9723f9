using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Recipients;

/// <summary>What is asked of a recipient.</summary>
[GenerateSerializer, Immutable, Alias("recipient-command")]
public abstract record RecipientCommand;

/// <summary>Replaces how a person is reached, and when they are left alone.</summary>
/// <param name="Addresses">At most one for each kind of channel.</param>
/// <param name="Quiet">Their own quiet hours; null: the company's.</param>
/// <param name="SnoozedUntil">Until when only strong nudges come through (X16); null: not snoozed.</param>
[GenerateSerializer, Immutable, Alias("set-reach")]
public sealed record SetReach(
    [property: Id(0)] ImmutableArray<ChannelAddress> Addresses,
    [property: Id(1)] QuietHours? Quiet,
    [property: Id(2)] DateTimeOffset? SnoozedUntil) : RecipientCommand;

/// <summary>Sends a test message over each channel that has an address (C07).</summary>
/// <param name="TestId">The same test twice is one.</param>
[GenerateSerializer, Immutable, Alias("test-channels")]
public sealed record TestChannels([property: Id(0)] string TestId) : RecipientCommand;

/// <summary>A device tells how it is set (C05).</summary>
[GenerateSerializer, Immutable, Alias("report-device")]
public sealed record ReportDevice([property: Id(0)] DeviceReport Device) : RecipientCommand;

/// <summary>Begins to send what is queued: asked by the pump, before anything goes out.</summary>
/// <param name="AttemptId">The attempt.</param>
[GenerateSerializer, Immutable, Alias("start-attempt")]
public sealed record StartAttempt([property: Id(0)] string AttemptId) : RecipientCommand;

/// <summary>Tells what became of what was sent.</summary>
/// <param name="AttemptId">The attempt.</param>
/// <param name="Outcome">sent, delivered, refused, limited, failed or unknown; silent: asked, and the vendor cannot say.</param>
/// <param name="VendorId">The vendor's id of the message.</param>
/// <param name="Code">The vendor's code.</param>
/// <param name="RetryAfterSeconds">How long the vendor asks to be left alone.</param>
/// <param name="Final">There is no use in another try.</param>
[GenerateSerializer, Immutable, Alias("finish-attempt")]
public sealed record FinishAttempt(
    [property: Id(0)] string AttemptId,
    [property: Id(1)] string Outcome,
    [property: Id(2)] string? VendorId = null,
    [property: Id(3)] string? Code = null,
    [property: Id(4)] double? RetryAfterSeconds = null,
    [property: Id(5)] bool Final = false) : RecipientCommand;

/// <summary>Where a channel reaches a person.</summary>
[GenerateSerializer, Immutable, Alias("channel-address")]
public sealed record ChannelAddress
{
    /// <summary>The kind of channel.</summary>
    [Id(0)] public string Channel { get; set; } = "";

    /// <summary>User id, robot name, telephone number, mail address or push subscription, 1–2,000 characters.</summary>
    [Id(1)] public string Address { get; set; } = "";

    /// <summary>The device of a push subscription: ios, android or desktop.</summary>
    [Id(2)] public string? Device { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>When a person is left alone, local time; over midnight when it begins later than it ends.</summary>
[GenerateSerializer, Immutable, Alias("quiet-hours")]
public sealed record QuietHours
{
    /// <summary>Begins.</summary>
    [Id(0)] public TimeOnly From { get; set; }

    /// <summary>Ends; the same as <see cref="From"/>: never quiet.</summary>
    [Id(1)] public TimeOnly To { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>What a device says of itself.</summary>
[GenerateSerializer, Immutable, Alias("device-report")]
public sealed record DeviceReport
{
    /// <summary>Device id, 1–64 characters.</summary>
    [Id(0)] public string Id { get; set; } = "";

    /// <summary>ios, android or desktop.</summary>
    [Id(1)] public string Kind { get; set; } = "";

    /// <summary>granted, denied or default: may this page show notifications?</summary>
    [Id(2)] public string Permission { get; set; } = "";

    /// <summary>The maker, whose own push service may be a bottleneck.</summary>
    [Id(3)] public string? Vendor { get; set; }

    /// <summary>granted or denied: may calls be read from it (C09)? Null: it does not say.</summary>
    [Id(4)] public string? Contacts { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData]
    [field: NonSerialized]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
