using System.Collections.Immutable;
using SalesGrains.Customers;
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

    /// <summary>The earliest moment at which the entity must act and has not; null: nothing is due ever.</summary>
    public DateTimeOffset? NextDue { get; init; }

    /// <summary>A customer's first contact, by any source; null: none is known.</summary>
    public DateTimeOffset? FirstContactAt { get; init; }

    /// <summary>What ended the first contact's clock; null: it runs, or never began.</summary>
    public string? FirstContactEnded { get; init; }

    /// <summary>Who says when a customer's first contact began.</summary>
    public string? FirstContactSource { get; init; }

    /// <summary>When it was first heard of; null: that was not kept.</summary>
    public DateTimeOffset? FirstContactKnownAt { get; init; }

    /// <summary>When it was missed (漏录), whatever became of it later: then the chain is that of its last reminder.</summary>
    public DateTimeOffset? FirstContactMissedAt { get; init; }

    /// <summary>A customer has an identity of this kind in WeCom, so that what happens there can be known.</summary>
    public bool HasWeComIdentity { get; init; }

    /// <summary>What a customer itself says; its rep's recipient is to be added.</summary>
    public static WhyCase Of(string id, CustomerView customer, DateTimeOffset now)
    {
        var first = customer.Care.FirstContact;
        return new()
        {
            Kind = "customer",
            Id = id,
            Now = now,
            Recipient = new(),
            Open = customer.Care.Nudges,
            NextDue = customer.NextDueAt,
            FirstContactAt = first?.StartedAt,
            FirstContactEnded = first?.Status is "running" or "missed" ? null : first?.Status,
            FirstContactSource = first?.Source,
            FirstContactKnownAt = first?.KnownAt,
            FirstContactMissedAt = first?.MissedAt,
            HasWeComIdentity = customer.Profile.Identities?.Any(identity => identity.Kind == "wecom") == true,
        };
    }
}

/// <summary>The receipt chain of a nudge (提醒回执链, M5).</summary>
/// <param name="Nudge">The nudge that it is about; null: none was raised.</param>
/// <param name="Links">From the signal to what was done.</param>
/// <param name="Faults">Everything that is wrong with how this person is reached, also what did not matter this time.</param>
public sealed record WhyChain(WhyNudge? Nudge, ImmutableArray<WhyLink> Links, ImmutableArray<string> Faults)
{
    /// <summary>The nudge's id.</summary>
    public string? NudgeId => Nudge?.NudgeId;

    /// <summary>The first link that is broken; null: none is.</summary>
    public string? Broken => FirstBroken?.Code;

    /// <summary>What broke it.</summary>
    public string? Fault => FirstBroken?.Fault;

    private WhyLink? FirstBroken => Links.FirstOrDefault(link => link.State == "broken");
}

/// <summary>Which nudge a chain is about.</summary>
/// <param name="Kind">The kind of the entity that raised it.</param>
/// <param name="EntityId">Its id.</param>
/// <param name="NudgeId">The nudge's id, unique in the entity.</param>
/// <param name="Rule">The rule that raised it.</param>
/// <param name="Level">Who it is for: rep, manager or director.</param>
/// <param name="Subject">What it is about, in people's words; null: not known yet.</param>
/// <param name="DueAt">The moment that it is for; null in older facts.</param>
/// <param name="RaisedAt">When it was raised.</param>
public sealed record WhyNudge(
    string Kind, string EntityId, string NudgeId, string Rule, string Level, string? Subject, DateTimeOffset? DueAt, DateTimeOffset RaisedAt)
{
    /// <summary><c>{kind}/{id}/{nudgeId}</c>.</summary>
    public string Key => $"{Kind}/{EntityId}/{NudgeId}";
}

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
