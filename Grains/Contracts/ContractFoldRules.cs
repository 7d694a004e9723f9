using System.Collections.Immutable;
using SalesGrains.Contracts.Acceptances;
using SalesGrains.Contracts.Countdown;
using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Contracts;

/// <summary>Folds a contract's events. Reads the event only: no clock, no calendar, no rule set. Pure.</summary>
public static class ContractFoldRules
{
    /// <summary>The state after an event.</summary>
    public static ContractState Evolve(ContractState contract, ContractEvent happened, EventMeta meta) => happened switch
    {
        ContractDrafted e => contract with { Stage = ContractStages.Draft, Header = e.Draft },
        DraftRevised e => contract with { Header = e.Draft },
        ContractSigned e => contract with
        {
            Stage = ContractStages.Signed,
            SignedOn = e.SignedOn,
            TermsVersion = 1,
            Header = contract.Header with { Terms = [] },
            Milestones = Record(contract.Milestones, new(ContractEvents.Signed, e.SignedOn, null), meta),
            Nodes = [.. e.Nodes.Select(node => new PaymentNode { No = node.No, Term = node.Term, AmountFen = node.AmountFen })],
        },
        MilestoneRecorded e => contract with { Milestones = Record(contract.Milestones, e, meta) },
        NodesScheduled e => Schedule(contract, e, meta),
        ContractAmended e => Amend(contract, e, meta),
        ContractCancelled => Closed(
            contract with { Stage = ContractStages.Cancelled, Nodes = Map(contract, node => node.IsSettled ? node : node with { Cancelled = true }) },
            meta),
        PaymentApplied e => Closed(
            contract with { Allocations = contract.Allocations.Add(e.AllocationId), Nodes = Map(contract, node => Pay(node, e)) }, meta),
        PaymentReversed e => contract with { Nodes = Map(contract, node => Take(node, e.Parts)) },
        NudgeRaised e => Raise(AcceptanceFoldRules.Nudged(contract, e), e, meta),
        NudgeSeen e => contract with { Nudges = NudgeListRules.Mark(contract.Nudges, e.NudgeId, NudgeMarks.Seen, meta.RecordedAt) },
        NudgeActed e => contract with { Nudges = NudgeListRules.Mark(contract.Nudges, e.NudgeId, NudgeMarks.Acted, meta.RecordedAt) },
        NudgeReleased e => contract with { Nudges = NudgeListRules.Mark(contract.Nudges, e.NudgeId, NudgeMarks.Released, meta.RecordedAt) },
        NudgeDiscarded e => contract with { Nudges = NudgeListRules.Mark(contract.Nudges, e.NudgeId, NudgeMarks.Discarded, meta.RecordedAt) },
        ChecklistTicked e => contract with { Nodes = Map(contract, node => Tick(node, e, meta)) },
        CustomerProfiled e => contract with
        {
            Header = contract.Header with { CustomerName = e.Name, Tier = e.Tier, CustomerId = e.CustomerId ?? contract.Header.CustomerId },
        },
        NumberLost e => contract with { Header = contract.Header with { Number = e.NewNumber } },
        _ => AcceptanceFoldRules.Evolve(contract, happened, meta) ?? contract,
    };

    private static ImmutableArray<PaymentNode> Map(ContractState contract, Func<PaymentNode, PaymentNode> change) => [.. contract.Nodes.Select(change)];

    private static ImmutableArray<Milestone> Record(ImmutableArray<Milestone> milestones, MilestoneRecorded e, EventMeta meta) =>
        milestones.RemoveAll(milestone => milestone.Event == e.Event).Add(new()
        {
            Event = e.Event, OccurredOn = e.OccurredOn, RecordedAt = meta.RecordedAt, By = meta.Actor.Name, Note = e.Note,
        });

