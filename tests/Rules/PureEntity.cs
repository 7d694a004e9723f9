using System.Collections.Immutable;
using System.Text.Json;
using SalesGrains.Calendars;
using SalesGrains.Entities;
using SalesGrains.RuleSets;

namespace SalesGrains;

/// <summary>Runs the rules of one entity as the protocol does, in memory: decide, fold, collect effects.</summary>
internal sealed class PureEntity<TState, TCommand, TEvent>(EntityDefinition<TState, TCommand, TEvent> definition, EntityKey key, TestClock clock)
    where TState : class
    where TEvent : class
{
    private readonly List<(TEvent Event, EventMeta Meta)> history = [];

    public EntityKey Key => key;

    public TState State { get; private set; } = definition.Initial;

    /// <summary>Decisions are told how large the stored state is; off where a test does not need it, because it costs a serialization each.</summary>
    public bool MeasuresState { get; set; }

    public IEnumerable<TEvent> Events => history.Select(one => one.Event);

    /// <summary>Effects that nobody has taken yet, oldest first.</summary>
    public Queue<Effect> Effects { get; } = new();

    public Rejection? Do(TCommand command) => Take(definition.Decide(State, command, Context()));

    public Rejection? Receive(EntityKey source, EffectBody body) =>
        Take(definition.Receive(State, new(source, "test", Travelled(body), clock.Now), Context()));

    public void Undelivered(Effect effect, Rejection rejection) => Take(definition.Undelivered(
        State, new(effect.To, "test", effect.Body, LaneOutcome.Refused, rejection), Context()));

    public IReadOnlyList<TEvent> WakeUp()
    {
        var all = new List<TEvent>();
        while (definition.Due(State, Context()).Where(item => item.At <= clock.Now).MinBy(item => item.At) is { } item)
        {
            var events = item.Do();
            Assert.NotEmpty(events);
            all.AddRange(events);
            Add(events);
        }

        return all;
    }

    public IReadOnlyList<TEvent> Reevaluate()
    {
        var events = definition.Reevaluate(State, Context());
        Add(events);
        return events;
    }

    public EntityFacts Facts() => definition.Facts(State, Context());

    public DecisionContext Context() => new(
        key, clock.Now, clock.Today, clock.Zone, clock.Rules, clock.Calendar, clock.Actor, history.Count)
    {
        GivenUp = clock.GivenUp,
        RestoredAt = clock.RestoredAt,
        Jumping = clock.Jumping,
        StateBytes = MeasuresState ? System.Text.Encoding.UTF8.GetByteCount(Stored()) : 0,
    };

    /// <summary>The state as a refold of the stored events gives it.</summary>
    public string Refolded() => Text(history.Aggregate(definition.Initial, (state, one) =>
        definition.Evolve(state, JsonSerializer.Deserialize(JsonSerializer.Serialize(one.Event, definition.EventJson), definition.EventJson)!, one.Meta)));

    /// <summary>The state as it is stored.</summary>
    public string Stored() => Text(State);

    private string Text(TState state) => JsonSerializer.Serialize(state, definition.StateJson);

    private Rejection? Take(Decision<TEvent> decision)
    {
        if (decision.Rejection is null)
        {
            Add(decision.Events);
        }

        return decision.Rejection;
    }

    private void Add(ImmutableArray<TEvent> events)
    {
        Assert.True(events.Length <= 32, "A commit holds at most 32 events.");
        foreach (var one in events)
        {
            clock.Now += TimeSpan.FromTicks(1);
            var meta = new EventMeta($"{key}|1.{history.Count + 1}", clock.Now, clock.Now, clock.Actor);
            history.Add((one, meta));
            var before = State;
            State = definition.Evolve(State, one, meta);
            foreach (var effect in definition.Effects(State, one, key).Concat(definition.ChangeEffects(before, State, key)))
            {
                Effects.Enqueue(effect);
            }
        }
    }

    private static EffectBody Travelled(EffectBody body) => JsonSerializer.Deserialize<EffectBody>(JsonSerializer.Serialize(body))!;
}

/// <summary>The time and the rules of a test.</summary>
internal sealed class TestClock(DateTimeOffset now)
{
    public TestClock(int year, int month, int day, int hour = 8, int minute = 0)
        : this(new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.FromHours(8)).ToUniversalTime())
    {
    }

    public DateTimeOffset Now { get; set; } = now;

    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public RuleSet Rules { get; set; } = RuleSet.Default;

    public BusinessCalendar Calendar { get; set; } = BusinessCalendar.China;

    public Actor Actor { get; set; } = new("u-1", "李静", "rep");

    /// <summary>Due items that were given up, with their letters.</summary>
    public ImmutableDictionary<string, string> GivenUp { get; set; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The clock of a sandbox is being moved.</summary>
    public bool Jumping { get; set; }

    /// <summary>When the store was last restored.</summary>
    public DateTimeOffset? RestoredAt { get; set; }

    public DateOnly Today => LocalTime.DayOf(Now, Zone);

    /// <summary>The instant of a local day and hour.</summary>
    public DateTimeOffset At(DateOnly day, int hour) => LocalTime.At(day, new(hour, 0), Zone);

    /// <summary>Moves to a local day and time; never back.</summary>
    public void To(DateOnly day, int hour = 8, int minute = 0)
    {
        var to = LocalTime.At(day, new(hour, minute), Zone);
        Assert.True(to >= Now, $"{to} is before {Now}");
        Now = to;
    }
}
