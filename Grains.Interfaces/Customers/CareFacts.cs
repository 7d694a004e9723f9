using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SalesGrains.Nudges;

namespace SalesGrains.Customers;

/// <summary>What lists and boards know of how a customer is looked after.</summary>
[GenerateSerializer, Immutable, Alias("care-facts")]
public sealed record CareFacts
{
    /// <summary>The first contact; null before there was any.</summary>
    [Id(0)] public FirstContactFacts? FirstContact { get; set; }

    /// <summary>Nudges that nobody has acted on yet.</summary>
    [Id(1)] public ImmutableArray<NudgeFacts> Nudges { get; set; } = [];

    /// <summary>The day by whose end it is to be followed up (Z05); null: no clock.</summary>
    [Id(2)] public DateOnly? FollowUpDueOn { get; set; }

    /// <summary>The stage of the open opportunity that is furthest; null: none is open.</summary>
    [Id(3)] public string? Stage { get; set; }

    /// <summary>What its open opportunities may bring, in fen.</summary>
    [Id(4)] public long PipelineFen { get; set; }

    /// <summary>When somebody of ours last dealt with it.</summary>
    [Id(5)] public DateTimeOffset? LastTouchAt { get; set; }

    /// <summary>When anything last happened.</summary>
    [Id(6)] public DateTimeOffset? LastActivityAt { get; set; }

    /// <summary>What its kept follow-ups come to; null: there is none.</summary>
    [Id(7)] public FollowUpNumbers? FollowUps { get; set; }

    /// <summary>The latest days with an effective visit (T10), at most 14, each once.</summary>
    [Id(8)] public ImmutableArray<DateOnly> VisitDays { get; set; } = [];

    /// <summary>When it came into the public pool (X13); null: it is somebody's.</summary>
    [Id(9)] public DateTimeOffset? PooledAt { get; set; }

    /// <summary>The day from which on the first of its open opportunities is stale (X14), if nothing happens; null: none is open.</summary>
    [Id(10)] public DateOnly? StaleOn { get; set; }

    /// <summary>The follow-ups that happened within five weeks of the latest, at most 30, in the order they happened; null: none.</summary>
    [Id(11)] public ImmutableArray<FollowUpFacts>? Recent { get; set; }

    /// <summary>Its latest chains of objection, solution and result (P08), at most 12, the earliest first; null: none.</summary>
    [Id(12)] public ImmutableArray<ChainFacts>? Chains { get; set; }
}

/// <summary>The first contact as boards count it (C08): started, and missed or not.</summary>
/// <param name="StartedAt">The earliest moment that any source names.</param>
/// <param name="DeadlineAt">When it is missed.</param>
/// <param name="Source">The source of that moment.</param>
/// <param name="RepId">Whose customer it is, or was when it was missed.</param>
/// <param name="Device">mobile or pc, when the source knew.</param>
/// <param name="MissedAt">When it was missed; null: it was not.</param>
/// <param name="Outcome">opportunity, not-an-opportunity or contract; null: it has not ended.</param>
/// <param name="ReachedAt">When the first of its nudges reached the rep (R14); null: none has.</param>
/// <param name="Nudged">It ran until a nudge was due: somebody was to be reached.</param>
[GenerateSerializer, Immutable, Alias("first-contact-facts")]
public sealed record FirstContactFacts(
    [property: Id(0)] DateTimeOffset StartedAt,
    [property: Id(1)] DateTimeOffset DeadlineAt,
    [property: Id(2)] string Source,
    [property: Id(3)] string RepId,
    [property: Id(4)] string? Device = null,
    [property: Id(5)] DateTimeOffset? MissedAt = null,
    [property: Id(6)] string? Outcome = null,
    [property: Id(7)] DateTimeOffset? ReachedAt = null,
    [property: Id(8), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Nudged = false);
