using System.Collections.Immutable;
using SalesGrains.Calendars;
using SalesGrains.Customers.FirstContacts;
using SalesGrains.Customers.FollowUps;
using SalesGrains.Entities;
using SalesGrains.Money;
using SalesGrains.Nudges;
using SalesGrains.RuleSets;

namespace SalesGrains.Customers;

/// <summary>How a customer is looked after, as its page shows it. Pure.</summary>
public static class CareViewRules
{
    /// <summary>The view of a state.</summary>
    public static CareView Of(CustomerState customer, DecisionContext context) => Of(customer.Cared, context) with
    {
        PooledAt = customer.Cared.PooledAt,
        ReturnsOn = PoolRules.ReturnsOn(customer, context),
    };

    private static CareView Of(CareState care, DecisionContext context) => new()
    {
        FirstContact = care.FirstContact is { } first ? Of(first, context) : null,
        Opportunities = [.. care.Opportunities.Reverse().OrderBy(one => !one.IsOpen).Select(one => Of(one, care, context))],
        FollowUpDueOn = care.FollowUpDueOn,
        LastTouchAt = care.LastTouchAt,
        Nudges = NudgeListRules.Open(care.Nudges),
        FollowUps = FollowUpViewRules.Of(care, context),
    };

    /// <summary>The day from which on an opportunity is stale (X14): so many days of its stage after the last activity, or since it is at that stage.</summary>
    public static DateOnly? StaleOn(Opportunity one, CareState care, DecisionContext context) => !one.IsOpen ? null
        : LocalTime.DayOf(care.LastActivityAt > one.StageSince ? care.LastActivityAt.Value : one.StageSince, context.Zone)
            .AddDays(DaysOf(one.Stage, context.Rules.Pool) + 1);

    private static int DaysOf(string stage, PoolRuleSet rules) => stage switch
    {
        OpportunityStages.Contact => rules.StaleContactDays,
        OpportunityStages.Needs => rules.StaleNeedsDays,
        OpportunityStages.Proposal => rules.StaleProposalDays,
        _ => rules.StaleNegotiationDays,
    };

    private static FirstContactView Of(FirstContact first, DecisionContext context) => new(
        first.StartedAt, FirstContactRules.DeadlineOf(first, context), first.Source, first.Device,
        first.Outcome ?? (first.MissedAt is null ? "running" : "missed"), first.Reason, first.MissedAt, first.KnownAt, first.ReachedAt);

    private static OpportunityView Of(Opportunity one, CareState care, DecisionContext context) => new()
    {
        Id = one.Id,
        Title = one.Title,
        Amount = one.AmountFen == 0 ? null : Yuan.Format(one.AmountFen),
        ExpectedOn = one.ExpectedOn,
        Stage = one.Stage,
        StageSince = one.StageSince,
        CreatedAt = one.CreatedAt,
        CreatedBy = one.CreatedBy,
        Outcome = one.Outcome,
        Reason = one.Reason,
        ClosedAt = one.ClosedAt,
        StaleOn = StaleOn(one, care, context),
    };
}
