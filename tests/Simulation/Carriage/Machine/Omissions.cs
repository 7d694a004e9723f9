using SalesGrains.Customers;
using SalesGrains.Entities;
using SalesGrains.Identities;
using SalesGrains.Nudges;
using SalesGrains.Recipients;
using SalesGrains.RuleSets;

namespace SalesGrains.Carriage.Machine;

using CustomerDefinition = EntityDefinition<CustomerState, CustomerCommand, CustomerEvent>;
using RecipientDefinition = EntityDefinition<RecipientState, RecipientCommand, RecipientEvent>;

/// <summary>The product's rules, each with its sentence taken away.</summary>
public static class Omissions
{
    public static RuleSet Of(RuleSet rules, Omission omission) => omission == Omission.SmsRepeatedAtOnce
        ? rules with { OwnDelivery = rules.Delivery with { SmsRepeatMinutes = 0 } }
        : rules;

    public static RecipientDefinition Of(RecipientDefinition rules, Omission omission) => omission switch
    {
        Omission.StartedTwice => rules with
        {
            Decide = (state, command, context) => command is StartAttempt start && state.Attempt(start.AttemptId) is { State: AttemptStates.Started } attempt
                ? new AttemptStarted(attempt.Id, attempt.Address!, attempt.LookAt!.Value)
                : rules.Decide(state, command, context),
        },
        Omission.NoLook => rules with { Due = (state, context) => rules.Due(state, context).Where(item => !item.Id.StartsWith("look/", StringComparison.Ordinal)) },
        Omission.LadderStandsStill => rules with { Due = (state, context) => rules.Due(state, context).Where(item => !item.Id.StartsWith("climb/", StringComparison.Ordinal)) },
        Omission.WithdrawalIgnored => Deaf<WithdrawNudge>(rules),
        Omission.SeenIgnored => Deaf<NudgeOpened>(rules),
        Omission.DistanceFromTheStart => Evolve(rules, (state, happened, meta, fold) => fold(state, happened is AttemptRepeats { WasUnknown: true, AskAt: not null } repeats
            && state.Attempt(repeats.AttemptId)!.StartedAt is { } at ? repeats with { NotBefore = at.AddMinutes(10) } : happened, meta)),
        Omission.WaitingKeepsWithdrawn => Evolve(rules, (state, happened, meta, fold) =>
            fold(state, happened, meta) is var after && happened is NudgeWithdrawn ? after with { Attempts = state.Attempts } : after),
        Omission.RepeatKeepsWithdrawn => Evolve(rules, (state, happened, meta, fold) => fold(state, happened, meta) is var after && happened is AttemptRepeats repeats
            ? after with { Attempts = [.. after.Attempts.Select(one => one.Id == repeats.AttemptId ? one with { Nudges = state.Attempt(one.Id)!.Nudges, State = AttemptStates.Queued, EndedAt = null, NotBefore = repeats.NotBefore, LookAt = repeats.LookAt } : one)] }
            : after),
        Omission.RefusedAddressUsedAgain => Evolve(rules, (state, happened, meta, fold) => fold(state, happened, meta) is var after && happened is AttemptEnded
            ? after with { Channels = state.Channels }
            : after),
        Omission.ProofNotCounted => Evolve(rules, (state, happened, meta, fold) => fold(state, happened is AttemptSent sent ? sent with { Proof = false } : happened, meta)),
        Omission.RungForgotten => Evolve(rules, (state, happened, meta, fold) => fold(state, happened is RungBegun begun ? begun with { Rung = begun.Rung - 1 } : happened, meta)),
        Omission.NeverEscalated => rules with
        {
            Due = (state, context) => rules.Due(state, context).Select(item => item with { Do = () => [.. item.Do().Where(one => one is not NudgePassed)] }),
        },
        Omission.EscalatedTwice => Evolve(rules, (state, happened, meta, fold) => happened is NudgePassed { Escalated: true } ? state : fold(state, happened, meta)),
        Omission.AnybodyWithdraws => Evolve(rules, (state, happened, meta, fold) => fold(state, happened is NudgeReceived received ? received with { From = null } : happened, meta)),
        Omission.PassedOnAnew => Evolve(rules, (state, happened, meta, fold) => fold(
            happened is NudgeReceived received ? state with { Nudges = state.Nudges.RemoveAll(one => one.Key == received.Nudge.NudgeKey) } : state, happened, meta)),
        Omission.NextPersonNotTold => rules with
        {
            Effects = (state, happened, self) => happened is NudgePassed ? rules.Effects(state, happened, self) : [],
        },
        _ => rules,
    };

