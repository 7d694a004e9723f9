using SalesGrains.Customers.Chains;
using SalesGrains.Customers.FirstContacts;
using SalesGrains.Customers.FollowUps;
using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Customers;

/// <summary>What lists, boards and alarms know of a customer's care. Pure.</summary>
public static class CareFactsRules
{
    /// <summary>The facts; null when there is nothing of that yet.</summary>
    public static CareFacts? Of(CustomerState customer, DecisionContext context)
    {
        if (customer.Care is not { } care || customer.MergedInto is not null)
        {
            return null;
        }

        return new()
        {
            FirstContact = care.FirstContact is { } first ? Of(customer, first, context) : null,
            Nudges = NudgeListRules.Open(care.Nudges),
            FollowUpDueOn = care.FollowUpDueOn,
            Stage = care.Furthest?.Stage,
            PipelineFen = care.Opportunities.Where(one => one.IsOpen).Sum(one => one.AmountFen),
            LastTouchAt = care.LastTouchAt,
            LastActivityAt = care.LastActivityAt,
            FollowUps = FollowUpRules.Numbers(care),
            Recent = FollowUpRules.Recent(care, context.Rules.Quality),
            Chains = care.Marks is { } marks && ChainRules.Of(marks) is { IsEmpty: false } chains ? chains : null,
            PooledAt = care.PooledAt,
            StaleOn = care.Opportunities.Min(one => CareViewRules.StaleOn(one, care, context)),
            VisitDays = TruthRules.VisitDays(care, context.Zone),
        };
    }

    private static FirstContactFacts Of(CustomerState customer, FirstContact first, DecisionContext context) => new(
        first.StartedAt,
        FirstContactRules.DeadlineOf(first, context),
        first.Source,
        first.MissedBy ?? customer.Profile.RepId,
        first.Device,
        first.MissedAt,
        first.Outcome,
        first.ReachedAt,
        !first.HoursDone.IsEmpty || first.MissedAt is not null);
}
