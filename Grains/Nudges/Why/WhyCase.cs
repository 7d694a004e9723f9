using System.Collections.Immutable;
using SalesGrains.Recipients;

namespace SalesGrains.Nudges.Why;

/// <summary>All that is known of why somebody was reminded of a contract or a customer, or was not (C06).</summary>
public sealed record WhyCase
{
    /// <summary>contract, customer or recipient.</summary>
    public required string Kind { get; init; }

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Now, of the organisation's time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The recipient of the rep who owns it.</summary>
    public required RecipientView Recipient { get; init; }

    /// <summary>Nudges that the entity itself says are open.</summary>
    public ImmutableArray<NudgeFacts> Open { get; init; } = [];

    /// <summary>When the entity acts next; null: nothing is due ever.</summary>
    public DateTimeOffset? NextDue { get; init; }

    /// <summary>A customer's first contact, by any source; null: none is known.</summary>
    public DateTimeOffset? FirstContactAt { get; init; }

    /// <summary>What ended the first contact's clock; null: it runs, or never began.</summary>
    public string? FirstContactEnded { get; init; }

    /// <summary>A customer has an identity of this kind in WeCom, so that what happens there can be known.</summary>
    public bool HasWeComIdentity { get; init; }
}

/// <summary>The receipt chain of a nudge (提醒回执链, M5).</summary>
/// <param name="NudgeId">The nudge that it is about; null: none was raised.</param>
/// <param name="Links">From the signal to what was done.</param>
/// <param name="Broken">The first link that is broken; null: none is.</param>
/// <param name="Fault">What broke it.</param>
/// <param name="Faults">Everything that is wrong with how this person is reached, also what did not matter this time.</param>
public sealed record WhyChain(string? NudgeId, ImmutableArray<WhyLink> Links, string? Broken, string? Fault, ImmutableArray<string> Faults);

/// <summary>A link of the chain.</summary>
/// <param name="Code">signal, identity, raised, queued, sent, delivered, seen or done.</param>
/// <param name="State">ok, waiting, broken or skipped.</param>
/// <param name="At">When it happened, or is to.</param>
/// <param name="Fault">What broke it, or what it waits for.</param>
/// <param name="Channels">sent: each channel with what became of it.</param>
public sealed record WhyLink(string Code, string State, DateTimeOffset? At = null, string? Fault = null, ImmutableArray<WhyChannel> Channels = default);

/// <summary>One channel's part.</summary>
/// <param name="Channel">The kind.</param>
/// <param name="State">See <see cref="AttemptStates"/>.</param>
/// <param name="At">When it was tried, or will be.</param>
/// <param name="Code">The vendor's or our code.</param>
public sealed record WhyChannel(string Channel, string State, DateTimeOffset? At, string? Code);
