using System.Collections.Immutable;
using System.Globalization;
using SalesGrains.Contracts.Acceptances;
using SalesGrains.Contracts.Payments;
using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Contracts.Countdown;

/// <summary>
/// Raises the nudges that have fallen due. Of stages that passed together (a node created inside its window, loaded history, a long
/// stop) only the latest speaks, and stands for the earlier ones. Pure.
/// </summary>
public static class NudgeRules
{
    /// <summary>Every stage of every node that is not done; when its moment has come, the nudge that its node then calls for.</summary>
    public static IEnumerable<DueItem<ContractEvent>> Items(ContractState contract, DecisionContext context) =>
        OfNodes(contract, context).Concat(ResignRules.Items(contract, context));

    private static IEnumerable<DueItem<ContractEvent>> OfNodes(ContractState contract, DecisionContext context) =>
        from node in contract.Stage == ContractStages.Signed ? contract.Nodes : []
        from stage in StageRules.Undone(node, context)
        select new DueItem<ContractEvent>(StageRules.IdOf(node, stage.Key), stage.FiresAt, () => Latest(contract, node, context) is { } nudge ? [nudge] : []);

    /// <summary>
    /// What is due by now and not done, at most one nudge a node, to go into a commit that something else calls for. A nudge that cannot be
    /// made does not stand in the way of a payment: it stays due, and whoever wakes the contract for it learns why.
    /// </summary>
    public static ImmutableArray<ContractEvent> Due(ContractState contract, DecisionContext context)
    {
        return contract.Stage != ContractStages.Signed ? [] : [.. contract.Nodes.Select(Try).OfType<NudgeRaised>(), .. ResignRules.Due(contract, context)];

        NudgeRaised? Try(PaymentNode node)
        {
            try
            {
                return Latest(contract, node, context);
            }
            catch (Exception)
            {
                return null;
            }
        }
    }

    /// <summary>The nudges after one more was raised: an earlier one of the same node and level has had its turn.</summary>
    internal static ImmutableArray<Nudge> Raise(ImmutableArray<Nudge> nudges, Nudge raised) =>
        NudgeListRules.Raise(nudges, raised, nudge => nudge.NodeNo == raised.NodeNo && nudge.Level == raised.Level
            && (nudge.Rule == raised.Rule || (!ResignRules.IsOfHold(nudge.Rule) && !ResignRules.IsOfHold(raised.Rule))));

    private static NudgeRaised? Latest(ContractState contract, PaymentNode node, DecisionContext context)
    {
        var due = StageRules.Undone(node, context).Where(stage => stage.FiresAt <= context.Now).ToList();
        if (due.Count == 0)
        {
            return null;
        }

        // The first word on a node before it is due is always the warning, however late: it brings the checklist.
        var latest = due[^1];
        var warning = due.Find(stage => stage.Rule == StageRules.Warning);
        var speaks = latest.Rule == StageRules.OpenItems && warning.Key is not null ? warning : latest;
        var overdue = speaks.Rule == StageRules.Overdue;
        return new()
        {
            NudgeId = string.Create(CultureInfo.InvariantCulture, $"{node.No}-{speaks.Rule}-{speaks.Moment:yyyyMMdd't'HHmm}"),
            Rule = speaks.Rule,
            No = node.No,
            Level = speaks.Level,
            DueMoment = speaks.Moment,
            DueOn = node.DueOn!.Value,
            Deadline = overdue ? context.Today : node.DueOn.Value,
            DeadlineAt = context.At(overdue ? context.Today : node.DueOn.Value, context.Rules.Payments.DayEndsAt),
            Command = overdue ? "record-receipt" : "tick-checklist",
            Stages = StageRules.KeysUntil(node, context.Now > latest.Moment ? context.Now : latest.Moment, context),
            Checklist = node.Checklist.IsEmpty
                ? ChecklistRules.For(node, MilestoneRules.DayOf(contract, ContractEvents.Invoiced) is not null)
                : [],
        };
    }
}
