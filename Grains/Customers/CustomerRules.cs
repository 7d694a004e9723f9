using System.Collections.Immutable;
using SalesGrains.Contracts;
using SalesGrains.Contracts.Terms;
using SalesGrains.Entities;
using SalesGrains.Numbers;

namespace SalesGrains.Customers;

/// <summary>
/// What a customer decides (X22): who it is, and where its money goes. At every moment the amounts of its receipts that were not taken
/// back are what stands on nodes, what is on its way to contracts, and its credit. Pure.
/// </summary>
public static class CustomerRules
{
    /// <summary>The rules as the entity protocol calls them.</summary>
    public static EntityDefinition<CustomerState, CustomerCommand, CustomerEvent> Definition { get; } = new()
    {
        Initial = new(),
        Decide = Decide,
        Receive = Receive,
        Undelivered = Undelivered,
        Evolve = CustomerFoldRules.Evolve,
        Effects = CustomerEffectRules.Of,
        Facts = Facts,
        FollowsRules = false,
        StateJson = CustomerJson.Stored.CustomerState,
        EventJson = CustomerJson.Stored.CustomerEvent,
    };

    /// <summary>Decides what people ask.</summary>
    public static Decision<CustomerEvent> Decide(CustomerState customer, CustomerCommand command, DecisionContext context) =>
        !customer.Exists && command is not CreateCustomer ? new Rejection("customer.not-found") : command switch
        {
            { Objection: { } objection } => objection,
            CreateCustomer when customer.Exists => new Rejection("customer.exists"),
            CreateCustomer c => Problem(c.Profile) is { } wrong ? wrong : new CustomerCreated(c.Profile),
            UpdateCustomer c => Update(customer, c.Profile),
            RecordReceipt c => CreditRules.Record(customer, c, context),
            ReverseReceipt c => CreditRules.Reverse(customer, c),
            AllocateCredit c => CreditRules.Allocate(customer, c, context),
            _ => new Rejection("command.unknown"),
        };

    /// <summary>Decides what its contracts tell it.</summary>
    public static Decision<CustomerEvent> Receive(CustomerState customer, IncomingEffect effect, DecisionContext context) =>
        !customer.Exists ? new Rejection("customer.not-found") : effect.Body switch
        {
            KnowContract known => Know(customer, known),
            ForgetContract gone => new ContractForgotten(gone.ContractId),
            ReceiptApplied applied => new AllocationAnswered(applied.ReceiptId, applied.AllocationId, applied.AppliedFen, null),
            ReceiptReleased released => Decision<CustomerEvent>.Accept(
                [.. released.Parts.Select(part => new AllocationReleased(part.ReceiptId, part.AllocationId, part.AmountFen))]),
            _ => new Rejection("effect.unknown"),
        };

    private static Decision<CustomerEvent> Know(CustomerState customer, KnowContract known)
    {
        var tell = known.CustomerName != customer.Profile.Name || known.Tier != customer.Profile.Tier;
        return !tell && customer.Contracts.Any(c => c.Id == known.ContractId && c.Number == known.Number && c.Title == known.Title)
            ? Decision<CustomerEvent>.Accept()
            : new ContractKnown(known.ContractId, known.Number, known.Title, tell);
    }

    /// <summary>What a contract refused or never took is credit again.</summary>
    private static Decision<CustomerEvent> Undelivered(CustomerState customer, UndeliveredEffect effect, DecisionContext context) => effect.Body switch
    {
        ApplyReceipt receipt => new AllocationAnswered(receipt.ReceiptId, receipt.AllocationId, 0, effect.Rejection?.Code ?? "effect.skipped"),
        UseNumber use when effect.Outcome == LaneOutcome.Refused && use.Text == customer.Profile.ExternalNo => new ExternalNoLost(use.Text),
        _ => Decision<CustomerEvent>.Accept(),
    };

    private static Decision<CustomerEvent> Update(CustomerState customer, CustomerProfile profile)
    {
        if (Problem(profile) is { } wrong)
        {
            return wrong;
        }

        var former = customer.Profile;
        var renumbered = former.ExternalNo is { } no && (profile.ExternalNo is null || !NumberRules.Same(no, profile.ExternalNo));
        return new CustomerUpdated(
            profile,
            renumbered ? former.ExternalNo : null,
            Told: former.Name != profile.Name || former.Tier != profile.Tier);
    }

    private static Rejection? Problem(CustomerProfile profile) =>
        DraftRules.Text(profile.Name, 200, "customer.name", "/name", required: true)
        ?? (profile.Tier is "A" or "B" or "C" ? null : new Rejection("customer.tier-unknown", "/tier"))
        ?? DraftRules.Text(profile.RepId, 64, "customer.rep", "/repId", required: true)
        ?? DraftRules.Text(profile.Industry, 100, "customer.industry", "/industry", required: false)
        ?? DraftRules.Text(profile.ExternalNo, 64, "customer.external-no", "/externalNo", required: false)
        ?? (profile.Contacts.Length > 20 ? new Rejection("customer.contacts-too-many", "/contacts") : null)
        ?? profile.Contacts.Select((contact, i) =>
            DraftRules.Text(contact.Name, 100, "contact.name", $"/contacts/{i}/name", required: true)
            ?? DraftRules.Text(contact.Title, 100, "contact.title", $"/contacts/{i}/title", required: false)
            ?? DraftRules.Text(contact.Phone, 40, "contact.phone", $"/contacts/{i}/phone", required: false)).FirstOrDefault(wrong => wrong is not null);

    private static CustomerFacts Facts(CustomerState customer, DecisionContext context) => new()
    {
        Name = customer.Profile.Name,
        Tier = customer.Profile.Tier,
        RepId = customer.Profile.RepId,
        CreditFen = customer.CreditFen,
        ExternalNo = customer.Profile.ExternalNo,
        Industry = customer.Profile.Industry,
    };
}
