using System.Collections.Immutable;
using SalesGrains.Contracts.Terms;
using SalesGrains.Entities;
using SalesGrains.Nudges;
using SalesGrains.Recipients;

namespace SalesGrains.Identities;

/// <summary>
/// Whose an external identity is (C04), and what becomes of its signals: they go on to the customer that holds it, or wait until one does,
/// with the first contact's clock running (C03). The first customer that says so holds it; a second one is refused, which hints at a
/// duplicate (X10). Pure.
/// </summary>
public static class IdentityRules
{
    /// <summary>Signals that wait; the earliest is always kept, of the others the latest.</summary>
    public const int MostWaiting = 30;

    private const int MostIds = 200;
    private const int MostProven = 32;

    /// <summary>The rules as the entity protocol calls them.</summary>
    public static EntityDefinition<IdentityState, IdentityCommand, IdentityEvent> Definition { get; } = new()
    {
        Initial = new(),
        Decide = Decide,
        Receive = Receive,
        Due = UnmatchedRules.Items,
        Evolve = Evolve,
        Effects = Effects,
        ChangeEffects = ChangeEffects,
        Facts = IdentityViewRules.Facts,
        StateJson = IdentityJson.Stored.IdentityState,
        EventJson = IdentityJson.Stored.IdentityEvent,
    };

    /// <summary>Decides what sources and people ask.</summary>
    public static Decision<IdentityEvent> Decide(IdentityState identity, IdentityCommand command, DecisionContext context) => command switch
    {
        ReceiveSignal c => Take(identity, c, context),
        _ when identity.Kind.Length == 0 => new Rejection("identity.not-found"),
        DismissIdentity c => Dismiss(identity, c),
        MarkIdentityNudge { Mark: not (NudgeMarks.Seen or NudgeMarks.Acted or NudgeMarks.Released or NudgeMarks.Discarded) } => new Rejection("nudge.mark-unknown"),
        MarkIdentityNudge c => NudgeListRules.Changes(identity.Nudges, c.NudgeId, c.Mark, context, out var refused) ? new IdentityNudgeMarked(c.NudgeId, c.Mark)
            : refused is not null ? refused : Decision<IdentityEvent>.Accept(),
        _ => new Rejection("command.unknown"),
    };

    /// <summary>Decides what customers tell.</summary>
    public static Decision<IdentityEvent> Receive(IdentityState identity, IncomingEffect effect, DecisionContext context) => effect.Body switch
    {
        HoldIdentity hold when identity.HolderId == hold.CustomerId && identity.HolderRepId == hold.RepId => Decision<IdentityEvent>.Accept(),
        HoldIdentity hold when identity.HolderId.Length == 0 || identity.HolderId == hold.CustomerId || hold.FormerIds?.Contains(identity.HolderId) == true =>
            new IdentityHeld(hold.CustomerId, hold.RepId),
        HoldIdentity => new Rejection("identity.taken").With("holder", identity.HolderId),
        DropIdentity drop => identity.HolderId == drop.CustomerId ? new IdentityFreed() : Decision<IdentityEvent>.Accept(),
        _ => new Rejection("effect.unknown"),
    };

    private static Decision<IdentityEvent> Take(IdentityState identity, ReceiveSignal command, DecisionContext context)
    {
        if (DraftRules.Text(command.SignalId, 100, "signal.id", "/id", required: true) is { } wrong)
        {
            return wrong;
        }

        if (!SignalSources.All.Contains(command.Source))
        {
            return new Rejection("signal.source-unknown", "/source");
        }

        // What was dismissed stays so, and the same signal twice is one.
        if (identity.RecentIds.Contains(command.SignalId) || (identity.DismissedFor is not null && identity.HolderId.Length == 0))
        {
            return Decision<IdentityEvent>.Accept();
        }

        var signal = new CustomerSignal
        {
            SignalId = command.SignalId,
            Source = command.Source,
            At = command.At < context.Now ? command.At.ToUniversalTime() : context.Now,
            RepId = command.RepId,
            DurationSeconds = command.DurationSeconds,
            Count = command.Count,
            Direction = command.Direction,
            Device = command.Device,
        };
        return identity.HolderId.Length > 0
            ? new SignalPassedOn(command.Kind, command.Masked, signal)
            : new SignalWaited(command.Kind, command.Masked, signal);
    }

