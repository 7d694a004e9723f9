
namespace SalesGrains.Customers;

/// <summary>Records a follow-up (跟单, P02): one tick of each group at most, one at least; nobody has to write anything.</summary>
[GenerateSerializer, Immutable, Alias("record-follow-up")]
public sealed record RecordFollowUp : CustomerCommand
{
    /// <summary>Its id, made where the tick was made, also without a connection; the same id twice is one follow-up.</summary>
    [Id(0)] public string FollowUpId { get; init; } = "";

    /// <summary>When it happened.</summary>
    [Id(1)] public DateTimeOffset OccurredAt { get; init; }

    /// <summary>What was done, by its code.</summary>
    [Id(2)] public string? Done { get; init; }

    /// <summary>What the customer said, by its code.</summary>
    [Id(3)] public string? Said { get; init; }

    /// <summary>The next step, by its code.</summary>
    [Id(4)] public string? Next { get; init; }

    /// <summary>At most 500 characters.</summary>
    [Id(5)] public string? Note { get; init; }

    /// <summary>The day that was agreed for the next step.</summary>
    [Id(6)] public DateOnly? NextOn { get; init; }
}

/// <summary>A manager has read a follow-up (P12: 主管已阅).</summary>
[GenerateSerializer, Immutable, Alias("mark-follow-up-viewed")]
public sealed record MarkFollowUpViewed([property: Id(0)] string FollowUpId) : CustomerCommand;

/// <summary>A manager scores a follow-up otherwise than the rule does (主管改分, P09).</summary>
/// <param name="FollowUpId">The follow-up.</param>
/// <param name="Total">0–100.</param>
/// <param name="Reason">Why, 1–500 characters.</param>
[GenerateSerializer, Immutable, Alias("override-quality")]
public sealed record OverrideQuality([property: Id(0)] string FollowUpId, [property: Id(1)] int Total, [property: Id(2)] string Reason) : CustomerCommand;

/// <summary>A manager approves a follow-up, or returns it to its rep (主管抽查, P10).</summary>
/// <param name="FollowUpId">The follow-up.</param>
/// <param name="Outcome">See <see cref="CheckOutcomes"/>.</param>
/// <param name="Reason">Why it is returned, 1–500 characters; approved needs none.</param>
/// <param name="Seconds">How long the check took, 0 to the rule set's longest; null: not measured.</param>
[GenerateSerializer, Immutable, Alias("check-follow-up")]
public sealed record CheckFollowUp(
    [property: Id(0)] string FollowUpId, [property: Id(1)] string Outcome, [property: Id(2)] string? Reason = null, [property: Id(3)] int? Seconds = null)
    : CustomerCommand;

/// <summary>A quotation (报价) went to the customer: what it objected to before is answered (P05).</summary>
[GenerateSerializer, Immutable, Alias("record-quotation")]
public sealed record RecordQuotation : CustomerCommand
{
    /// <summary>Its id; the same id twice is one.</summary>
    [Id(0)] public string QuotationId { get; init; } = "";

    /// <summary>When it was handed in.</summary>
    [Id(1)] public DateTimeOffset At { get; init; }

    /// <summary>Its total, in fen; 0: not said.</summary>
    [Id(2)] public long AmountFen { get; init; }

    /// <summary>The opportunity that it is for.</summary>
    [Id(3)] public string? OpportunityId { get; init; }

    /// <summary>At most 500 characters.</summary>
    [Id(4)] public string? Note { get; init; }
}
