using System.Globalization;

namespace SalesGrains.Demo;

/// <summary>Turns what happens at the demo company into requests of the public API.</summary>
internal static class DemoActions
{
    /// <summary>The id of a customer's opportunity; each has one at most.</summary>
    private const string Opportunity = "demo-1";

    /// <summary>Does one step: who does it is told by what it is.</summary>
    public static Task Do(DemoStep step, DemoStaff staff, CancellationToken cancellation) => step switch
    {
        FieldStep field => DoInField(field, staff.SellerOf(field.Customer.RepId), cancellation),
        ContractStep contract => DoToContract(contract, staff, cancellation),
        _ => throw new ArgumentException(step.Key, nameof(step)),
    };

    /// <summary>Enters a customer.</summary>
    public static Task Enter(DemoCustomer customer, DemoClient seller, string? externalNo, string key, CancellationToken cancellation) => seller.Post(
        "/api/v1/customers",
        new { id = customer.Id, name = customer.Name, tier = customer.Tier, repId = customer.RepId, industry = customer.Industry, externalNo },
        key, cancellation);

    private static Task DoInField(FieldStep step, DemoClient seller, CancellationToken cancellation)
    {
        Task Post(string path, object body) => seller.Post($"/api/v1/customers/{step.Customer.Id}/{path}", body, step.Key, cancellation);
        return step.Deed switch
        {
            DemoDeed.Arrive => Enter(step.Customer, seller, null, step.Key, cancellation),
            DemoDeed.Meet meet => Post("contacts", new { at = step.At, channel = meet.Channel }),
            DemoDeed.FollowUp followUp => Post("follow-ups", new { occurredAt = step.At, done = followUp.Done, said = followUp.Said, next = followUp.Next, note = followUp.Note }),
            DemoDeed.Quote quote => Post("quotations", new { at = step.At, amount = Yuan(quote.Yuan * 100) }),
            DemoDeed.SeeOpportunity opportunity => Post("opportunities", new { id = Opportunity, title = opportunity.Title, amount = Yuan(opportunity.Yuan * 100) }),
            DemoDeed.Move move => Post($"opportunities/{Opportunity}/stage", new { stage = move.Stage }),
            DemoDeed.Close close => Post($"opportunities/{Opportunity}/close", new { outcome = close.Outcome, reason = close.Reason }),
            DemoDeed.SeeNone none => Post("not-an-opportunity", new { reason = none.Reason }),
            _ => throw new ArgumentException(step.Key, nameof(step)),
        };
    }

    private static Task DoToContract(ContractStep step, DemoStaff staff, CancellationToken cancellation) => step switch
    {
        { Event: { } happened } => staff.SellerOf(step.Contract.RepId).Post(
            $"/api/v1/contracts/{step.Contract.Id}/events", new { @event = happened.Event, occurredOn = happened.On }, step.Key, cancellation),
        { Receipt: { } receipt } => staff.Cashier.Post(
            $"/api/v1/customers/{step.Contract.CustomerId}/receipts",
            new { amount = Yuan(receipt.AmountFen), receivedOn = receipt.On, contractId = step.Contract.Id, nodeNo = receipt.NodeNo, method = "bank" },
            step.Key, cancellation),
        _ => Sign(step, staff.SellerOf(step.Contract.RepId), cancellation),
    };

    private static async Task Sign(ContractStep step, DemoClient seller, CancellationToken cancellation)
    {
        var contract = step.Contract;
        await seller.Post("/api/v1/contracts", Draft(contract), $"{step.Key}-draft", cancellation);
        await seller.Post($"/api/v1/contracts/{contract.Id}/sign", new { signedOn = contract.SignedOn }, step.Key, cancellation);
    }

    private static object Draft(DemoContract contract) => new
    {
        id = contract.Id,
        number = contract.Number,
        title = contract.Title,
        customerId = contract.CustomerId,
        repId = contract.RepId,
        total = Yuan(contract.TotalYuan * 100),
        warrantyMonths = 12,
        decisionChain = new[] { new { role = "签约", title = "采购总监" }, new { role = "验收", title = "设备部经理" } },
        terms = contract.Template.Terms.Select(Term),
    };

    private static object Term(DemoTerm term) => new
    {
        name = term.Name,
        kind = term.Kind,
        trigger = new { @event = term.Event },
        offset = new { count = term.Count, unit = term.Unit, daysAfter = term.DaysAfter },
        amount = new { share = $"{term.Percent}%" },
        owner = term.Owner,
        deliverables = term.Deliverable is { } name ? new[] { new { type = name == "验收报告" ? "acceptance-report" : "delivery-note", name } } : [],
        requiresInvoice = term.RequiresInvoice,
    };

    private static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
