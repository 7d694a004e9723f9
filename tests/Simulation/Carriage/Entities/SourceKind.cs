using System.Collections.Immutable;
using SalesGrains.Entities;
using SalesGrains.Nudges;

namespace SalesGrains.Carriage.Entities;

/// <summary>Whatever raises nudges for a rep, or tells others something.</summary>
public sealed record SourceState(string RepId, ImmutableArray<Nudge> Nudges);

/// <summary>A nudge comes up.</summary>
public sealed record RaiseNudge(Nudge Nudge);

/// <summary>Somebody's word on a nudge.</summary>
public sealed record MarkNudge(string Id, string Mark);

/// <summary>What a nudge was about has gone.</summary>
public sealed record ResolveNudge(string Id);

/// <summary>Another rep has it from now on.</summary>
public sealed record GiveTo(string RepId);

/// <summary>Others are told something: a rep's unit, a signal. The same twice is one.</summary>
public sealed record Say(Effect Effect);

/// <summary>A model of an entity that raises nudges; what its recipient is told of them are the product's own rules.</summary>
public sealed class SourceKind : IKind
{
    public object Initial { get; } = new SourceState("", []);

    public Verdict Decide(object state, object command, DecisionContext context) => command switch
    {
        MarkNudge mark => NudgeListRules.Changes(((SourceState)state).Nudges, mark.Id, mark.Mark, context, out var refused) ? new([mark]) : new([], refused),
        ResolveNudge gone => ((SourceState)state).Nudges.Any(nudge => nudge.Id == gone.Id && nudge.IsOpen) ? new([gone]) : new([]),
        RaiseNudge raise when ((SourceState)state).Nudges.Any(nudge => nudge.Id == raise.Nudge.Id) => new([]),
        GiveTo give when ((SourceState)state).RepId == give.RepId => new([]),
        _ => new([command]),
    };

    public Verdict Receive(object state, IncomingEffect effect, DecisionContext context) => new([], new("effect.unknown"));

    public IEnumerable<DueThing> Due(object state, DecisionContext context) => [];

    public object Evolve(object state, object happened, EventMeta meta)
    {
        var source = (SourceState)state;
        return happened switch
        {
            RaiseNudge raise => source with { Nudges = NudgeListRules.Raise(source.Nudges, raise.Nudge with { RaisedAt = meta.RecordedAt }, _ => false) },
            MarkNudge mark => source with { Nudges = NudgeListRules.Mark(source.Nudges, mark.Id, mark.Mark, meta.RecordedAt) },
            ResolveNudge gone => source with { Nudges = NudgeListRules.Resolve(source.Nudges, nudge => nudge.Id == gone.Id, meta.RecordedAt) },
            GiveTo give => source with { RepId = give.RepId, Nudges = NudgeListRules.Unseen(source.Nudges) },
            _ => source,
        };
    }

    public IEnumerable<Effect> Effects(object before, object after, object happened, EntityKey self) => happened is Say say
        ? [say.Effect]
        : NudgeEffectRules.Of(self, Subject((SourceState)before), Subject((SourceState)after));

    private static NudgeSubject Subject(SourceState source) => new(source.RepId, "HT-1", "苏州恒岳", source.Nudges);
}