    private static Decision<IdentityEvent> Dismiss(IdentityState identity, DismissIdentity command) =>
        DraftRules.Text(command.Reason, 500, "identity.dismiss-reason", "/reason", required: true) is { } wrong ? wrong
        : identity.HolderId.Length > 0 ? new Rejection("identity.is-held").With("holder", identity.HolderId)
        : identity.DismissedFor is not null ? Decision<IdentityEvent>.Accept()
        : new IdentityDismissed(command.Reason.Trim());

    private static IdentityState Evolve(IdentityState identity, IdentityEvent happened, EventMeta meta) => happened switch
    {
        SignalWaited e => Known(identity, e.Kind, e.Masked, e.Signal) with { Waiting = Keep(identity.Waiting, e.Signal), Count = identity.Count + 1 },
        SignalPassedOn e => Known(identity, e.Kind, e.Masked, e.Signal),
        IdentityHeld e => Settled(identity, meta) with
        {
            HolderId = e.CustomerId, HolderRepId = e.RepId, DismissedFor = null, Waiting = [], Count = 0, HoursDone = [], MissedAt = null,
        },
        IdentityFreed => identity with { HolderId = "", HolderRepId = "" },
        IdentityDismissed e => Settled(identity, meta) with { DismissedFor = e.Reason },
        UnmatchedMissed e => Settled(identity, meta) with { MissedAt = e.At },
        IdentityNudgeRaised e => identity with
        {
            Nudges = NudgeListRules.Raise(identity.Nudges, e.Nudge with { RaisedAt = meta.RecordedAt }, other => other.Level == e.Nudge.Level),
            HoursDone = [.. identity.HoursDone.Union(e.Hours).Order()],
        },
        IdentityNudgeMarked e => identity with { Nudges = NudgeListRules.Mark(identity.Nudges, e.NudgeId, e.Mark, meta.RecordedAt) },
        _ => identity,
    };

    private static IdentityState Known(IdentityState identity, string kind, string masked, CustomerSignal signal) => identity with
    {
        Kind = kind,
        Masked = masked,
        RecentIds = [.. identity.RecentIds.Skip(identity.RecentIds.Length - MostIds + 1), signal.SignalId],
        Proven = Proven(identity.Proven ?? [], signal),
    };

    private static ImmutableArray<ProvenSource>? Proven(ImmutableArray<ProvenSource> proven, CustomerSignal signal) =>
        signal.RepId is { Length: > 0 } rep && proven.Length < MostProven && !proven.Any(known => known.RepId == rep && known.Source == signal.Source)
            ? proven.Add(new() { RepId = rep, Source = signal.Source, At = signal.At })
            : proven.IsEmpty ? null : proven;

    private static IdentityState Settled(IdentityState identity, EventMeta meta) =>
        identity with { Nudges = NudgeListRules.Resolve(identity.Nudges, static _ => true, meta.RecordedAt) };

    private static ImmutableArray<CustomerSignal> Keep(ImmutableArray<CustomerSignal> waiting, CustomerSignal signal)
    {
        var all = waiting.Add(signal);
        if (all.Length <= MostWaiting)
        {
            return all;
        }

        // The first contact is what the clock began with; of the rest the oldest goes.
        var first = UnmatchedRules.FirstContact(all);
        var goes = all.First(one => !ReferenceEquals(one, first));
        return all.Remove(goes);
    }

    private static IEnumerable<Effect> Effects(IdentityState identity, IdentityEvent happened, EntityKey self) =>
        happened is SignalPassedOn passed ? [PassOn(self, identity.HolderId, passed.Signal)] : [];

    private static IEnumerable<Effect> ChangeEffects(IdentityState before, IdentityState after, EntityKey self) =>
        (after.HolderId.Length > 0 ? before.Waiting : []).Select(signal => PassOn(self, after.HolderId, signal))
            .Concat((after.Proven ?? []).Skip(before.Proven?.Length ?? 0).Select(proven => Prove(self, proven)))
            .Concat(NudgeEffectRules.Of(self, Subject(before), Subject(after)));

    /// <summary>What settles nudges empties the tray, and with it who the rep was: those who had them are told first.</summary>
    private static NudgeSubject Subject(IdentityState identity) => new(identity.RepId, identity.Masked, identity.Masked, identity.Nudges);

    /// <summary>The rep's recipient learns that the source has produced an event of theirs.</summary>
    private static Effect Prove(EntityKey self, ProvenSource proven) =>
        new(new(EntityKinds.Recipient, self.Org, proven.RepId), "source-proven", new SourceProven(proven.Source, proven.At));

    private static Effect PassOn(EntityKey self, string customerId, CustomerSignal signal) =>
        new(new(EntityKinds.Customer, self.Org, customerId), $"customer-signal.{signal.SignalId}", signal);
}
