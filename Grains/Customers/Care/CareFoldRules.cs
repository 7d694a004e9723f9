using System.Collections.Immutable;
using SalesGrains.Customers.Comments;
using SalesGrains.Customers.FirstContacts;
using SalesGrains.Customers.Opportunities;
using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Customers;

/// <summary>Folds what happens while a customer is looked after. Reads the event only. Pure.</summary>
public static class CareFoldRules
{
    /// <summary>Ids of entries that are remembered.</summary>
    private const int MostIds = 50;

    /// <summary>The state after an event; null when the event is about something else.</summary>
    public static CareState? Evolve(CareState care, CustomerEvent happened, EventMeta meta) => happened switch
    {
        FirstContactStarted e => care with { FirstContact = new() { StartedAt = e.At, Source = e.Source, Device = e.Device, KnownAt = meta.RecordedAt } },
        FirstContactMovedBack e => care with { FirstContact = care.FirstContact! with { StartedAt = e.To, Source = e.Source, Device = e.Device } },
        FirstContactReached e => care with { FirstContact = care.FirstContact! with { ReachedAt = e.At } },
        FirstContactMissed e => Resolve(care with { FirstContact = care.FirstContact! with { MissedAt = e.At, MissedBy = e.RepId } }, FirstContactRules.Rule, meta),
        FirstContactEnded e => Resolve(
            care with { FirstContact = care.FirstContact! with { Outcome = e.Outcome, Reason = e.Reason, EndedAt = meta.RecordedAt } }, FirstContactRules.Rule, meta),
        ContactRecorded e => Touch(Remember(care, e.ContactId), e.At),
        SignalReceived e => Active(care with { Signals = Keep(care.Signals, e.Signal) }, e.Signal.At),
        OpportunityCreated e => Touch(care with { Opportunities = Trim(care.Opportunities.Add(New(e, meta))) }, meta.RecordedAt),
        OpportunityMoved e => Touch(
            care with { Opportunities = Map(care, e.OpportunityId, one => one with { Stage = e.To, StageSince = meta.RecordedAt }) }, meta.RecordedAt),
        OpportunityClosed e => Touch(
            care with
            {
                Opportunities = Trim(Map(care, e.OpportunityId, one => one with { Outcome = e.Outcome, Reason = e.Reason, ClosedAt = meta.RecordedAt })),
            },
            meta.RecordedAt),
        CustomerNudgeRaised e => Raise(care, e, meta),
        CustomerNudgeMarked e => CommentRules.Read(
            Reach(care, e, meta) with { Nudges = NudgeListRules.Mark(care.Nudges, e.NudgeId, e.Mark, meta.RecordedAt) }, e, meta),
        CommentAdded e => CommentRules.Added(care, e),
        CommentRemoved e => CommentRules.Removed(care, e, meta),
        IdentityHeldElsewhere e => care with { HeldElsewhere = care.HeldElsewhere.Contains(e.Key) ? care.HeldElsewhere : care.HeldElsewhere.Add(e.Key) },
        FollowUpScheduled e => Resolve(care with { FollowUpDueOn = e.DueOn, FollowUpStepsDone = [] }, FollowUps.FollowUpClockRules.Rule, meta),
        PoolReturnCalledOff => Resolve(care with { PoolWarnedAt = null }, PoolRules.Rule, meta),
        CustomerPooled => care with { PooledAt = meta.RecordedAt, Nudges = NudgeListRules.Resolve(care.Nudges, _ => true, meta.RecordedAt) },
        _ => FollowUps.FollowUpFoldRules.Evolve(care, happened, meta),
    };

    /// <summary>Another rep has it: what the one before has seen, this one has not; and it is in the pool no longer.</summary>
    public static CareState Given(CareState care) => care with { Nudges = NudgeListRules.Unseen(care.Nudges), PooledAt = null, PoolWarnedAt = null };

    /// <summary>The subject of a nudge: what follows takes the place of what stands, if the subject is the same.</summary>
    private static string TopicOf(string rule) =>
        rule.StartsWith(FirstContactRules.Rule, StringComparison.Ordinal) ? FirstContactRules.Rule : rule;

    private static CareState Raise(CareState care, CustomerNudgeRaised e, EventMeta meta)
    {
        var raised = e.Nudge with { RaisedAt = meta.RecordedAt };
        var after = care with
        {
            Nudges = NudgeListRules.Raise(care.Nudges, raised, nudge => raised.Rule is not (FollowUps.CheckRules.Rule or CommentRules.Rule) && nudge.Level == raised.Level && TopicOf(nudge.Rule) == TopicOf(raised.Rule)),
        };
        return raised.Rule switch
        {
            FirstContactRules.Rule => after with { FirstContact = care.FirstContact! with { HoursDone = [.. care.FirstContact.HoursDone.Union(e.Done)] } },
            FollowUps.FollowUpClockRules.Rule => after with { FollowUpStepsDone = [.. care.FollowUpStepsDone.Union(e.Done)] },
            PoolRules.Rule => after with { PoolWarnedAt = meta.RecordedAt },
            _ => after,
        };
    }

    /// <summary>Whoever has seen a nudge, or acted on it, was reached by it.</summary>
    private static CareState Reach(CareState care, CustomerNudgeMarked e, EventMeta meta) =>
        e.Mark is NudgeMarks.Seen or NudgeMarks.Acted && care.FirstContact is { Runs: true, ReachedAt: null } first
            && care.Nudges.Any(nudge => nudge.Id == e.NudgeId && nudge is { Rule: FirstContactRules.Rule, Level: "rep" })
            ? care with { FirstContact = first with { ReachedAt = meta.RecordedAt } }
            : care;

    private static CareState Resolve(CareState care, string topic, EventMeta meta) =>
        care with { Nudges = NudgeListRules.Resolve(care.Nudges, nudge => TopicOf(nudge.Rule) == topic, meta.RecordedAt) };

    private static Opportunity New(OpportunityCreated e, EventMeta meta) => new()
    {
        Id = e.OpportunityId,
        Title = e.Title,
        AmountFen = e.AmountFen,
        ExpectedOn = e.ExpectedOn,
        Stage = e.Stage,
        StageSince = meta.RecordedAt,
        CreatedAt = meta.RecordedAt,
        CreatedBy = meta.Actor.Name,
    };

    private static ImmutableArray<Opportunity> Map(CareState care, string id, Func<Opportunity, Opportunity> change) =>
        [.. care.Opportunities.Select(one => one.Id == id ? change(one) : one)];

    private static ImmutableArray<Opportunity> Trim(ImmutableArray<Opportunity> all)
    {
        var over = all.Count(one => !one.IsOpen) - OpportunityRules.MostClosed;
        return over <= 0 ? all : [.. all.Where(one => one.IsOpen || over-- <= 0)];
    }

    private static ImmutableArray<Signal> Keep(ImmutableArray<Signal> signals, Signal one) =>
        [.. signals.Append(one).OrderBy(signal => signal.At).TakeLast(SignalRules.MostKept)];

    internal static CareState Remember(CareState care, string id) => care with { RecentIds = [.. care.RecentIds.Append(id).TakeLast(MostIds)] };

    internal static CareState Touch(CareState care, DateTimeOffset at) =>
        Active(care with { LastTouchAt = care.LastTouchAt > at ? care.LastTouchAt : at }, at);

    private static CareState Active(CareState care, DateTimeOffset at) => care with { LastActivityAt = care.LastActivityAt > at ? care.LastActivityAt : at };
}