    public static CustomerDefinition Of(CustomerDefinition rules, Omission omission) => omission switch
    {
        Omission.EarlierSignalIgnored => Without<FirstContactMovedBack>(rules),
        Omission.LaterSignalCounts => rules with
        {
            Evolve = (state, happened, meta) => rules.Evolve(state, happened, meta) is var after
                && happened is SignalReceived { Signal: { Source: "call" } signal } && after.Care?.FirstContact is { Runs: true } first && signal.At > first.StartedAt
                    ? after with { Care = after.Care with { FirstContact = first with { StartedAt = signal.At } } }
                    : after,
        },
        Omission.SignalCountedTwice => rules with
        {
            Receive = (state, effect, context) => rules.Receive(
                state.Care is { } care && effect.Body is CustomerSignal ? state with { Care = care with { Signals = [] } } : state, effect, context),
        },
        Omission.StagesBeginAnew => rules with
        {
            Evolve = (state, happened, meta) => rules.Evolve(state, happened, meta) is var after && happened is FirstContactMovedBack
                ? after with { Care = after.Care! with { FirstContact = after.Care.FirstContact! with { HoursDone = [] } } }
                : after,
        },
        Omission.MissedWhenNoticed => rules with
        {
            Due = (state, context) => rules.Due(state, context)
                .Select(item => item with { Do = () => [.. item.Do().Select(one => one is FirstContactMissed missed ? missed with { At = context.Now } : one)] }),
        },
        Omission.DeadlineNotDue => rules with
        {
            Due = (state, context) => rules.Due(state, context).Where(item => !item.Id.StartsWith("first-contact/missed", StringComparison.Ordinal)),
        },
        Omission.LateEndHidesMiss => rules with
        {
            Decide = (state, command, context) => rules.Decide(state, command, context) is var decision && command is CreateOpportunity or NotAnOpportunity
                ? decision with { Events = [.. decision.Events.Where(one => one is not (FirstContactMissed or CustomerNudgeRaised { Nudge.Rule: "first-contact-missed" }))] }
                : decision,
        },
        Omission.NextRepHasSeen => rules with
        {
            Evolve = (state, happened, meta) => rules.Evolve(state, happened, meta) is var after && happened is CustomerUpdated && state.Care is { } care
                ? after with { Care = after.Care! with { Nudges = care.Nudges } }
                : after,
        },
        Omission.EndedIsMissed => rules with
        {
            Evolve = (state, happened, meta) => happened is FirstContactEnded ? state : rules.Evolve(state, happened, meta),
        },
        _ => rules,
    };

    private static RecipientDefinition Deaf<TBody>(RecipientDefinition rules) => rules with
    {
        Receive = (state, effect, context) => effect.Body is TBody ? Decision<RecipientEvent>.Accept() : rules.Receive(state, effect, context),
    };

    private static RecipientDefinition Evolve(
        RecipientDefinition rules, Func<RecipientState, RecipientEvent, EventMeta, Func<RecipientState, RecipientEvent, EventMeta, RecipientState>, RecipientState> evolve) =>
        rules with { Evolve = (state, happened, meta) => evolve(state, happened, meta, rules.Evolve) };

    private static CustomerDefinition Without<TEvent>(CustomerDefinition rules) => rules with
    {
        Receive = (state, effect, context) => rules.Receive(state, effect, context) is var decision
            ? decision with { Events = [.. decision.Events.Where(one => one is not TEvent)] }
            : decision,
    };
}
