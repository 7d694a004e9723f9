using System.Collections.Immutable;
using SalesGrains.Contracts.Acceptances;
using SalesGrains.Contracts.Countdown;
using SalesGrains.Contracts.Payments;
using SalesGrains.Contracts.Terms;
using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Nudges;
using SalesGrains.Numbers;

namespace SalesGrains.Contracts;

/// <summary>
/// What a contract decides (R01–R08, X19, X22). Whatever a decision makes due, dates that move and nudges whose moment has passed, is
/// decided with it, so that it stands in the same commit. Pure.
/// </summary>
public static class ContractRules
{
    /// <summary>The rules as the entity protocol calls them.</summary>
    public static EntityDefinition<ContractState, ContractCommand, ContractEvent> Definition { get; } = new()
    {
        Initial = new(),
        Decide = Decide,
        Receive = Receive,
        Undelivered = Undelivered,
        Due = NudgeRules.Items,
        Reevaluate = Reevaluate,
        Evolve = ContractFoldRules.Evolve,
        Effects = ContractEffectRules.Of,
        ChangeEffects = static (before, after, self) => NudgeEffectRules.Of(self, ContractEffectRules.Nudges(before), ContractEffectRules.Nudges(after)),
        Facts = ContractFactsRules.Of,
        StateJson = ContractJson.Stored.ContractState,
        EventJson = ContractJson.Stored.ContractEvent,
    };

    /// <summary>Decides what people ask.</summary>
    public static Decision<ContractEvent> Decide(ContractState contract, ContractCommand command, DecisionContext context)
    {
        if (contract.Stage.Length == 0 && command is not CreateContract)
        {
            return new Rejection("contract.not-found");
        }

        return command switch
        {
            CreateContract c => Create(contract, c.Draft, context),
            ReviseDraft c => Revise(contract, c.Draft, context),
            SignContract c => With(contract, Sign(contract, c.SignedOn, context), context, "signed"),
            RecordEvent c => With(contract, Record(contract, c, context), context, "milestone"),
            AmendContract c => NotSigned(contract) is { } no ? no
                : With(contract, AmendmentRules.Amend(contract, c, context.Rules.Payments), context, "amendment"),
            CancelContract c => Cancel(contract, c.Reason),
            TickChecklist c => With(contract, Tick(contract, c), context, "checklist"),
            MarkNudgeSeen c => Mark(contract, c.NudgeId, NudgeMarks.Seen, context, new NudgeSeen(c.NudgeId)),
            MarkNudgeActed c => Mark(contract, c.NudgeId, NudgeMarks.Acted, context, new NudgeActed(c.NudgeId)),
            ReleaseNudge c => Mark(contract, c.NudgeId, NudgeMarks.Released, context, new NudgeReleased(c.NudgeId)),
            DiscardNudge c => Mark(contract, c.NudgeId, NudgeMarks.Discarded, context, new NudgeDiscarded(c.NudgeId)),
            RecordAcceptance c => NotSigned(contract) is { } no ? no : With(contract, AcceptanceRules.Record(contract, c, context), context, "acceptance"),
            NameDelegate c => NotSigned(contract) is { } no ? no : AcceptanceRules.Name(contract, c, context),
            RequestRelease c => NotSigned(contract) is { } no ? no : With(contract, AcceptanceRules.Request(contract, c), context, "acceptance"),
            DecideRelease c => NotSigned(contract) is { } no ? no : With(contract, AcceptanceRules.Decide(contract, c, context), context, "acceptance"),
            _ => new Rejection("command.unknown"),
        };
    }

    /// <summary>Decides what its customer and its number tell it.</summary>
    public static Decision<ContractEvent> Receive(ContractState contract, IncomingEffect effect, DecisionContext context)
    {
        if (contract.Stage.Length == 0)
        {
            return new Rejection("contract.not-found");
        }

        return effect.Body switch
        {
            ApplyReceipt receipt => With(contract, ReceiptRules.Apply(contract, effect.Source, receipt), context, "payment"),
            TakeReceiptBack receipt => With(contract, ReceiptRules.TakeBack(contract, effect.Source, receipt), context, "payment"),
            KnowCustomer { FormerIds: { } former } known when former.Contains(contract.Header.CustomerId) =>
                new CustomerProfiled(known.Name, known.Tier) { CustomerId = effect.Source.Id },
            KnowCustomer known when effect.Source.Id != contract.Header.CustomerId => Decision<ContractEvent>.Accept(),
            KnowCustomer known when known.Name == contract.Header.CustomerName && known.Tier == contract.Header.Tier => Decision<ContractEvent>.Accept(),
            KnowCustomer known => new CustomerProfiled(known.Name, known.Tier),
            _ => new Rejection("effect.unknown"),
        };
    }

    /// <summary>Dates that a newer calendar moves, and what that makes due.</summary>
    public static ImmutableArray<ContractEvent> Reevaluate(ContractState contract, DecisionContext context) =>
        With(contract, Decision<ContractEvent>.Accept(), context, "calendar").Events;

    /// <summary>Its number was refused: another contract had it first, so this one goes on under another number.</summary>
    private static Decision<ContractEvent> Undelivered(ContractState contract, UndeliveredEffect effect, DecisionContext context) =>
        effect.Body is UseNumber use && use.Text == contract.Header.Number && effect.Outcome == LaneOutcome.Refused
            ? new NumberLost(use.Text, NumberRules.Another(use.Text, context.Self.Id))
            : Decision<ContractEvent>.Accept();

