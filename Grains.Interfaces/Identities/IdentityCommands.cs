namespace SalesGrains.Identities;

/// <summary>What is asked of an external identity.</summary>
[GenerateSerializer, Immutable, Alias("identity-command")]
public abstract record IdentityCommand;

/// <summary>
/// Something happened between a rep and whoever this is (信号, C03): a contact was added, a call was made, messages were exchanged. Never
/// their content.
/// </summary>
[GenerateSerializer, Immutable, Alias("receive-signal")]
public sealed record ReceiveSignal : IdentityCommand
{
    /// <summary>The source's own id, 1–100 characters: the same signal twice is one.</summary>
    [Id(0)] public string SignalId { get; init; } = "";

    /// <summary>wecom, phone or wechat.</summary>
    [Id(1)] public string Kind { get; init; } = "";

    /// <summary>The value with its middle left out.</summary>
    [Id(2)] public string Masked { get; init; } = "";

    /// <summary>See <see cref="SignalSources"/>.</summary>
    [Id(3)] public string Source { get; init; } = "";

    /// <summary>When it happened.</summary>
    [Id(4)] public DateTimeOffset At { get; init; }

    /// <summary>The rep, when the source knows.</summary>
    [Id(5)] public string? RepId { get; init; }

    /// <summary>Length of a call in seconds; 0: nobody answered.</summary>
    [Id(6)] public int? DurationSeconds { get; init; }

    /// <summary>Number of messages.</summary>
    [Id(7)] public int? Count { get; init; }

    /// <summary>in or out.</summary>
    [Id(8)] public string? Direction { get; init; }

    /// <summary>mobile or pc, when the source knows.</summary>
    [Id(9)] public string? Device { get; init; }
}

/// <summary>This is nobody's and is to be nobody's: a supplier, a private call. Its clock ends, and later signals are not kept.</summary>
/// <param name="Reason">Why, 1–500 characters.</param>
[GenerateSerializer, Immutable, Alias("dismiss-identity")]
public sealed record DismissIdentity([property: Id(0)] string Reason) : IdentityCommand;

/// <summary>Somebody's word on a nudge of this identity.</summary>
/// <param name="NudgeId">The nudge.</param>
/// <param name="Mark">seen, acted, released or discarded.</param>
[GenerateSerializer, Immutable, Alias("mark-identity-nudge")]
public sealed record MarkIdentityNudge([property: Id(0)] string NudgeId, [property: Id(1)] string Mark) : IdentityCommand;

/// <summary>Where signals come from. The names are stored: never rename one.</summary>
public static class SignalSources
{
    /// <summary>A contact was added in WeCom (企微添加).</summary>
    public const string WeComContact = "wecom-contact";

    /// <summary>A call (通话记录).</summary>
    public const string Call = "call";

    /// <summary>Messages (微信消息).</summary>
    public const string Message = "wechat-message";

    /// <summary>A picture or a document with a time of its own.</summary>
    public const string Attachment = "attachment";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [WeComContact, Call, Message, Attachment];
}
