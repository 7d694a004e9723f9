using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Nudges;

namespace SalesGrains.Identities;

/// <summary>What is known of an external identity (外部身份): the fold of its events.</summary>
public sealed record IdentityState
{
    /// <summary>wecom, phone or wechat; empty before the first signal.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The value with its middle left out.</summary>
    public string Masked { get; set; } = "";

    /// <summary>The customer that it belongs to; empty: nobody's.</summary>
    public string HolderId { get; set; } = "";

    /// <summary>The rep who owns that customer.</summary>
    public string HolderRepId { get; set; } = "";

    /// <summary>Signals that wait for a customer, in the order in which they came.</summary>
    public ImmutableArray<CustomerSignal> Waiting { get; set; } = [];

    /// <summary>How many have come while it was nobody's.</summary>
    public int Count { get; set; }

    /// <summary>Ids of the latest signals: the same one twice is one.</summary>
    public ImmutableArray<string> RecentIds { get; set; } = [];

    /// <summary>The first signal of each rep and source here (C09); null: of none.</summary>
    public ImmutableArray<ProvenSource>? Proven { get; set; }

    /// <summary>Hours of the first contact's clock whose nudge is done.</summary>
    public ImmutableArray<int> HoursDone { get; set; } = [];

    /// <summary>When the first contact was missed (漏录) while it was nobody's.</summary>
    public DateTimeOffset? MissedAt { get; set; }

    /// <summary>Nudges raised while it was nobody's.</summary>
    public ImmutableArray<Nudge> Nudges { get; set; } = [];

    /// <summary>Why it is to be nobody's; null: it is not.</summary>
    public string? DismissedFor { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>True while signals wait for somebody to say whose they are.</summary>
    [JsonIgnore] public bool IsWaiting => HolderId.Length == 0 && DismissedFor is null && !Waiting.IsEmpty;

    /// <summary>The rep whom the earliest signal names that names one; empty: none does.</summary>
    [JsonIgnore] public string RepId => Waiting.Where(signal => signal.RepId is { Length: > 0 }).MinBy(signal => signal.At)?.RepId ?? "";
}

/// <summary>A source has produced a signal of a rep.</summary>
public sealed record ProvenSource
{
    /// <summary>The rep.</summary>
    public string RepId { get; set; } = "";

    /// <summary>See <see cref="SignalSources"/>.</summary>
    public string Source { get; set; } = "";

    /// <summary>When the signal happened.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Stored members that this version does not know; kept through a rewrite.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>What happened to an external identity. The names are stored: never rename or reuse one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SignalWaited), "signal-waited")]
[JsonDerivedType(typeof(SignalPassedOn), "signal-passed-on")]
[JsonDerivedType(typeof(IdentityHeld), "identity-held")]
[JsonDerivedType(typeof(IdentityFreed), "identity-freed")]
[JsonDerivedType(typeof(IdentityDismissed), "identity-dismissed")]
[JsonDerivedType(typeof(UnmatchedMissed), "unmatched-missed")]
[JsonDerivedType(typeof(IdentityNudgeRaised), "identity-nudge-raised")]
[JsonDerivedType(typeof(IdentityNudgeMarked), "identity-nudge-marked")]
public abstract record IdentityEvent
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A signal came and is nobody's yet: it waits.</summary>
/// <param name="Kind">wecom, phone or wechat.</param>
/// <param name="Masked">The value with its middle left out.</param>
/// <param name="Signal">The signal.</param>
public sealed record SignalWaited(string Kind, string Masked, CustomerSignal Signal) : IdentityEvent;

/// <summary>A signal came and went on to the customer.</summary>
/// <param name="Kind">wecom, phone or wechat.</param>
/// <param name="Masked">The value with its middle left out.</param>
/// <param name="Signal">The signal.</param>
public sealed record SignalPassedOn(string Kind, string Masked, CustomerSignal Signal) : IdentityEvent;

/// <summary>A customer said that it is its own, or that another rep owns it; what waited went on to the customer.</summary>
public sealed record IdentityHeld(string CustomerId, string RepId) : IdentityEvent;

/// <summary>The customer gave it up.</summary>
public sealed record IdentityFreed : IdentityEvent;

/// <summary>Somebody said that it is to be nobody's.</summary>
public sealed record IdentityDismissed(string Reason) : IdentityEvent;

/// <summary>The first contact was missed while it was nobody's.</summary>
/// <param name="At">When.</param>
public sealed record UnmatchedMissed(DateTimeOffset At) : IdentityEvent;

/// <summary>A nudge was raised.</summary>
/// <param name="Nudge">The nudge.</param>
/// <param name="Hours">Hours of the clock that it stands for.</param>
public sealed record IdentityNudgeRaised(Nudge Nudge, ImmutableArray<int> Hours) : IdentityEvent;

/// <summary>Somebody's word on a nudge.</summary>
public sealed record IdentityNudgeMarked(string NudgeId, string Mark) : IdentityEvent;

/// <summary>How external identities are stored.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(IdentityState))]
[JsonSerializable(typeof(IdentityEvent))]
internal sealed partial class IdentityJson : JsonSerializerContext
{
    /// <summary>The context that writes and reads what is stored.</summary>
    public static IdentityJson Stored { get; } = new(StoredJson.Options());
}