    /// <summary>A decision together with the dates it moves and what has fallen due by it.</summary>
    private static Decision<ContractEvent> With(
        ContractState contract, Decision<ContractEvent> decision, DecisionContext context, string cause)
    {
        if (decision.Rejection is not null)
        {
            return decision;
        }

        var events = decision.Events.ToBuilder();
        var after = events.Aggregate(contract, Fold);
        if (MilestoneRules.Moved(after, context, cause) is { } moved)
        {
            events.Add(moved);
            after = Fold(after, moved);
        }

        events.AddRange(NudgeRules.Due(after, context));
        return new(events.ToImmutable(), null);

        ContractState Fold(ContractState state, ContractEvent one) =>
            ContractFoldRules.Evolve(state, one, new("", context.Now, context.Now, context.Actor));
    }

    private static Decision<ContractEvent> Create(ContractState contract, ContractDraft draft, DecisionContext context) =>
        contract.Stage.Length > 0 ? new Rejection("contract.exists")
        : DraftRules.Problems(draft, context.Rules.Payments).FirstOrDefault() is { } problem ? problem
        : new ContractDrafted(draft);

    private static Decision<ContractEvent> Revise(ContractState contract, ContractDraft draft, DecisionContext context) =>
        contract.Stage != ContractStages.Draft ? new Rejection("contract.not-draft")
        : DraftRules.Problems(draft, context.Rules.Payments).FirstOrDefault() is { } problem ? problem
        : new DraftRevised(
            draft,
            NumberRules.Same(draft.Number, contract.Header.Number) ? null : contract.Header.Number,
            draft.CustomerId == contract.Header.CustomerId ? null : contract.Header.CustomerId);

    private static Decision<ContractEvent> Sign(ContractState contract, DateOnly signedOn, DecisionContext context)
    {
        if (contract.Stage != ContractStages.Draft)
        {
            return new Rejection(contract.Stage == ContractStages.Signed ? "contract.already-signed" : "contract.cancelled");
        }

        if (Date(signedOn, "/signedOn", context) is { } date)
        {
            return date;
        }

        var draft = contract.Header;
        if (DraftRules.Problems(draft, context.Rules.Payments).Concat(SigningRules.Problems(draft)).FirstOrDefault() is { } problem)
        {
            return problem;
        }

        var amounts = SplitRules.Split(draft.TotalFen, [.. draft.Terms.Select(term => term.Amount)])!.Value;
        return new ContractSigned(signedOn, [.. draft.Terms.Select((term, i) => new AgreedNode { No = i + 1, Term = term, AmountFen = amounts[i] })]);
    }

    private static Decision<ContractEvent> Record(ContractState contract, RecordEvent command, DecisionContext context) =>
        NotSigned(contract) is { } no ? no
        : !ContractEvents.Recordable.Contains(command.Event)
            ? new Rejection(ContractEvents.All.Contains(command.Event) ? "event.derived" : "event.unknown", "/event").With("event", command.Event)
        : Date(command.OccurredOn, "/occurredOn", context) is { } date ? date
        : DraftRules.Text(command.Note, 500, "event.note", "/note", required: false) is { } note ? note
        : contract.Milestones.Any(known => known.Event == command.Event && known.OccurredOn == command.OccurredOn && known.Note == command.Note)
            ? Decision<ContractEvent>.Accept()
        : new MilestoneRecorded(command.Event, command.OccurredOn, command.Note);

    private static Decision<ContractEvent> Cancel(ContractState contract, string reason) =>
        contract.Stage == ContractStages.Cancelled ? new Rejection("contract.cancelled")
        : DraftRules.Text(reason, 500, "contract.reason", "/reason", required: true) is { } wrong ? wrong
        : new ContractCancelled(reason);

    private static Decision<ContractEvent> Tick(ContractState contract, TickChecklist command) =>
        contract.Nodes.SelectMany(node => node.Checklist).FirstOrDefault(item => item.Id == command.ItemId) is not { } found
            ? new Rejection("checklist-item.not-found", "/item").With("item", command.ItemId)
        : DraftRules.Text(command.Note, 500, "checklist.note", "/note", required: false) is { } note ? note
        : found.Done == command.Done && (command.Note is null || command.Note == found.Note) ? Decision<ContractEvent>.Accept()
        : new ChecklistTicked(command.ItemId, command.Done, command.Note);

    private static Decision<ContractEvent> Mark(ContractState contract, string id, string mark, DecisionContext context, ContractEvent marked) =>
        NudgeListRules.Changes(contract.Nudges, id, mark, context, out var refused) ? marked
        : refused is not null ? refused
        : Decision<ContractEvent>.Accept();

    private static Rejection? NotSigned(ContractState contract) =>
        contract.Stage == ContractStages.Signed ? null : new(contract.Stage == ContractStages.Draft ? "contract.not-signed" : "contract.cancelled");

    /// <summary>What people say has happened lies between 2000 and today.</summary>
    private static Rejection? Date(DateOnly on, string field, DecisionContext context) =>
        on < context.Rules.Payments.EarliestDate || on > context.Rules.Payments.LatestDate ? new("date.out-of-range", field)
        : on > context.Today ? new Rejection("date.in-future", field).With("today", context.Today.ToString("O"))
        : null;
}
