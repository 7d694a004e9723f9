using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Nudges;

namespace SalesGrains.Recipients;

/// <summary>What happened to a recipient. The names are stored: never rename or reuse one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RecipientPlaced), "recipient-placed")]
[JsonDerivedType(typeof(ReachSet), "reach-set")]
[JsonDerivedType(typeof(DeviceReported), "device-reported")]
[JsonDerivedType(typeof(SourceKnown), "source-known")]
[JsonDerivedType(typeof(NudgeReceived), "nudge-received")]
[JsonDerivedType(typeof(NudgePassed), "nudge-passed")]
[JsonDerivedType(typeof(NudgeMissed), "nudge-missed")]
[JsonDerivedType(typeof(NudgeWasSeen), "nudge-was-seen")]
[JsonDerivedType(typeof(NudgeWithdrawn), "nudge-withdrawn")]
[JsonDerivedType(typeof(RungBegun), "rung-begun")]
[JsonDerivedType(typeof(LadderEnded), "ladder-ended")]
[JsonDerivedType(typeof(TestQueued), "test-queued")]
[JsonDerivedType(typeof(AttemptStarted), "attempt-started")]
[JsonDerivedType(typeof(AttemptSent), "attempt-sent")]
[JsonDerivedType(typeof(AttemptRepeats), "attempt-repeats")]
[JsonDerivedType(typeof(AttemptEnded), "attempt-ended")]
[JsonDerivedType(typeof(AttemptLooked), "attempt-looked")]
public abstract record RecipientEvent
{
    /// <summary>Stored members that this version does not know; kept.</summary>
    [JsonExtensionData] public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>It was told its unit.</summary>
public sealed record RecipientPlaced(string UnitId) : RecipientEvent;

/// <summary>How it is reached was set anew.</summary>
public sealed record ReachSet(ImmutableArray<ChannelAddress> Addresses, QuietHours? Quiet, DateTimeOffset? SnoozedUntil) : RecipientEvent;

/// <summary>A device reported.</summary>
public sealed record DeviceReported(DeviceReport Device) : RecipientEvent;

/// <summary>A source of first contacts produced its first event.</summary>
public sealed record SourceKnown(string Source, DateTimeOffset At) : RecipientEvent;

/// <summary>A nudge came.</summary>
/// <param name="Nudge">As it was sent.</param>
/// <param name="DeadlineAt">When somebody must have seen it: the nudge's deadline, later when that has passed.</param>
/// <param name="NotCarried">held, jump or too-many; null: the channels carry it.</param>
/// <param name="From">Who sent it here; null in what came before that was kept.</param>
public sealed record NudgeReceived(SendNudge Nudge, DateTimeOffset DeadlineAt, string? NotCarried, string? From = null) : RecipientEvent;

/// <summary>A nudge goes on to another person: it is for them, or nobody here has seen it.</summary>
/// <param name="NudgeKey">The nudge.</param>
/// <param name="To">Their recipient.</param>
/// <param name="DeadlineAt">Their deadline.</param>
/// <param name="Escalated">It was for somebody here.</param>
public sealed record NudgePassed(string NudgeKey, string To, DateTimeOffset DeadlineAt, bool Escalated) : RecipientEvent;

/// <summary>Its deadline passed and nobody had seen it.</summary>
public sealed record NudgeMissed(string NudgeKey) : RecipientEvent;

/// <summary>Its reader saw it.</summary>
public sealed record NudgeWasSeen(string NudgeKey, DateTimeOffset At) : RecipientEvent;

/// <summary>It needs nobody any more.</summary>
public sealed record NudgeWithdrawn(string NudgeKey, string Why) : RecipientEvent;

/// <summary>A rung of the ladder began: a message was queued, or the nudge joined one that waits.</summary>
/// <param name="NudgeKey">The nudge.</param>
/// <param name="Rung">Rungs begun, this one included.</param>
/// <param name="AttemptId">The message.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="NotBefore">When it may go out.</param>
/// <param name="LookAt">When somebody looks whether it did.</param>
/// <param name="ClimbAt">When the next rung begins unless this one proves that it delivered.</param>
public sealed record RungBegun(
    string NudgeKey, int Rung, string AttemptId, string Channel, DateTimeOffset NotBefore, DateTimeOffset LookAt, DateTimeOffset ClimbAt) : RecipientEvent;

/// <summary>No rung is left.</summary>
public sealed record LadderEnded(string NudgeKey) : RecipientEvent;

/// <summary>A test message was queued.</summary>
public sealed record TestQueued(string AttemptId, string Channel, string TestId, DateTimeOffset LookAt) : RecipientEvent;

/// <summary>A try began.</summary>
/// <param name="AttemptId">The attempt.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="UnknownAt">When it counts as unknown if nothing is heard.</param>
public sealed record AttemptStarted(string AttemptId, string Address, DateTimeOffset UnknownAt) : RecipientEvent;

/// <summary>The vendor has it, or it has arrived.</summary>
/// <param name="AttemptId">The attempt.</param>
/// <param name="Delivered">It has arrived.</param>
/// <param name="Proof">This is the channel's own proof: the rung counts.</param>
/// <param name="VendorId">The vendor's id.</param>
/// <param name="Code">The vendor's code.</param>
/// <param name="AskAt">When its receipt is asked for.</param>
public sealed record AttemptSent(
    string AttemptId, bool Delivered, bool Proof, string? VendorId = null, string? Code = null, DateTimeOffset? AskAt = null) : RecipientEvent;

/// <summary>It is tried again.</summary>
/// <param name="AttemptId">The attempt.</param>
/// <param name="NotBefore">When, at the earliest.</param>
/// <param name="LookAt">When somebody looks whether it was.</param>
/// <param name="WasUnknown">It may have been sent.</param>
/// <param name="AskAt">When the vendor is asked first; null: it is not.</param>
/// <param name="Code">Why.</param>
/// <param name="Uncounted">The try that failed was none: too much at once.</param>
public sealed record AttemptRepeats(
    string AttemptId, DateTimeOffset NotBefore, DateTimeOffset LookAt, bool WasUnknown, DateTimeOffset? AskAt, string? Code, bool Uncounted = false) : RecipientEvent;

/// <summary>It ended without being delivered.</summary>
/// <param name="AttemptId">The attempt.</param>
/// <param name="State">refused, failed or dropped.</param>
/// <param name="Code">Why.</param>
public sealed record AttemptEnded(string AttemptId, string State, string? Code) : RecipientEvent;

/// <summary>Somebody looked, and will again; never: the receipt stays out.</summary>
public sealed record AttemptLooked(string AttemptId, DateTimeOffset? LookAt, DateTimeOffset? AskAt = null) : RecipientEvent;

/// <summary>How recipients are stored.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RecipientState))]
[JsonSerializable(typeof(RecipientEvent))]
internal sealed partial class RecipientJson : JsonSerializerContext
{
    /// <summary>The context that writes and reads what is stored.</summary>
    public static RecipientJson Stored { get; } = new(StoredJson.Options());
}