    /// <summary>A due date that moves starts its countdown anew: the stages that were done were those of the date before.</summary>
    private static ContractState Schedule(ContractState contract, NodesScheduled e, EventMeta meta)
    {
        var dates = e.Nodes.ToDictionary(node => node.No);
        var moved = contract.Nodes.Where(node => dates.TryGetValue(node.No, out var to) && to.DueOn != node.DueOn).Select(node => node.No).ToHashSet();
        return contract with
        {
            Nodes = Map(contract, node => dates.TryGetValue(node.No, out var to)
                ? node with
                {
                    StartsOn = to.StartsOn,
                    DueOn = to.DueOn,
                    Provisional = to.Provisional,
                    NudgesFrom = to.NudgesFrom,
                    StagesDone = moved.Contains(node.No) ? [] : node.StagesDone,
                }
                : node),
            Nudges = NudgeListRules.Resolve(contract.Nudges, nudge => moved.Contains(nudge.NodeNo) && !ResignRules.IsOfHold(nudge.Rule), meta.RecordedAt),
        };
    }

    private static ContractState Amend(ContractState contract, ContractAmended e, EventMeta meta)
    {
        var known = contract.Nodes.ToDictionary(node => node.No);
        var stand = e.Nodes.Select(agreed => (known.GetValueOrDefault(agreed.No) ?? new PaymentNode { No = agreed.No }) with
        {
            Term = agreed.Term,
            AmountFen = agreed.AmountFen,
        });
        var gone = contract.Nodes.Where(node => !e.Nodes.Any(agreed => agreed.No == node.No)).Select(node => node with { Cancelled = true });
        return Closed(
            FreezeRules.Mark(contract with
            {
                TermsVersion = contract.TermsVersion + 1,
                Header = contract.Header with { TotalFen = e.TotalFen },
                Nodes = [.. stand.Concat(gone).Select(node => Take(node, e.Released))],
            }),
            meta);
    }

    /// <summary>Nudges about nodes with nothing open any more have had their turn; those of a freeze, when nothing behind it is open.</summary>
    private static ContractState Closed(ContractState contract, EventMeta meta) => contract with
    {
        Nudges = NudgeListRules.Resolve(contract.Nudges, nudge => ResignRules.IsOfHold(nudge.Rule)
            ? !contract.Holds.Any(hold => FreezeRules.IsOpen(contract, hold))
            : contract.Node(nudge.NodeNo)?.OpenFen is null or 0, meta.RecordedAt),
    };

    private static PaymentNode Pay(PaymentNode node, PaymentApplied e)
    {
        var paid = e.Parts.Where(part => part.No == node.No).Sum(part => part.AmountFen);
        return paid == 0 ? node : node with
        {
            Payments = node.Payments.Add(new() { AllocationId = e.AllocationId, ReceiptId = e.ReceiptId, AmountFen = paid, ReceivedOn = e.ReceivedOn }),
        };
    }

    private static PaymentNode Take(PaymentNode node, ImmutableArray<PaymentPart> parts)
    {
        foreach (var part in parts.Where(part => part.No == node.No))
        {
            var payment = node.Payments.First(payment => payment.AllocationId == part.AllocationId);
            node = node with
            {
                Payments = payment.AmountFen == part.AmountFen
                    ? node.Payments.Remove(payment)
                    : node.Payments.Replace(payment, payment with { AmountFen = payment.AmountFen - part.AmountFen }),
            };
        }

        return node;
    }

    private static ContractState Raise(ContractState contract, NudgeRaised e, EventMeta meta) => contract with
    {
        Nodes = Map(contract, node => node.No != e.No ? node : node with
        {
            StagesDone = [.. node.StagesDone.Union(e.Stages)],
            Checklist = e.Checklist.IsEmpty ? node.Checklist : e.Checklist,
        }),
        Nudges = NudgeRules.Raise(contract.Nudges, new()
        {
            Id = e.NudgeId, Rule = e.Rule, NodeNo = e.No, Level = e.Level, RaisedAt = meta.RecordedAt, Deadline = e.Deadline, Command = e.Command,
            DueMoment = e.DueMoment, DeadlineAt = e.DeadlineAt,
        }),
    };

    private static PaymentNode Tick(PaymentNode node, ChecklistTicked e, EventMeta meta) => !node.Checklist.Any(item => item.Id == e.ItemId) ? node : node with
    {
        Checklist = [.. node.Checklist.Select(item => item.Id != e.ItemId ? item : item with
        {
            Done = e.Done,
            DoneAt = e.Done ? meta.RecordedAt : null,
            By = e.Done ? meta.Actor.Name : null,
            Note = e.Note ?? item.Note,
        })],
    };
}
