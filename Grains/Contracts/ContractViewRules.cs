using System.Collections.Immutable;
using SalesGrains.Contracts.Acceptances;
using SalesGrains.Contracts.Payments;
using SalesGrains.Entities;
using SalesGrains.Money;

namespace SalesGrains.Contracts;

/// <summary>A contract as its page shows it. Pure.</summary>
public static class ContractViewRules
{
    private static readonly string[] Derived = [ContractEvents.PrepayReceived, ContractEvents.WarrantyEnd];

    /// <summary>The view of a state at the context's now.</summary>
    public static ContractView Of(ContractState contract, DecisionContext context)
    {
        var header = contract.Header;
        var signed = contract.Stage != ContractStages.Draft;
        return new()
        {
            Id = context.Self.Id,
            Number = header.Number,
            Title = header.Title,
            CustomerId = header.CustomerId,
            CustomerName = header.CustomerName,
            Tier = header.Tier,
            RepId = header.RepId,
            Stage = contract.Stage,
            Total = Yuan.Format(header.TotalFen),
            Paid = Yuan.Format(contract.Nodes.Sum(node => node.PaidFen)),
            Open = Yuan.Format(contract.Nodes.Sum(node => node.OpenFen)),
            SignedOn = contract.SignedOn,
            WarrantyMonths = header.WarrantyMonths,
            DecisionChain = header.DecisionChain,
            Terms = signed && contract.TermsVersion > 0
                ? [.. contract.Nodes.Where(node => !node.Cancelled).Select(node => new AmendedTerm(node.Term, node.No))]
                : [.. header.Terms.Select(term => new AmendedTerm(term))],
            Events = Events(contract),
            Nodes = [.. contract.Nodes.Select(node => Of(contract, node, context))],
            TermsVersion = contract.TermsVersion,
            Version = context.Version,
            Nudges = ContractFactsRules.OpenNudges(contract),
            Acceptances = AcceptanceViewRules.Of(contract, context),
            NextDueAt = ContractFactsRules.NextDue(contract, context),
        };
    }

    private static ImmutableArray<ContractEventView> Events(ContractState contract)
    {
        IEnumerable<ContractEventView> recorded = contract.Milestones.Select(one => new ContractEventView(one.Event, one.OccurredOn, one.RecordedAt, one.By));
        var derived = Derived
            .Select(name => (Name: name, On: MilestoneRules.DayOf(contract, name)))
            .Where(pair => pair.On is not null)
            .Select(pair => new ContractEventView(pair.Name, pair.On!.Value, null, null));
        return [.. recorded.Concat(derived).OrderBy(one => one.OccurredOn)];
    }

    private static NodeView Of(ContractState contract, PaymentNode node, DecisionContext context)
    {
        var facts = ContractFactsRules.Of(contract, node);
        var reading = NodeStatusRules.Read(facts, context.Now, context.Zone, context.Rules.Payments);
        return new()
        {
            No = node.No,
            Term = node.Term,
            Amount = Yuan.Format(node.AmountFen),
            Paid = Yuan.Format(node.PaidFen),
            Open = Yuan.Format(node.OpenFen),
            StartsOn = node.StartsOn,
            DueOn = node.DueOn,
            Status = reading.Status.Name(),
            DaysLeft = reading.DaysLeft,
            OverdueDays = reading.OverdueDays,
            PartlyPaid = reading.PartlyPaid,
            Held = node.Held,
            Blocker = facts.Blocker,
            Provisional = node.Provisional,
            Checklist =
            [
                .. node.Checklist.Select(item =>
                    new ChecklistItemView(item.Id, item.Part, item.Text, item.Argument, item.Done, item.DoneAt, item.By, item.Note)),
            ],
            Receipts =
            [
                .. node.Payments.Select(payment => new NodeReceiptView(payment.ReceiptId, Yuan.Format(payment.AmountFen), payment.ReceivedOn)),
            ],
            SettledOn = node.SettledOn,
        };
    }
}
