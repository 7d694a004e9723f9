using System.Collections.Immutable;

namespace SalesGrains.Contracts.Countdown;

/// <summary>
/// The preparation checklist of a payment node (回款准备清单, R05) in its three parts: what to confirm with the customer, what we still
/// have to submit, answers to usual obstacles. Pure.
/// </summary>
public static class ChecklistRules
{
    /// <summary>To confirm with the customer (需客户确认事项).</summary>
    public const string Confirm = "confirm";

    /// <summary>Ours to submit (我方待提交材料).</summary>
    public const string Submit = "submit";

    /// <summary>Answers to usual obstacles (常见卡点应对话术).</summary>
    public const string Answer = "answer";

    /// <summary>The text of the item that an issued invoice ticks.</summary>
    public const string InvoiceText = "submit.invoice";

    /// <summary>The checklist for a node, made from its kind, its deliverables and whether it needs an invoice.</summary>
    /// <param name="node">The node.</param>
    /// <param name="invoiced">The invoice has been issued already.</param>
    public static ImmutableArray<ChecklistItem> For(PaymentNode node, bool invoiced)
    {
        var (confirm, answer) = ByKind(node.Term.Kind);
        var items = ImmutableArray.CreateBuilder<ChecklistItem>();
        void Add(string part, string text, string? argument = null, string? deliverable = null, bool done = false) =>
            items.Add(new() { Id = $"{node.No}-{items.Count + 1}", Part = part, Text = text, Argument = argument, Deliverable = deliverable, Done = done });

        Add(Confirm, "confirm.payer");
        Add(Confirm, "confirm.approval");
        Add(Confirm, confirm);
        foreach (var deliverable in node.Term.Deliverables)
        {
            Add(Submit, "submit.deliverable", string.IsNullOrWhiteSpace(deliverable.Name) ? deliverable.Type : deliverable.Name, deliverable.Type);
        }

        if (node.Term.RequiresInvoice)
        {
            Add(Submit, InvoiceText, done: invoiced);
        }

        Add(Submit, "submit.request");
        Add(Answer, "answer.process");
        Add(Answer, answer);
        return items.ToImmutable();
    }

    /// <summary>True while something on it is to be done. Answers are there to be read, they need no tick.</summary>
    public static bool HasOpenItems(PaymentNode node) => node.Checklist.Any(item => item.Part != Answer && !item.Done);

    private static (string Confirm, string Answer) ByKind(string kind) => kind switch
    {
        TermWords.Prepay => ("confirm.scope", "answer.budget"),
        TermWords.Progress => ("confirm.progress", "answer.budget"),
        TermWords.Acceptance => ("confirm.acceptance", "answer.acceptance"),
        TermWords.Retention => ("confirm.warranty", "answer.defect"),
        _ => ("confirm.balance", "answer.invoice"),
    };
}
