using SalesGrains.Quality;

namespace SalesGrains.Customers;

/// <summary>A follow-up as pages show it.</summary>
[GenerateSerializer, Immutable, Alias("follow-up-view")]
public sealed record FollowUpView
{
    /// <summary>Its id.</summary>
    [Id(0)] public string Id { get; init; } = "";

    /// <summary>When it happened.</summary>
    [Id(1)] public DateTimeOffset OccurredAt { get; init; }

    /// <summary>When it was recorded.</summary>
    [Id(2)] public DateTimeOffset RecordedAt { get; init; }

    /// <summary>Who recorded it.</summary>
    [Id(3)] public string By { get; init; } = "";

    /// <summary>What was done, by its code.</summary>
    [Id(4)] public string? Done { get; init; }

    /// <summary>What the customer said, by its code.</summary>
    [Id(5)] public string? Said { get; init; }

    /// <summary>The next step, by its code.</summary>
    [Id(6)] public string? Next { get; init; }

    /// <summary>What was noted.</summary>
    [Id(7)] public string? Note { get; init; }

    /// <summary>The day that was agreed for the next step.</summary>
    [Id(8)] public DateOnly? NextOn { get; init; }

    /// <summary>verified, plausible or unverified (P04).</summary>
    [Id(9)] public string Verdict { get; init; } = "";

    /// <summary>Signals that speak for it.</summary>
    [Id(10)] public int Signals { get; init; }

    /// <summary>Slots that are filled (P11).</summary>
    [Id(11)] public int FilledSlots { get; init; }

    /// <summary>Slots of a complete one.</summary>
    [Id(12)] public int ExpectedSlots { get; init; }

    /// <summary>What it is worth (P09); the reasons of older ones stand in the history.</summary>
    [Id(13)] public QualityScore? Quality { get; init; }

    /// <summary>When a manager read it (P12).</summary>
    [Id(14)] public DateTimeOffset? ViewedAt { get; init; }

    /// <summary>Who read it.</summary>
    [Id(15)] public string? ViewedBy { get; init; }

    /// <summary>The next best step (P12), with the latest follow-up only.</summary>
    [Id(16)] public NextStep? NextStep { get; init; }

    /// <summary>A manager's score with its reason (P09); the computed one stands beside it.</summary>
    [Id(17)] public QualityOverride? Override { get; init; }

    /// <summary>What a manager's check came to (P10); null: nobody has checked it.</summary>
    [Id(18)] public FollowUpCheck? Check { get; init; }
}

/// <summary>What the kept follow-ups of a customer come to; rates are made of these (P04, P09, P11).</summary>
/// <param name="Count">How many are kept, 30 at most.</param>
/// <param name="Verified">Two signals or more speak for it.</param>
/// <param name="Plausible">One does.</param>
/// <param name="FilledSlots">Slots that are filled.</param>
/// <param name="ExpectedSlots">Slots of as many complete ones.</param>
/// <param name="Scored">How many have a quality score.</param>
/// <param name="ScoreSum">Their totals added up.</param>
/// <param name="Unread">How many no manager has read.</param>
[GenerateSerializer, Immutable, Alias("follow-up-numbers")]
public sealed record FollowUpNumbers(
    [property: Id(0)] int Count,
    [property: Id(1)] int Verified,
    [property: Id(2)] int Plausible,
    [property: Id(3)] int FilledSlots,
    [property: Id(4)] int ExpectedSlots,
    [property: Id(5)] int Scored,
    [property: Id(6)] int ScoreSum,
    [property: Id(7)] int Unread);

/// <summary>A follow-up as boards count it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it happened.</param>
/// <param name="RepId">Whose customer it was.</param>
/// <param name="Filled">Slots that are filled (P11).</param>
/// <param name="Verdict">verified, plausible or unverified (P04).</param>
/// <param name="Score">The quality score (P09), a manager's before the computed one, 0–100; null: it has none.</param>
/// <param name="Copied">Its note was copied from an earlier one (P09); null: it was not, or it has been checked.</param>
/// <param name="HoursLate">Whole hours between when it happened and when it was recorded; null: less than one, or it has been checked.</param>
/// <param name="Check">What a manager's check came to (P10); null: nobody has checked it.</param>
[GenerateSerializer, Immutable, Alias("follow-up-facts")]
public sealed record FollowUpFacts(
    [property: Id(0)] string Id,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string RepId,
    [property: Id(3)] int Filled,
    [property: Id(4)] string Verdict,
    [property: Id(5)] int? Score = null,
    [property: Id(6)] bool? Copied = null,
    [property: Id(7)] int? HoursLate = null,
    [property: Id(8)] CheckFacts? Check = null);

/// <summary>A check as boards count it (P10).</summary>
/// <param name="Outcome">See <see cref="CheckOutcomes"/>.</param>
/// <param name="At">When.</param>
/// <param name="ById">Who checked it; a name, where the id was not kept yet.</param>
/// <param name="By">Their name.</param>
/// <param name="Seconds">How long it took; null: not measured.</param>
[GenerateSerializer, Immutable, Alias("check-facts")]
public sealed record CheckFacts(
    [property: Id(0)] string Outcome,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string ById,
    [property: Id(3)] string By,
    [property: Id(4)] int? Seconds = null);

/// <summary>Whether signals speak for a follow-up (P04); stored and on the wire.</summary>
public static class Verdicts
{
    /// <summary>已核实.</summary>
    public const string Verified = "verified";

    /// <summary>可信.</summary>
    public const string Plausible = "plausible";

    /// <summary>未核实: it stays, and does not count as a visit.</summary>
    public const string Unverified = "unverified";
}
