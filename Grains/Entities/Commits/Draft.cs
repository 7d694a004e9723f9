using System.Collections.Immutable;
using SalesGrains.Entities.Chains;
using SalesGrains.Entities.Delivery;
using SalesGrains.Entities.Protocol;
using SalesGrains.Organizations;

namespace SalesGrains.Entities.Commits;

/// <summary>
/// A commit in the making: folds events onto the confirmed state without touching it, numbers the effects they call for, and carries
/// the lanes. Nothing of it is visible until the store has taken it.
/// </summary>
internal sealed class Draft<TState, TCommand, TEvent>
    where TState : class
    where TEvent : class
{
    private readonly EntityDefinition<TState, TCommand, TEvent> definition;
    private readonly List<DraftEvent<TEvent>> events = [];
    private readonly List<PendingEffect> effects = [];

    public Draft(
        EntityDefinition<TState, TCommand, TEvent> definition,
        Confirmed<TState> from,
        DecisionContext context,
        StoredOrganization organization,
        EffectJson json)
    {
        (this.definition, From, Context, Organization, Json) = (definition, from, context, organization, json);
        State = from.State;
        Lanes = organization.Clock.Version > (from.Lanes.ClockVersion ?? 0)
            ? from.Lanes with { ClockVersion = organization.Clock.Version }
            : from.Lanes;
        RecordedAt = RecordedAtRules.Next(context.Now, from.LastRecordedAt);
    }

    public Confirmed<TState> From { get; }

    public DecisionContext Context { get; }

    public StoredOrganization Organization { get; }

    public EffectJson Json { get; }

    /// <summary>The state after the events so far.</summary>
    public TState State { get; private set; }

    public LaneNumbers Lanes { get; set; }

    public DateTimeOffset RecordedAt { get; }

    public long ClockVersion => Lanes.ClockVersion ?? 0;

    public Rejection? Rejection { get; set; }

    /// <summary>What facts are made with: the version and what is given up are as after the commit.</summary>
    private DecisionContext After => Context with { Version = Version, GivenUp = Lanes.GivenUp ?? ImmutableDictionary<string, string>.Empty };

    public IReadOnlyList<DraftEvent<TEvent>> Events => events;

    public IReadOnlyList<PendingEffect> Effects => effects;

    public long Version => From.Version + 1;

    public long LastSeq => From.LastSeq + events.Count;

    /// <summary>Folds events that were decided; <paramref name="actor"/> and <paramref name="cause"/> say for whom and why.</summary>
    public Draft<TState, TCommand, TEvent> Add(ImmutableArray<TEvent> decided, Actor actor, string? cause = null)
    {
        foreach (var one in decided)
        {
            var id = CommitContent.EventId(Context.Self, Organization.Generation, LastSeq + 1);
            var occurredAt = definition.OccurredAt(one) ?? RecordedAt;
            var before = State;
            State = definition.Evolve(State, one, new(id, occurredAt, RecordedAt, actor));
            events.Add(new(one, occurredAt, actor, cause));
            foreach (var effect in definition.Effects(State, one, Context.Self).Concat(definition.ChangeEffects(before, State, Context.Self)))
            {
                Send(effect.To, $"{id}/{effect.Name}", Json.Write(effect.Body), actor, occurredAt);
            }
        }

        return this;
    }

    /// <summary>Puts one more effect at its lane's end.</summary>
    public void Send(EntityKey to, string id, string payload, Actor actor, DateTimeOffset occurredAt)
    {
        if (to.Org != Context.Self.Org)
        {
            throw new InvalidOperationException($"An effect of {Context.Self} may not leave its organisation for {to}.");
        }

        var (numbers, assigned) = OutboxRules.Number(Lanes.Out, [to.ToString()]);
        Lanes = Lanes with { Out = numbers };
        effects.Add(new(to, Version, new(assigned[0], id, payload, actor, occurredAt, ClockVersion)));
    }

    /// <summary>Forgets what was given up and is to be done no more: done otherwise, moved, or gone.</summary>
    public void ForgetGivenUp()
    {
        if (Lanes.GivenUp is { } givenUp)
        {
            var due = definition.Due(State, Context with { GivenUp = ImmutableDictionary<string, string>.Empty }).Select(item => item.Id).ToHashSet();
            var left = givenUp.RemoveRange(givenUp.Keys.Where(id => !due.Contains(id)));
            Lanes = Lanes with { GivenUp = left.IsEmpty ? null : left };
        }
    }

    /// <summary>
    /// The facts after it, with the versions of what made them. What has no event yet is only a place where a refusal is remembered:
    /// no list shows it.
    /// </summary>
    public EntityFacts Facts() => (LastSeq == 0 ? new PlainFacts() : definition.Facts(State, After)) with
    {
        Key = Context.Self,
        Version = Version,
        RulesVersion = Context.Rules.Version,
        CalendarVersion = Context.Calendar.Version,
        FactsCode = definition.FactsCode,
    };
}

/// <summary>An event of a draft, with what its record says besides its content.</summary>
internal sealed record DraftEvent<TEvent>(TEvent Event, DateTimeOffset OccurredAt, Actor Actor, string? Cause);
