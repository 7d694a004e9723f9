using SalesGrains.Contracts.Acceptances;
using SalesGrains.Contracts.Countdown;

namespace SalesGrains.Contracts;

/// <summary>A contract as its page shows it.</summary>
internal sealed record ContractPage(
    string Id, string Number, string Title, string CustomerId, string CustomerName, string Tier, string RepId, string RepName, string UnitName,
    string Stage, string Total, string Paid, string Open, DateOnly? SignedOn, int? WarrantyMonths, IReadOnlyList<DecisionBody> DecisionChain,
    IReadOnlyList<TermBody> Terms, IReadOnlyList<ContractEventView> Events, IReadOnlyList<ContractNode> Nodes, int TermsVersion, long Version,
    AcceptancesView Acceptances)
{
    /// <summary>The contract as last committed, with the sentences of its checklists in the caller's language.</summary>
    public static ContractPage Of(ContractView view, string repName, string unitName, bool english) => new(
        view.Id, view.Number, view.Title, view.CustomerId, view.CustomerName, view.Tier, view.RepId, repName, unitName,
        view.Stage, view.Total, view.Paid, view.Open, view.SignedOn, view.WarrantyMonths,
        [.. view.DecisionChain.Select(role => new DecisionBody(role.Role, role.Title, role.Name))],
        [.. view.Terms.Select(term => TermWriter.Of(term.Term, term.KeepNo))],
        view.Events,
        [.. view.Nodes.Select(node => ContractNode.Of(node, english))],
        view.TermsVersion, view.Version, view.Acceptances);
}

/// <summary>A payment node on the contract's page.</summary>
internal sealed record ContractNode(
    int No, string Name, string Kind, string Owner, string? OwnerName, string Amount, string Paid, string Open, DateOnly? StartsOn,
    DateOnly? DueOn, string Status, int? DaysLeft, int OverdueDays, bool PartlyPaid, bool Held, string? Blocker, bool Provisional,
    bool RequiresInvoice, IReadOnlyList<DeliverableBody> Deliverables, ChecklistBody? Checklist, IReadOnlyList<NodeReceiptView> Receipts,
    TriggerBody? Trigger, OffsetBody? Offset, DateOnly? SettledOn)
{
    /// <summary>A node of a view.</summary>
    public static ContractNode Of(NodeView node, bool english) => new(
        node.No, node.Term.Name, node.Term.Kind, node.Term.Owner ?? "", node.Term.OwnerName, node.Amount, node.Paid, node.Open, node.StartsOn,
        node.DueOn, node.Status, node.DaysLeft, node.OverdueDays, node.PartlyPaid, node.Held, node.Blocker, node.Provisional,
        node.Term.RequiresInvoice, TermWriter.Of(node.Term.Deliverables),
        node.Checklist.IsEmpty ? null : new([.. node.Checklist.Select(item => new ChecklistItemBody(
            item.Id, item.Part, ChecklistTexts.Of(item.TextKey, item.Argument, english), item.Done, item.DoneAt, item.By, item.Note))]),
        node.Receipts, node.Term.Trigger is { } trigger ? TermWriter.Of(trigger) : null, TermWriter.Of(node.Term.Offset), node.SettledOn);
}

/// <summary>The preparation checklist of a node (回款准备清单).</summary>
internal sealed record ChecklistBody(IReadOnlyList<ChecklistItemBody> Items);

/// <summary>An item of a checklist.</summary>
internal sealed record ChecklistItemBody(string Id, string Part, string Text, bool Done, DateTimeOffset? DoneAt, string? By, string? Note);
