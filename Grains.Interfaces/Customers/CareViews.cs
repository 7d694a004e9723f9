using System.Collections.Immutable;
using SalesGrains.Nudges;

namespace SalesGrains.Customers;

/// <summary>How a customer is looked after, as its page shows it.</summary>
[GenerateSerializer, Immutable, Alias("care-view")]
public sealed record CareView
{
    /// <summary>The first contact, or null.</summary>
    [Id(0)] public FirstContactView? FirstContact { get; init; }

    /// <summary>Opportunities, open ones first, the latest first.</summary>
    [Id(1)] public ImmutableArray<OpportunityView> Opportunities { get; init; } = [];

    /// <summary>The day by whose end it is to be followed up (Z05).</summary>
    [Id(2)] public DateOnly? FollowUpDueOn { get; init; }

    /// <summary>When somebody of ours last dealt with it.</summary>
    [Id(3)] public DateTimeOffset? LastTouchAt { get; init; }

    /// <summary>Nudges that nobody has acted on.</summary>
    [Id(4)] public ImmutableArray<NudgeFacts> Nudges { get; init; } = [];

    /// <summary>Its kept follow-ups, the latest first.</summary>
    [Id(5)] public ImmutableArray<FollowUpView> FollowUps { get; init; } = [];

    /// <summary>When it came into the public pool (X13); null: it is somebody's.</summary>
    [Id(6)] public DateTimeOffset? PooledAt { get; init; }

    /// <summary>The day at whose beginning it returns to the pool, if nothing happens; null: it does not.</summary>
    [Id(7)] public DateOnly? ReturnsOn { get; init; }
}

/// <summary>The first contact as the customer's page shows it (C01).</summary>
/// <param name="StartedAt">When the clock began.</param>
/// <param name="DeadlineAt">When it is missed.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Device">mobile or pc, when the source knew.</param>
/// <param name="Status">running, missed, or its outcome.</param>
/// <param name="Reason">Why it is not an opportunity.</param>
/// <param name="MissedAt">When it was missed.</param>
/// <param name="KnownAt">When it was first heard of; null: that was not kept.</param>
/// <param name="ReachedAt">When the first of its nudges reached the rep (R14).</param>
[GenerateSerializer, Immutable, Alias("first-contact-view")]
public sealed record FirstContactView(
    [property: Id(0)] DateTimeOffset StartedAt,
    [property: Id(1)] DateTimeOffset DeadlineAt,
    [property: Id(2)] string Source,
    [property: Id(3)] string? Device,
    [property: Id(4)] string Status,
    [property: Id(5)] string? Reason,
    [property: Id(6)] DateTimeOffset? MissedAt,
    [property: Id(7)] DateTimeOffset? KnownAt = null,
    [property: Id(8)] DateTimeOffset? ReachedAt = null);

/// <summary>An opportunity as the customer's page shows it.</summary>
[GenerateSerializer, Immutable, Alias("opportunity-view")]
public sealed record OpportunityView
{
    /// <summary>Its id.</summary>
    [Id(0)] public string Id { get; init; } = "";

    /// <summary>What it is about.</summary>
    [Id(1)] public string Title { get; init; } = "";

    /// <summary>What it may bring; null: not known.</summary>
    [Id(2)] public string? Amount { get; init; }

    /// <summary>When it may be signed.</summary>
    [Id(3)] public DateOnly? ExpectedOn { get; init; }

    /// <summary>See <see cref="OpportunityStages"/>.</summary>
    [Id(4)] public string Stage { get; init; } = "";

    /// <summary>Since when.</summary>
    [Id(5)] public DateTimeOffset StageSince { get; init; }

    /// <summary>When it was created.</summary>
    [Id(6)] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>By whom.</summary>
    [Id(7)] public string CreatedBy { get; init; } = "";

    /// <summary>won or lost; null while it is open.</summary>
    [Id(8)] public string? Outcome { get; init; }

    /// <summary>Why.</summary>
    [Id(9)] public string? Reason { get; init; }

    /// <summary>When it was closed.</summary>
    [Id(10)] public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The day from which on it is stale (X14), if nothing happens; null once it is closed.</summary>
    [Id(11)] public DateOnly? StaleOn { get; init; }
}
