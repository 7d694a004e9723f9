using System.Collections.Immutable;
using SalesGrains.Customers.FirstContacts;
using SalesGrains.Customers.FollowUps;
using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Customers;

/// <summary>
/// What stands in the same commit as a decision about a customer's care: the follow-up day that it moves, and the nudges whose moments have
/// passed by it. Pure.
/// </summary>
public static class CareRules
{
    /// <summary>All that is to be done at a moment.</summary>
    public static IEnumerable<DueItem<CustomerEvent>> Items(CustomerState customer, DecisionContext context) =>
        customer.MergedInto is not null ? []
        : FirstContactRules.Items(customer, context).Concat(FollowUpClockRules.Items(customer, context)).Concat(PoolRules.Items(customer, context));

    /// <summary>What newer rules call for.</summary>
    public static ImmutableArray<CustomerEvent> Reevaluate(CustomerState customer, DecisionContext context) =>
        With(customer, Decision<CustomerEvent>.Accept(), context).Events;

    /// <summary>A decision together with what it makes due.</summary>
    public static Decision<CustomerEvent> With(CustomerState customer, Decision<CustomerEvent> decision, DecisionContext context)
    {
        if (decision.Rejection is not null)
        {
            return decision;
        }

        var events = decision.Events.ToBuilder();
        var after = decision.Events.Aggregate(customer, Fold);
        if (after.MergedInto is not null)
        {
            return decision;
        }

        Add(PoolRules.Latest(after, context));
        if (FollowUpClockRules.Moved(after, context) is { } moved)
        {
            Add([moved]);
        }

        Add(FirstContactRules.Latest(after, context));
        Add(FollowUpClockRules.Latest(after, context));
        return new(events.ToImmutable(), null);

        void Add(ImmutableArray<CustomerEvent> more)
        {
            events.AddRange(more);
            after = more.Aggregate(after, Fold);
        }

        CustomerState Fold(CustomerState state, CustomerEvent one) =>
            CustomerFoldRules.Evolve(state, one, new("", context.Now, context.Now, context.Actor));
    }

    /// <summary>Somebody's word on a nudge.</summary>
    public static Decision<CustomerEvent> Mark(CustomerState customer, MarkCustomerNudge command, DecisionContext context) =>
        command.Mark is not (NudgeMarks.Seen or NudgeMarks.Acted or NudgeMarks.Released or NudgeMarks.Discarded) ? new Rejection("nudge.mark-unknown")
        : NudgeListRules.Changes(customer.Cared.Nudges, command.NudgeId, command.Mark, context, out var refused)
            ? new CustomerNudgeMarked(command.NudgeId, command.Mark)
        : refused is not null ? refused
        : Decision<CustomerEvent>.Accept();
}
