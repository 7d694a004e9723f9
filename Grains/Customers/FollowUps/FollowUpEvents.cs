
namespace SalesGrains.Customers;

/// <summary>A follow-up was recorded.</summary>
/// <param name="FollowUp">What was ticked; who recorded it and when is of the commit.</param>
public sealed record FollowUpRecorded(FollowUp FollowUp) : CustomerEvent
{
    /// <summary>The objection that its tick is a mark of (P05).</summary>
    public string? Objection { get; set; }

    /// <summary>What was done, when that may answer an objection (P08), by its code.</summary>
    public string? Solution { get; set; }

    /// <summary>Its tick says that a quotation was made.</summary>
    public bool Quoted { get; set; }
}

/// <summary>Signals that came late speak for a follow-up (P04).</summary>
/// <param name="FollowUpId">The follow-up.</param>
/// <param name="Verdict">verified or plausible.</param>
/// <param name="Signals">How many speak for it now.</param>
public sealed record FollowUpJudged(string FollowUpId, string Verdict, int Signals) : CustomerEvent;

/// <summary>A manager has read a follow-up.</summary>
public sealed record FollowUpViewed(string FollowUpId) : CustomerEvent;

/// <summary>A manager scored a follow-up (P09).</summary>
/// <param name="FollowUpId">The follow-up.</param>
/// <param name="Total">The manager's score.</param>
/// <param name="Reason">Why.</param>
public sealed record QualityOverridden(string FollowUpId, int Total, string Reason) : CustomerEvent
{
    /// <summary>What the rule had come to; null: nothing.</summary>
    public int? Computed { get; set; }

    /// <summary>The band of the manager's score.</summary>
    public string Band { get; set; } = "poor";

    /// <summary>The rule set of the moment.</summary>
    public int RulesVersion { get; set; }
}

/// <summary>A manager checked a follow-up (P10).</summary>
/// <param name="FollowUpId">The follow-up.</param>
/// <param name="Outcome">approved or returned.</param>
/// <param name="Reason">Why it was returned.</param>
public sealed record FollowUpChecked(string FollowUpId, string Outcome, string? Reason = null) : CustomerEvent
{
    /// <summary>The nudge by which its rep is told.</summary>
    public string? NudgeId { get; set; }

    /// <summary>How long the check took, in seconds; null: not measured.</summary>
    public int? Seconds { get; set; }
}

/// <summary>A quotation went out.</summary>
/// <param name="QuotationId">The quotation.</param>
/// <param name="At">When.</param>
/// <param name="AmountFen">Its total, in fen; 0: not said.</param>
/// <param name="OpportunityId">The opportunity that it is for.</param>
/// <param name="Note">What was noted.</param>
public sealed record QuotationRecorded(string QuotationId, DateTimeOffset At, long AmountFen = 0, string? OpportunityId = null, string? Note = null) : CustomerEvent;
