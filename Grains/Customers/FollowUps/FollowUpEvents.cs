
namespace SalesGrains.Customers;

/// <summary>A follow-up was recorded.</summary>
/// <param name="FollowUp">What was ticked; who recorded it and when is of the commit.</param>
public sealed record FollowUpRecorded(FollowUp FollowUp) : CustomerEvent
{
    /// <summary>The objection that its tick is a mark of (P05).</summary>
    public string? Objection { get; set; }

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

/// <summary>A quotation went out.</summary>
/// <param name="QuotationId">The quotation.</param>
/// <param name="At">When.</param>
/// <param name="AmountFen">Its total, in fen; 0: not said.</param>
/// <param name="OpportunityId">The opportunity that it is for.</param>
/// <param name="Note">What was noted.</param>
public sealed record QuotationRecorded(string QuotationId, DateTimeOffset At, long AmountFen = 0, string? OpportunityId = null, string? Note = null) : CustomerEvent;
