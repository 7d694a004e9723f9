using System.Collections.Immutable;
using SalesGrains.Contracts.Acceptances;
using SalesGrains.Contracts.Countdown;
using SalesGrains.Contracts.Payments;
using SalesGrains.Contracts.Terms;
using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Contracts;

/// <summary>The facts of a contract: what lists, boards and alarms know of it. Pure.</summary>
public static class ContractFactsRules
{
    /// <summary>The facts of a state.</summary>
    public static EntityFacts Of(ContractState contract, DecisionContext context) => new ContractFacts
    {
        Number = contract.Header.Number,
        Title = contract.Header.Title,
        CustomerId = contract.Header.CustomerId,
        CustomerName = contract.Header.CustomerName,
        Tier = contract.Header.Tier,
        RepId = contract.Header.RepId,
        Stage = contract.Stage,
        TotalFen = contract.Header.TotalFen,
        SignedOn = contract.SignedOn,
        Nodes = [.. contract.Nodes.Select(node => Of(contract, node))],
        Nudges = OpenNudges(contract),
        NextDue = NextDue(contract, context),
    };

    /// <summary>The facts of a node.</summary>
    public static NodeFacts Of(ContractState contract, PaymentNode node) => new(
        node.No,
        node.Term.Name,
        node.DueOn,
        node.StartsOn,
        node.AmountFen,
        node.OpenFen,
        node.Term.Owner ?? "",
        node.Held,
        Blocker(contract, node),
        node.Provisional,
        node.SettledOn,
        node.Cancelled);

    /// <summary>The earliest moment at which the contract must act and has not, or null.</summary>
    public static DateTimeOffset? NextDue(ContractState contract, DecisionContext context) =>
        Earlier(StageRules.NextDue(contract, context), ResignRules.NextDue(contract, context));

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    /// <summary>The nudges that nobody has acted on yet.</summary>
    public static ImmutableArray<NudgeFacts> OpenNudges(ContractState contract) => NudgeListRules.Open(contract.Nudges);

    /// <summary>
    /// What stands in the way of a payment (R04): that it is frozen, the event that its trigger waits for, then the invoice, then the first deliverable on
    /// its checklist that is open; null when nothing does.
    /// </summary>
    private static string? Blocker(ContractState contract, PaymentNode node)
    {
        if (node.OpenFen == 0)
        {
            return null;
        }

        if (node.Held)
        {
            return "frozen";
        }

        if (node.Term.Trigger is { } trigger && TriggerRules.Missing(trigger, name => MilestoneRules.DayOf(contract, name)) is { } missing)
        {
            return $"event:{missing}";
        }

        if (node.Term.RequiresInvoice
            && MilestoneRules.DayOf(contract, ContractEvents.Invoiced) is null
            && !node.Checklist.Any(item => item is { Text: ChecklistRules.InvoiceText, Done: true }))
        {
            return "invoice";
        }

        return node.Checklist.FirstOrDefault(item => item is { Deliverable: not null, Done: false }) is { } open ? $"deliverable:{open.Deliverable}" : null;
    }
}
