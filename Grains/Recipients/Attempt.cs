using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesGrains.Recipients;

/// <summary>A message on one channel (发送): one nudge, or all that waited for the channel together.</summary>
public sealed record Attempt
{
    /// <summary>The same for every try.</summary>
    public string Id { get; set; } = "";

    /// <summary>The kind of channel.</summary>
    public string Channel { get; set; } = "";

    /// <summary>See <see cref="AttemptStates"/>.</summary>
    public string State { get; set; } = "";

    /// <summary>The nudges in it.</summary>
    public ImmutableArray<string> Nudges { get; set; } = [];

    /// <summary>Goes out in quiet hours, too.</summary>
    public bool Strong { get; set; }

    /// <summary>When it was queued.</summary>
    public DateTimeOffset QueuedAt { get; set; }

    /// <summary>When it may be sent.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>When somebody has to look at it again, should nothing have happened.</summary>
    public DateTimeOffset? LookAt { get; set; }

    /// <summary>When its last try began.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When its fate was known.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When the vendor is to be asked what became of it; null: it is not.</summary>
    public DateTimeOffset? AskAt { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Asks { get; set; }

    /// <summary>Tries so far.</summary>
    public int Tries { get; set; }

    /// <summary>Where the last try went.</summary>
    public string? Address { get; set; }

    /// <summary>The vendor's id.</summary>
    public string? VendorId { get; set; }

    /// <summary>The vendor's or our code.</summary>
    public string? Code { get; set; }

    /// <summary>The test that it belongs to; it carries no nudge.</summary>
    public string? TestId { get; set; }

    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>Its fate is not known yet.</summary>
    [JsonIgnore] public bool IsUnderWay => EndedAt is null;
}

/// <summary>States of an attempt. They are stored.</summary>
public static class AttemptStates
{
    /// <summary>Waits for its time and a token.</summary>
    public const string Queued = "queued";

    /// <summary>The call to the vendor is under way, or was when its silo ended.</summary>
    public const string Started = "started";

    /// <summary>Nobody knows whether it was sent; it is asked about, or repeated.</summary>
    public const string Unknown = "unknown";

    /// <summary>The vendor has it.</summary>
    public const string Sent = "sent";

    /// <summary>It has arrived.</summary>
    public const string Delivered = "delivered";

    /// <summary>The address is no good.</summary>
    public const string Refused = "refused";

    /// <summary>Given up after all tries.</summary>
    public const string Failed = "failed";

    /// <summary>Needed no more before it was sent.</summary>
    public const string Dropped = "dropped";
}
