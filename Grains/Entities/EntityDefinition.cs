using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using SalesGrains.Calendars;
using SalesGrains.Entities.Stores;
using SalesGrains.RuleSets;

namespace SalesGrains.Entities;

/// <summary>All that a pure decision may look at besides the state and the command.</summary>
/// <param name="Self">The entity that decides.</param>
/// <param name="Now">max(organisation clock, due moment, the entity's last recordedAt), UTC.</param>
/// <param name="Today">The day of <see cref="Now"/> in the organisation's zone.</param>
/// <param name="Zone">The organisation's zone.</param>
/// <param name="Rules">The active rule set.</param>
/// <param name="Calendar">The active business calendar.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Version">The entity's version before the decision; 0 when nothing is stored.</param>
public sealed record DecisionContext(
    EntityKey Self,
    DateTimeOffset Now,
    DateOnly Today,
    TimeZoneInfo Zone,
    RuleSet Rules,
    BusinessCalendar Calendar,
    Actor Actor,
    long Version)
{
    /// <summary>What failed for good at its moment and was given up, by item id: not due until a person asks for it again.</summary>
    public ImmutableDictionary<string, string> GivenUp { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>When the store was last restored, in the organisation's time; null: never. See <c>HoldRules</c>.</summary>
    public DateTimeOffset? RestoredAt { get; init; }

    /// <summary>True while a sandbox's clock is moved: nothing leaves the house meanwhile.</summary>
    public bool Jumping { get; init; }

    /// <summary>The unit above the one that the entity stands for; null when it stands for none, or for the company.</summary>
    public string? UnitAbove { get; init; }

    /// <summary>True when the state is so large that it takes nothing more that only adds to it.</summary>
    public bool IsFull => StateBytes > StoreLimits.FullStateBytes;

    /// <summary>Size of the stored state before the decision, in bytes.</summary>
    public int StateBytes { get; init; }

    /// <summary>True when the item failed for good and was given up.</summary>
    public bool IsGivenUp(string itemId) => GivenUp.ContainsKey(itemId);

    /// <summary>The instant of a local day and time in the organisation's zone; a time that a clock change skips moves on by the skipped hour.</summary>
    public DateTimeOffset At(DateOnly day, TimeOnly time) => LocalTime.At(day, time, Zone);
}

/// <summary>What a decision comes to: events, or a refusal. Events may be empty: accepted, nothing to record.</summary>
public sealed record Decision<TEvent>(ImmutableArray<TEvent> Events, Rejection? Rejection)
{
    /// <summary>Accepted with these events.</summary>
    public static Decision<TEvent> Accept(params ReadOnlySpan<TEvent> events) => new([.. events], null);

    /// <summary>Refused: nothing changes.</summary>
    public static Decision<TEvent> Refuse(string code, string? field = null) => new([], new Rejection(code, field));

    /// <summary>Refused: nothing changes.</summary>
    public static implicit operator Decision<TEvent>(Rejection rejection) => new([], rejection);

    /// <summary>Accepted with one event.</summary>
    public static implicit operator Decision<TEvent>(TEvent one) => new([one], null);
}

/// <summary>What is known of an event besides its content: all of it stored with the event, so that a refold is exact.</summary>
/// <param name="Id"><c>{kind}/{id}|{generation}.{seq}</c>.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Actor">Who did it.</param>
public sealed record EventMeta(string Id, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, Actor Actor);

/// <summary>An effect on another entity, made from an event by a pure function.</summary>
/// <param name="To">The consumer.</param>
/// <param name="Name">Together with the event id it makes the effect's id.</param>
/// <param name="Body">What the consumer is asked.</param>
public sealed record Effect(EntityKey To, string Name, EffectBody Body);

/// <summary>An effect as a consumer's rules see it.</summary>
public sealed record IncomingEffect(EntityKey Source, string EffectId, EffectBody Body, DateTimeOffset OccurredAt);

/// <summary>
/// The rules of one kind of entity as the protocol calls them. All functions are pure: no clock, no Orleans, no Task.
/// </summary>
/// <typeparam name="TState">The fold of the events; immutable.</typeparam>
/// <typeparam name="TCommand">Base type of the kind's commands.</typeparam>
/// <typeparam name="TEvent">Base type of the kind's events.</typeparam>
public sealed record EntityDefinition<TState, TCommand, TEvent>
    where TState : class
    where TEvent : class
{
    /// <summary>The state before the first event.</summary>
    public required TState Initial { get; init; }

    /// <summary>Decides a command.</summary>
    public required Func<TState, TCommand, DecisionContext, Decision<TEvent>> Decide { get; init; }

    /// <summary>Decides an effect that another entity sent. A refusal is a delivered outcome.</summary>
    public Func<TState, IncomingEffect, DecisionContext, Decision<TEvent>> Receive { get; init; } =
        static (_, effect, _) => new Rejection("effect.unknown", null).With("effect", effect.Body.GetType().Name);

    /// <summary>Records that a consumer refused or never took an effect (the rejection says which); events may be empty.</summary>
    public Func<TState, UndeliveredEffect, DecisionContext, Decision<TEvent>> Undelivered { get; init; } =
        static (_, _, _) => Decision<TEvent>.Accept();

    /// <summary>
    /// All that is to be done at a moment and is not done or given up, whether the moment has come or not. The earliest of them is what
    /// <see cref="Facts"/> says to be next.
    /// </summary>
    public Func<TState, DecisionContext, IEnumerable<DueItem<TEvent>>> Due { get; init; } = static (_, _) => [];

    /// <summary>Events that newer rules or a newer calendar call for (a due date that moves); empty when nothing changes.</summary>
    public Func<TState, DecisionContext, ImmutableArray<TEvent>> Reevaluate { get; init; } = static (_, _) => [];

    /// <summary>Folds one event into the state; reads nothing else.</summary>
    public required Func<TState, TEvent, EventMeta, TState> Evolve { get; init; }

    /// <summary>Effects on other entities that an event calls for, given the state after it.</summary>
    public Func<TState, TEvent, EntityKey, IEnumerable<Effect>> Effects { get; init; } = static (_, _, _) => [];

    /// <summary>
    /// Effects on other entities that the change by an event calls for, whichever event it was: given the state before it and after it. They
    /// travel behind those of <see cref="Effects"/>.
    /// </summary>
    public Func<TState, TState, EntityKey, IEnumerable<Effect>> ChangeEffects { get; init; } = static (_, _, _) => [];

    /// <summary>The facts of a state; key, version and the versions of rules, calendar and code are filled in by the protocol.</summary>
    public required Func<TState, DecisionContext, EntityFacts> Facts { get; init; }

    /// <summary>How the state is stored.</summary>
    public required JsonTypeInfo<TState> StateJson { get; init; }

    /// <summary>How an event is stored; polymorphic by <c>type</c>.</summary>
    public required JsonTypeInfo<TEvent> EventJson { get; init; }

    /// <summary>When the event happened if that differs from the moment it was recorded; null: the same.</summary>
    public Func<TEvent, DateTimeOffset?> OccurredAt { get; init; } = static _ => null;

    /// <summary>Rises when <see cref="Evolve"/> changes meaning: a stored snapshot of another version is refolded from the events.</summary>
    public int EvolveVersion { get; init; } = 1;

    /// <summary>The oldest reader that may load what this version writes; a silo that is older refuses to load it.</summary>
    public int MinReader { get; init; } = 1;

    /// <summary>False when neither facts nor due moments depend on rule set or calendar: a newer one is no reason to wake every entity of the kind.</summary>
    public bool FollowsRules { get; init; } = true;

    /// <summary>Rises when <see cref="Facts"/> changes meaning: sleeping entities are re-evaluated.</summary>
    public int FactsCode { get; init; } = 1;
}

/// <summary>An effect whose outcome at the consumer was not "applied".</summary>
/// <param name="To">The consumer.</param>
/// <param name="EffectId">The effect's id.</param>
/// <param name="Body">The effect.</param>
/// <param name="Outcome">Refused or Skipped.</param>
/// <param name="Rejection">The consumer's reason, when it refused.</param>
public sealed record UndeliveredEffect(EntityKey To, string EffectId, EffectBody Body, LaneOutcome Outcome, Rejection? Rejection);
