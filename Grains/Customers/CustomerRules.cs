using System.Collections.Immutable;
using SalesGrains.Contracts;
using SalesGrains.Customers.Comments;
using SalesGrains.Customers.FirstContacts;
using SalesGrains.Customers.FollowUps;
using SalesGrains.Customers.Opportunities;
using SalesGrains.Entities;
using SalesGrains.Identities;
using SalesGrains.Nudges;
using SalesGrains.Numbers;

namespace SalesGrains.Customers;

/// <summary>
/// What a customer decides: who it is, how it is looked after (C01, P02, Z05), and where its money goes (X22). At every moment the amounts of
/// its receipts that were not taken back are what stands on nodes, what is on its way to contracts, and its credit. Pure.
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
        Due = CareRules.Items,
        Reevaluate = CareRules.Reevaluate,
        Evolve = CustomerFoldRules.Evolve,
        Effects = CustomerEffectRules.Of,
        ChangeEffects = CareEffectRules.Of,
        Facts = Facts,
        FactsCode = 3,
        OccurredAt = OccurredAt,
        StateJson = CustomerJson.Stored.CustomerState,
        EventJson = CustomerJson.Stored.CustomerEvent,
    };

    /// <summary>Decides what people ask.</summary>
    public static Decision<CustomerEvent> Decide(CustomerState customer, CustomerCommand command, DecisionContext context) =>
        !customer.Exists && command is not CreateCustomer ? new Rejection("customer.not-found") : command switch
        {
            MergeCustomer c when customer.MergedInto == c.IntoId => Decision<CustomerEvent>.Accept(),
            { Objection: { } objection } => objection,
            _ when customer.MergedInto is { } winner => MergeRules.Merged(winner),
            MergeCustomer c => MergeRules.Merge(customer, c, context),
            _ when PoolRules.Refuses(customer, command) is { } pooled => pooled,
            CreateCustomer when customer.Exists => new Rejection("customer.exists"),
            CreateCustomer c => ProfileRules.Problem(c.Profile) is { } wrong ? wrong : new CustomerCreated(c.Profile),
            UpdateCustomer c => CareRules.With(customer, ProfileRules.Update(customer, c.Profile), context),
            MatchIdentity c => ProfileRules.Match(customer, c),
            ClaimCustomer c => CareRules.With(customer, PoolRules.Claim(customer, c), context),
            ReleaseCustomer c => CareRules.With(customer, PoolRules.Release(customer, c, context), context),
            RecordReceipt c => CreditRules.Record(customer, c, context),
            ReverseReceipt c => CreditRules.Reverse(customer, c),
            AllocateCredit c => CreditRules.Allocate(customer, c, context),
            RecordContact c => Full(customer, context) is { } full ? full : CareRules.With(customer, SignalRules.Enter(customer, c, context), context),
            CreateOpportunity c => Full(customer, context) is { } full ? full : CareRules.With(customer, OpportunityRules.Create(customer, c, context), context),
            MoveOpportunity c => CareRules.With(customer, OpportunityRules.Move(customer, c), context),
            CloseOpportunity c => CareRules.With(customer, OpportunityRules.Close(customer, c), context),
            NotAnOpportunity c => CareRules.With(customer, OpportunityRules.None(customer, c, context), context),
            RecordFollowUp c => Full(customer, context) is { } full ? full : CareRules.With(customer, FollowUpRules.Record(customer, c, context), context),
            RecordQuotation c => Full(customer, context) is { } full ? full : CareRules.With(customer, FollowUpRules.Quote(customer, c, context), context),
            OverrideQuality c => OverrideRules.Override(customer, c, context),
            CheckFollowUp c => CheckRules.Check(customer, c, context),
            AddComment c => Full(customer, context) is { } full ? full : CommentRules.Add(customer, c, context),
            RemoveComment c => CommentRules.Remove(customer, c, context),
            MarkFollowUpViewed c => FollowUpRules.View(customer, c),
            MarkCustomerNudge c => CareRules.Mark(customer, c, context),
            _ => new Rejection("command.unknown"),
        };

    /// <summary>Decides what its contracts and its identities tell it.</summary>
    public static Decision<CustomerEvent> Receive(CustomerState customer, IncomingEffect effect, DecisionContext context) =>
        !customer.Exists ? new Rejection("customer.not-found")
        : customer.MergedInto is { } winner ? MergeRules.Pass(effect.Body, winner)
        : MergeRules.Unknown(customer, effect) is { } unknown ? unknown
        : effect.Body is AbsorbCustomer absorbed ? CareRules.With(customer, MergeRules.Absorb(customer, effect.Source.Id, absorbed, context), context)
        : Heard(customer, effect.Body, effect.Source.Kind == EntityKinds.Customer, context);

    private static Decision<CustomerEvent> Heard(CustomerState customer, EffectBody body, bool passedOn, DecisionContext context) => body switch
    {
        KnowContract known => CareRules.With(customer, Know(customer, known, passedOn, context), context),
        CustomerSignal signal => CareRules.With(customer, SignalRules.Receive(customer, signal, context), context),
        NudgeReached reached => FirstContactRules.Reached(customer, reached, context),
        ForgetContract gone => new ContractForgotten(gone.ContractId),
        ReceiptApplied applied => new AllocationAnswered(applied.ReceiptId, applied.AllocationId, applied.AppliedFen, null),
        ReceiptReleased released => Decision<CustomerEvent>.Accept(
            [.. released.Parts.Select(part => new AllocationReleased(part.ReceiptId, part.AllocationId, part.AmountFen))]),
        _ => new Rejection("effect.unknown"),
    };

    private static Decision<CustomerEvent> Know(CustomerState customer, KnowContract known, bool passedOn, DecisionContext context)
    {
        var tell = passedOn || known.CustomerName != customer.Profile.Name || known.Tier != customer.Profile.Tier;
        return !tell && customer.Contracts.Any(c => c.Id == known.ContractId && c.Number == known.Number && c.Title == known.Title)
            ? Decision<CustomerEvent>.Accept()
            : Decision<CustomerEvent>.Accept(
            [
                new ContractKnown(known.ContractId, known.Number, known.Title, tell),
                .. FirstContactRules.Ended(customer, Outcomes.Contract, context),
                .. customer.IsPooled ? [new CustomerClaimed(customer.Profile.RepId)] : ImmutableArray<CustomerEvent>.Empty,
            ]);
    }

    /// <summary>A customer whose record is full takes nothing more that only adds to it.</summary>
    private static Rejection? Full(CustomerState customer, DecisionContext context) =>
        context.IsFull ? new Rejection("customer.full").With("contracts", $"{customer.Contracts.Length}") : null;

    /// <summary>What a contract refused or never took is credit again.</summary>
    private static Decision<CustomerEvent> Undelivered(CustomerState customer, UndeliveredEffect effect, DecisionContext context) => effect.Body switch
    {
        AbsorbCustomer when effect.Outcome == LaneOutcome.Refused =>
            CareRules.With(customer, new CustomerMergeUndone(effect.To.Id, effect.Rejection?.Code ?? ""), context),
        KnowContract or CustomerSignal or ForgetContract or ReceiptReleased when effect.To.Kind == EntityKinds.Customer && customer.MergedInto is null =>
            Heard(customer, effect.Body, passedOn: true, context) is { Rejection: null } taken ? taken : Decision<CustomerEvent>.Accept(),
        ApplyReceipt receipt => new AllocationAnswered(receipt.ReceiptId, receipt.AllocationId, 0, effect.Rejection?.Code ?? "effect.skipped"),
        HoldIdentity when effect.Outcome == LaneOutcome.Refused && !customer.Cared.HeldElsewhere.Contains(effect.To.Id) =>
            new IdentityHeldElsewhere(effect.To.Id),
        UseNumber use when effect.Outcome == LaneOutcome.Refused && use.Text == customer.Profile.ExternalNo => new ExternalNoLost(use.Text),
        _ => Decision<CustomerEvent>.Accept(),
    };

    /// <summary>What people and signals say happened before it was recorded.</summary>
    private static DateTimeOffset? OccurredAt(CustomerEvent happened) => happened switch
    {
        FollowUpRecorded e => e.FollowUp.OccurredAt,
        ContactRecorded e => e.At,
        QuotationRecorded e => e.At,
        SignalReceived e => e.Signal.At,
        FirstContactStarted e => e.At,
        FirstContactMissed e => e.At,
        _ => null,
    };

    private static CustomerFacts Facts(CustomerState customer, DecisionContext context) => new()
    {
        Name = customer.Profile.Name,
        MergedInto = customer.MergedInto,
        IdentityIds = ProfileRules.Keys("", customer.Profile) is { IsEmpty: false } keys ? [.. keys.Select(key => key.Id)] : null,
        CreditCode = customer.Profile.CreditCode,
        Tier = customer.Profile.Tier,
        RepId = customer.Profile.RepId,
        CreditFen = customer.CreditFen,
        ExternalNo = customer.Profile.ExternalNo,
        Industry = customer.Profile.Industry,
        Care = CareFactsRules.Of(customer, context),
        NextDue = CareRules.Items(customer, context).Min(item => (DateTimeOffset?)item.At),
    };
}
