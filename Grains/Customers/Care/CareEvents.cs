using System.Collections.Immutable;
using SalesGrains.Nudges;

namespace SalesGrains.Customers;

/// <summary>The clock of the first contact began (C01).</summary>
/// <param name="At">The moment of contact.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Device">mobile or pc, when the source knows.</param>
public sealed record FirstContactStarted(DateTimeOffset At, string Source, string? Device = null) : CustomerEvent;

/// <summary>A signal that came later says that there was contact earlier (C03).</summary>
/// <param name="From">When the clock had begun.</param>
/// <param name="To">When it began.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Device">mobile or pc, when the source knows.</param>
public sealed record FirstContactMovedBack(DateTimeOffset From, DateTimeOffset To, string Source, string? Device = null) : CustomerEvent;

/// <summary>The deadline passed without an opportunity (漏录, C08).</summary>
/// <param name="At">The deadline.</param>
/// <param name="RepId">Whose customer it was.</param>
/// <param name="Source">The source of the contact.</param>
/// <param name="Device">mobile or pc, when the source knew.</param>
public sealed record FirstContactMissed(DateTimeOffset At, string RepId, string Source, string? Device = null) : CustomerEvent;

/// <summary>A nudge of the first contact has reached its rep (R14).</summary>
/// <param name="At">When it was delivered to a telephone that may show it.</param>
public sealed record FirstContactReached(DateTimeOffset At) : CustomerEvent;

/// <summary>The first contact led somewhere, or is not to.</summary>
/// <param name="Outcome">opportunity, not-an-opportunity or contract.</param>
/// <param name="Reason">Why it is not an opportunity.</param>
public sealed record FirstContactEnded(string Outcome, string? Reason = null) : CustomerEvent;

/// <summary>A person entered a contact.</summary>
/// <param name="ContactId">The entry.</param>
/// <param name="At">When it was.</param>
/// <param name="Channel">visit, call, wecom, wechat, mail or other.</param>
/// <param name="Note">What was noted.</param>
public sealed record ContactRecorded(string ContactId, DateTimeOffset At, string Channel, string? Note = null) : CustomerEvent;

/// <summary>A signal came in (P03).</summary>
public sealed record SignalReceived(Signal Signal) : CustomerEvent;

/// <summary>An opportunity was created.</summary>
/// <param name="OpportunityId">The opportunity.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="AmountFen">What it may bring, in fen; 0: not known.</param>
/// <param name="ExpectedOn">When it may be signed.</param>
public sealed record OpportunityCreated(string OpportunityId, string Title, string Stage, long AmountFen = 0, DateOnly? ExpectedOn = null) : CustomerEvent;

/// <summary>An opportunity is at another stage.</summary>
public sealed record OpportunityMoved(string OpportunityId, string From, string To) : CustomerEvent;

/// <summary>An opportunity was won or lost.</summary>
public sealed record OpportunityClosed(string OpportunityId, string Outcome, string? Reason = null) : CustomerEvent;

/// <summary>A nudge about the customer was raised.</summary>
/// <param name="Nudge">The nudge; when it was raised is the commit's moment.</param>
/// <param name="Done">Hours of the first contact, or days of the ladder, that are done with it: its own, and earlier ones that it stands for.</param>
public sealed record CustomerNudgeRaised(Nudge Nudge, ImmutableArray<int> Done) : CustomerEvent;

/// <summary>Somebody's word on a nudge of the customer.</summary>
public sealed record CustomerNudgeMarked(string NudgeId, string Mark) : CustomerEvent;

/// <summary>Another customer holds an identity that this one claims (X10).</summary>
/// <param name="Key">The identity's key; never the number itself.</param>
public sealed record IdentityHeldElsewhere(string Key) : CustomerEvent;

/// <summary>The day of the next follow-up came up, moved or went.</summary>
/// <param name="DueOn">The day by whose end it is to be followed up.</param>
/// <param name="Cause">touch, agreed, tier, rules or closed.</param>
public sealed record FollowUpScheduled(DateOnly? DueOn, string Cause) : CustomerEvent;
