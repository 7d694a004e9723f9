using SalesGrains.Contracts.Terms;
using SalesGrains.Customers.FirstContacts;
using SalesGrains.Entities;
using SalesGrains.Money;

namespace SalesGrains.Customers.Opportunities;

/// <summary>Opportunities (商机): created, moved from stage to stage, won or lost; and the word that a contact is none (C01). Pure.</summary>
public static class OpportunityRules
{
    /// <summary>Most open opportunities of a customer.</summary>
    public const int MostOpen = 20;

    /// <summary>Closed opportunities that are kept; older ones stand in the history.</summary>
    public const int MostClosed = 50;

    /// <summary>Creates one and ends the first contact's clock; the same id twice is one.</summary>
    public static Decision<CustomerEvent> Create(CustomerState customer, CreateOpportunity command, DecisionContext context)
    {
        if (Wrong(command, context) is { } wrong)
        {
            return wrong;
        }

        if (customer.Cared.Opportunity(command.OpportunityId) is { } known)
        {
            return known.Title == command.Title ? Decision<CustomerEvent>.Accept() : new Rejection("opportunity.exists");
        }

        return customer.Cared.Opportunities.Count(one => one.IsOpen) >= MostOpen
            ? new Rejection("opportunity.too-many").With("max", $"{MostOpen}")
            : Decision<CustomerEvent>.Accept(
            [
                new OpportunityCreated(command.OpportunityId, command.Title, command.Stage, command.AmountFen, command.ExpectedOn),
                .. FirstContactRules.Ended(customer, Outcomes.Opportunity, context),
            ]);
    }

    /// <summary>Moves one to another stage, forward or back.</summary>
    public static Decision<CustomerEvent> Move(CustomerState customer, MoveOpportunity command) =>
        !OpportunityStages.All.Contains(command.Stage) ? new Rejection("opportunity.stage-unknown", "/stage")
        : Open(customer, command.OpportunityId, out var found) is { } no ? no
        : found!.Stage == command.Stage ? Decision<CustomerEvent>.Accept()
        : new OpportunityMoved(found.Id, found.Stage, command.Stage);

    /// <summary>Closes one as won or lost.</summary>
    public static Decision<CustomerEvent> Close(CustomerState customer, CloseOpportunity command) =>
        command.Outcome is not (Outcomes.Won or Outcomes.Lost) ? new Rejection("opportunity.outcome-unknown", "/outcome")
        : DraftRules.Text(command.Reason, 500, "opportunity.reason", "/reason", required: command.Outcome == Outcomes.Lost) is { } wrong ? wrong
        : customer.Cared.Opportunity(command.OpportunityId) is { IsOpen: false } known && known.Outcome == command.Outcome && known.Reason == command.Reason
            ? Decision<CustomerEvent>.Accept()
        : Open(customer, command.OpportunityId, out var found) is { } no ? no
        : new OpportunityClosed(found!.Id, command.Outcome, command.Reason);

    /// <summary>The first contact is no opportunity.</summary>
    public static Decision<CustomerEvent> None(CustomerState customer, NotAnOpportunity command, DecisionContext context) =>
        DraftRules.Text(command.Reason, 500, "first-contact.reason", "/reason", required: true) is { } wrong ? wrong
        : customer.Cared.FirstContact switch
        {
            null => new Rejection("first-contact.not-found"),
            { Outcome: null } => Decision<CustomerEvent>.Accept([.. FirstContactRules.Ended(customer, Outcomes.NotAnOpportunity, context, command.Reason)]),
            { Outcome: Outcomes.NotAnOpportunity } => Decision<CustomerEvent>.Accept(),
            _ => new Rejection("first-contact.ended"),
        };

    private static Rejection? Open(CustomerState customer, string id, out Opportunity? found)
    {
        found = customer.Cared.Opportunity(id);
        return found switch
        {
            null => new("opportunity.not-found"),
            { IsOpen: false } => new("opportunity.closed"),
            _ => null,
        };
    }

    private static Rejection? Wrong(CreateOpportunity command, DecisionContext context) =>
        DraftRules.Text(command.OpportunityId, 64, "opportunity.id", "/id", required: true)
        ?? DraftRules.Text(command.Title, 200, "opportunity.title", "/title", required: true)
        ?? (OpportunityStages.All.Contains(command.Stage) ? null : new Rejection("opportunity.stage-unknown", "/stage"))
        ?? (command.AmountFen is < 0 or > Yuan.MostFen ? new Rejection("money.out-of-range", "/amount") : null)
        ?? (command.ExpectedOn < context.Rules.Payments.EarliestDate || command.ExpectedOn > context.Rules.Payments.LatestDate
            ? new Rejection("date.out-of-range", "/expectedOn") : null);
}
