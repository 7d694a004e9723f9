using System.ComponentModel;

namespace SalesGrains.Integrations;

/// <summary>A batch of calls.</summary>
/// <param name="Items">1–500 of them.</param>
internal sealed record CallsBody(IReadOnlyList<CallBody> Items);

/// <summary>A call as a telephone system or a phone tells of it. The number is kept nowhere: its hash finds the customer.</summary>
internal sealed record CallBody
{
    /// <summary>The telephone system's own id: the same call twice is one.</summary>
    public required string Id { get; init; }

    /// <summary>The other side's number, in any way of writing it; Chinese unless it says otherwise.</summary>
    public required string Number { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The rep; left out: the caller, or nobody knows.</summary>
    public string? RepId { get; init; }

    /// <summary>in or out.</summary>
    public string? Direction { get; init; }

    /// <summary>Seconds that were spoken.</summary>
    public int? DurationSeconds { get; init; }

    /// <summary>False when nobody took it: then it is no contact.</summary>
    public bool? Answered { get; init; }

    /// <summary>mobile or pc.</summary>
    public string? Device { get; init; }
}

/// <summary>A batch of message activity.</summary>
/// <param name="Items">1–500 of them.</param>
internal sealed record MessagesBody(IReadOnlyList<MessageBody> Items);

/// <summary>That messages were exchanged, and how many; never what they say.</summary>
internal sealed record MessageBody
{
    /// <summary>The source's own id: the same one twice is one.</summary>
    public required string Id { get; init; }

    /// <summary>wecom, wechat or phone: what <see cref="Value"/> is.</summary>
    public required string Kind { get; init; }

    /// <summary>Who it was with, as the source names them.</summary>
    public required string Value { get; init; }

    /// <summary>When the last of them was sent.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The rep; left out: the caller, or nobody knows.</summary>
    public string? RepId { get; init; }

    /// <summary>in or out.</summary>
    public string? Direction { get; init; }

    /// <summary>How many.</summary>
    [Description("1–100000")] public int? Count { get; init; }

    /// <summary>mobile or pc.</summary>
    public string? Device { get; init; }
}

/// <summary>What became of a batch.</summary>
/// <param name="Accepted">How many are new.</param>
/// <param name="Repeated">How many were known already.</param>
/// <param name="Rejected">Which were refused, and why.</param>
internal sealed record SignalsAnswer(int Accepted, int Repeated, IReadOnlyList<RejectedSignal> Rejected);

/// <summary>One item that was refused.</summary>
/// <param name="Index">Its place in the batch, from 0.</param>
/// <param name="Code">Why.</param>
/// <param name="Field">The member at fault, as a pointer into the body.</param>
/// <param name="Detail">A sentence in the caller's language.</param>
internal sealed record RejectedSignal(int Index, string Code, string? Field, string Detail);
