namespace SalesGrains.Entities;

/// <summary>A command with what the edge knows about it.</summary>
/// <param name="Body">What is asked.</param>
/// <param name="Meta">Who asks, with which key, having seen which version.</param>
[GenerateSerializer, Immutable, Alias("command`1")]
public sealed record Command<T>([property: Id(0)] T Body, [property: Id(1)] CommandMeta Meta);

/// <summary>Who asks, with which idempotency key, having seen which version.</summary>
/// <param name="Actor">The authenticated caller.</param>
/// <param name="Key">Idempotency key, 1–255 characters, or null for calls inside the system.</param>
/// <param name="Fingerprint">Hash of operation and payload: the same key with another fingerprint is refused.</param>
/// <param name="ExpectedVersion">The version that the person saw (If-Match), or null when the command does not depend on one.</param>
/// <param name="ClockVersion">The version of the organisation's clock the caller went by; an older one is refused. Null: none.</param>
[GenerateSerializer, Immutable, Alias("command-meta")]
public sealed record CommandMeta(
    [property: Id(0)] Actor Actor,
    [property: Id(1)] string? Key = null,
    [property: Id(2)] string? Fingerprint = null,
    [property: Id(3)] long? ExpectedVersion = null,
    [property: Id(4)] long? ClockVersion = null);

/// <summary>Who did something: a person, an API client or the system itself.</summary>
/// <param name="Id">User id, API key id, or <c>system/{component}</c>.</param>
/// <param name="Name">Shown in histories.</param>
/// <param name="Role">One of <c>rep, manager, director, finance, delivery, admin, system</c>.</param>
[GenerateSerializer, Immutable, Alias("actor")]
public sealed record Actor(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Role)
{
    /// <summary>The system acting by itself, for example when a due moment passes.</summary>
    public static Actor System(string component) => new($"system/{component}", component, "system");
}

/// <summary>
/// The answer to a command. It is the same for every repeat of the key: a repeat is answered with the first outcome.
/// </summary>
/// <param name="Version">The entity's version after the commit that decided this answer.</param>
/// <param name="Rejection">Why nothing was changed, or null when the command was accepted.</param>
/// <param name="Repeated">True when this answer was read back for a key that had been used before.</param>
[GenerateSerializer, Immutable, Alias("command-outcome")]
public sealed record CommandOutcome(
    [property: Id(0)] long Version,
    [property: Id(1)] Rejection? Rejection = null,
    [property: Id(2)] bool Repeated = false)
{
    /// <summary>True when the command was accepted and committed.</summary>
    public bool Accepted => Rejection is null;
}

/// <summary>
/// It is not known whether the command took effect; repeat it with the same key. At the edge: 503 with Retry-After, never "failed".
/// </summary>
[GenerateSerializer, Alias("outcome-unknown")]
public sealed class OutcomeUnknownException : Exception
{
    /// <summary>For the serializer.</summary>
    public OutcomeUnknownException() : base("The outcome is unknown; repeat with the same key.") { }

    /// <summary>Names the cause for the log.</summary>
    public OutcomeUnknownException(string message) : base(message) { }

    /// <summary>Keeps the cause for the log.</summary>
    public OutcomeUnknownException(string message, Exception inner) : base(message, inner) { }
}
