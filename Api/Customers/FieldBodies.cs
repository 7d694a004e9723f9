using System.Text.Json;
using SalesGrains.Entities;
using SalesGrains.Quality;
using SalesGrains.RuleSets;

namespace SalesGrains.Customers;

/// <summary>What a customer is known as outside this system (C04).</summary>
/// <param name="Kind">wecom, phone or wechat.</param>
/// <param name="Value">The id or number.</param>
internal sealed record IdentityBody(string? Kind, string? Value);

/// <summary>A person of the decision chain (T01).</summary>
internal sealed record DeciderBody(string? Name, string? Title);

/// <summary>A contact that a person enters (C03).</summary>
/// <param name="At">When it was, with its offset from UTC.</param>
/// <param name="Channel">visit, call, wecom, wechat, mail or other.</param>
/// <param name="Note">At most 500 characters.</param>
/// <param name="Id">Its id; derived from the key when left out.</param>
internal sealed record NewContact(DateTimeOffset At, string? Channel, string? Note = null, string? Id = null);

/// <summary>An opportunity to create (C01).</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Amount">What it may bring, in yuan.</param>
/// <param name="ExpectedOn">When it may be signed.</param>
/// <param name="Stage">contact, needs, proposal or negotiation; contact when left out.</param>
/// <param name="Id">Its id; derived from the key when left out.</param>
internal sealed record NewOpportunity(string? Title, string? Amount = null, DateOnly? ExpectedOn = null, string? Stage = null, string? Id = null);

/// <summary>The stage that an opportunity is at now.</summary>
internal sealed record StageBody(string? Stage);

/// <summary>How an opportunity ended.</summary>
/// <param name="Outcome">won or lost.</param>
/// <param name="Reason">Why; must be given when it was lost.</param>
internal sealed record ClosingBody(string? Outcome, string? Reason = null);

/// <summary>Why a first contact is no opportunity.</summary>
internal sealed record NoOpportunity(string? Reason);

/// <summary>A follow-up (P02): one tick at least, nothing has to be written.</summary>
/// <param name="OccurredAt">When it happened, with its offset from UTC.</param>
/// <param name="Done">What was done, by its code.</param>
/// <param name="Said">What the customer said, by its code.</param>
/// <param name="Next">The next step, by its code.</param>
/// <param name="Note">At most 500 characters.</param>
/// <param name="NextOn">The day that was agreed.</param>
/// <param name="Id">Its id, made where the tick was made; derived from the key when left out.</param>
internal sealed record NewFollowUp(
    DateTimeOffset OccurredAt, string? Done = null, string? Said = null, string? Next = null, string? Note = null, DateOnly? NextOn = null, string? Id = null);

/// <summary>A manager's score of a follow-up (P09).</summary>
/// <param name="Total">0–100.</param>
/// <param name="Reason">Why, 1–500 characters.</param>
internal sealed record QualityOverrideBody(int? Total = null, string? Reason = null);

/// <summary>What a manager's check of a follow-up came to (P10).</summary>
/// <param name="Outcome">approved or returned.</param>
/// <param name="Reason">Why it is returned, 1–500 characters.</param>
/// <param name="Seconds">How long the check took from when the record was shown, in whole seconds, 0 to the rule set's longest; left out: not measured.</param>
internal sealed record CheckBody(string? Outcome = null, string? Reason = null, int? Seconds = null);

/// <summary>A quotation that went out (P05).</summary>
/// <param name="At">When, with its offset from UTC.</param>
/// <param name="Amount">Its total, in yuan.</param>
/// <param name="OpportunityId">The opportunity that it is for.</param>
/// <param name="Note">At most 500 characters.</param>
/// <param name="Id">Its id; derived from the key when left out.</param>
internal sealed record NewQuotation(DateTimeOffset At, string? Amount = null, string? OpportunityId = null, string? Note = null, string? Id = null);

/// <summary>The follow-ups of a customer.</summary>
/// <param name="Items">The latest 30, the latest first; older ones stand in the timeline.</param>
/// <param name="DueOn">The day by whose end the customer is to be followed up (Z05).</param>
/// <param name="Next">Always null: there is one page.</param>
internal sealed record FollowUpsBody(IReadOnlyList<FollowUpView> Items, DateOnly? DueOn, string? Next = null);

/// <summary>What can be ticked for an industry (P13).</summary>
/// <param name="Groups">done, said and next, in this order.</param>
internal sealed record TicksBody(IReadOnlyList<TickGroupBody> Groups);

/// <summary>A group of ticks: one of them at most is ticked.</summary>
internal sealed record TickGroupBody(string Group, IReadOnlyList<TickBody> Ticks);

/// <summary>One thing that can be ticked.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Text">In the caller's language.</param>
/// <param name="Objection">The objection that it is a mark of.</param>
/// <param name="Days">A next step's usual distance in days.</param>
internal sealed record TickBody(string Code, string Text, string? Objection, int? Days);

/// <summary>A script pack (P05).</summary>
internal sealed record PlaybookBody(string Objection, string? Industry, string Title, IReadOnlyList<string> Lines);

/// <summary>A page of a customer's timeline (P07).</summary>
/// <param name="Items">What happened, the latest first by the moment it happened.</param>
/// <param name="Next">The cursor of the next page, or null at the end.</param>
internal sealed record TimelinePage(IReadOnlyList<TimelineEntry> Items, string? Next);

/// <summary>One thing that happened.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="Type">The event's name, for example <c>follow-up-recorded</c>.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="RecordedAt">When it was recorded, where that was more than an hour later; null elsewhere (M9).</param>
/// <param name="By">Who recorded it.</param>
/// <param name="Data">What it says.</param>
internal sealed record TimelineEntry(string Id, string Type, DateTimeOffset OccurredAt, DateTimeOffset? RecordedAt, string By, JsonElement Data);
