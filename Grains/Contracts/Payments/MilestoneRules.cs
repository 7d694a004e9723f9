using SalesGrains.Calendars;
using SalesGrains.Contracts.Terms;
using SalesGrains.Entities;

namespace SalesGrains.Contracts.Payments;

/// <summary>What has happened to a contract, and the dates that follow from it (R02). Pure.</summary>
public static class MilestoneRules
{
    /// <summary>The day of an event, recorded or derived; null: not yet.</summary>
    public static DateOnly? DayOf(ContractState contract, string name) => name switch
    {
        ContractEvents.Signed => contract.SignedOn,
        ContractEvents.PrepayReceived => PrepaidOn(contract),
        ContractEvents.WarrantyEnd => contract.Header.WarrantyMonths is { } months && Recorded(contract, ContractEvents.FinalAccepted) is { } accepted
            ? accepted.AddMonths(months) : null,
        _ => Recorded(contract, name),
    };

    /// <summary>The dates that changed for nodes that are open and not frozen, or null when none did.</summary>
    public static NodesScheduled? Moved(ContractState contract, DecisionContext context, string cause)
    {
        if (contract.Stage != ContractStages.Signed)
        {
            return null;
        }

        var moved = contract.Nodes
            .Where(node => !node.Cancelled && !node.IsSettled && !node.Held)
            .Select(node => (Node: node, Dates: DueDateRules.Schedule(node.Term, name => DayOf(contract, name), context.Calendar)))
            .Where(pair => pair.Dates != Known(pair.Node))
            .Select(pair => new NodeSchedule
            {
                No = pair.Node.No,
                StartsOn = pair.Dates?.StartsOn,
                DueOn = pair.Dates?.DueOn,
                Provisional = pair.Dates?.Provisional ?? false,
                NudgesFrom = pair.Dates is not { } dates ? null
                    : dates.DueOn == pair.Node.DueOn ? pair.Node.NudgesFrom
                    : dates.DueOn < context.Today ? NextMorning(context)
                    : null,
            })
            .ToList();
        return moved.Count == 0 ? null : new(cause, [.. moved]);
    }

    private static (DateOnly, DateOnly, bool)? Known(PaymentNode node) =>
        node is { StartsOn: { } start, DueOn: { } due } ? (start, due, node.Provisional) : null;

    private static DateOnly? Recorded(ContractState contract, string name) =>
        contract.Milestones.FirstOrDefault(milestone => milestone.Event == name)?.OccurredOn;

    private static DateOnly? PrepaidOn(ContractState contract)
    {
        var prepay = contract.Nodes.Where(node => node.Term.Kind == TermWords.Prepay && !node.Cancelled).ToList();
        return prepay.Count > 0 && prepay.TrueForAll(node => node.IsSettled) ? prepay.Max(node => node.SettledOn) : null;
    }

    /// <summary>The next moment at which nudges go out: loaded history has until then to bring its receipts along.</summary>
    private static DateTimeOffset NextMorning(DecisionContext context)
    {
        var today = context.At(context.Today, context.Rules.Payments.NudgeAt);
        return today > context.Now ? today : context.At(context.Today.AddDays(1), context.Rules.Payments.NudgeAt);
    }
}
