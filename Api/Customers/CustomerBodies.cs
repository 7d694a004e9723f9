using SalesGrains.Money;
using SalesGrains.Portfolios;

namespace SalesGrains.Customers;

/// <summary>A customer to add, or its new profile.</summary>
internal sealed record CustomerChange
{
    /// <summary>The id of a new one; derived from the key when left out.</summary>
    public string? Id { get; init; }

    /// <summary>Full name.</summary>
    public string? Name { get; init; }

    /// <summary>A, B or C.</summary>
    public string? Tier { get; init; }

    /// <summary>The rep who owns it; the caller when they are a rep.</summary>
    public string? RepId { get; init; }

    /// <summary>Industry.</summary>
    public string? Industry { get; init; }

    /// <summary>The number it has in the company's other systems.</summary>
    public string? ExternalNo { get; init; }

    /// <summary>People at the customer.</summary>
    public IReadOnlyList<ContactBody>? Contacts { get; init; }

    /// <summary>What it is known as outside this system; left out, it stays as it is.</summary>
    public IReadOnlyList<IdentityBody>? Identities { get; init; }

    /// <summary>What it buys in a year, in yuan; left out, it stays as it is.</summary>
    public string? AnnualPurchase { get; init; }

    /// <summary>The unified social credit code (统一社会信用代码); left out, it stays as it is; empty: none.</summary>
    public string? CreditCode { get; init; }

    /// <summary>Who decides there; left out, it stays as it is.</summary>
    public IReadOnlyList<DeciderBody>? DecisionChain { get; init; }
}

/// <summary>A person at a customer.</summary>
internal sealed record ContactBody(string? Name, string? Title, string? Phone = null);

/// <summary>Money that came in.</summary>
/// <param name="Amount">In yuan, for example <c>1200.00</c>.</param>
/// <param name="ReceivedOn">The day it came in.</param>
/// <param name="ContractId">The contract it is for.</param>
/// <param name="NodeNo">The payment node it is for.</param>
/// <param name="Method">bank, bill, cash or other.</param>
/// <param name="Remark">The payer's remark.</param>
/// <param name="Reference">The bank's number of the transaction.</param>
internal sealed record NewReceipt(
    string? Amount, DateOnly ReceivedOn, string? ContractId = null, int? NodeNo = null, string? Method = null, string? Remark = null, string? Reference = null);

/// <summary>Why a receipt is taken back.</summary>
internal sealed record Reversal(string? Reason);

/// <summary>Credit for a contract.</summary>
internal sealed record CreditAllocation(string? Amount, string? ContractId, int? NodeNo = null);

/// <summary>A customer in a list.</summary>
internal sealed record CustomerRow(
    string Id, string Name, string Tier, string RepId, string RepName, string Credit, string? Industry, string? ExternalNo, long Version,
    DateOnly? StaleOn)
{
    /// <summary>An item of the portfolio.</summary>
    public static CustomerRow Of(CustomerItem item) => new(
        item.Id, item.Name, item.Tier, item.RepId, item.RepName, Yuan.Format(item.CreditFen), item.Industry, item.ExternalNo, item.Version,
        item.StaleOn);
}

/// <summary>A customer with its contracts and receipts, and how it is looked after.</summary>
internal sealed record CustomerBody(
    string Id, string Name, string Tier, string RepId, string RepName, string Credit, string? Industry, string? ExternalNo,
    IReadOnlyList<ContactBody> Contacts, IReadOnlyList<CustomerContractView> Contracts, IReadOnlyList<ReceiptView> Receipts, long Version,
    IReadOnlyList<IdentityBody> Identities, string? AnnualPurchase, IReadOnlyList<DeciderBody> DecisionChain,
    FirstContactView? FirstContact, IReadOnlyList<OpportunityView> Opportunities, DateOnly? FollowUpDueOn, DateTimeOffset? LastTouchAt,
    DateTimeOffset? PooledAt, DateOnly? ReturnsOn, string? CreditCode, IReadOnlyList<string> MergedFrom)
{
    /// <summary>The customer as last committed.</summary>
    public static CustomerBody Of(CustomerView view, string repName) => new(
        view.Id, view.Profile.Name, view.Profile.Tier, view.Profile.RepId, repName, view.Credit, view.Profile.Industry, view.Profile.ExternalNo,
        [.. view.Profile.Contacts.Select(contact => new ContactBody(contact.Name, contact.Title, contact.Phone))],
        view.Contracts, view.Receipts, view.Version,
        [.. (view.Profile.Identities ?? []).Select(identity => new IdentityBody(identity.Kind, identity.Value))],
        view.Profile.AnnualPurchaseFen == 0 ? null : Yuan.Format(view.Profile.AnnualPurchaseFen),
        [.. (view.Profile.DecisionChain ?? []).Select(person => new DeciderBody(person.Name, person.Title))],
        view.Care.FirstContact, view.Care.Opportunities, view.Care.FollowUpDueOn, view.Care.LastTouchAt,
        view.Care.PooledAt, view.Care.ReturnsOn, view.Profile.CreditCode, view.MergedFrom);
}
