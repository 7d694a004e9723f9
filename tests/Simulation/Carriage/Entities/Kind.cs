using SalesGrains.Entities;

namespace SalesGrains.Carriage.Entities;

/// <summary>Events, or the reason why not.</summary>
public sealed record Verdict(IReadOnlyList<object> Events, Rejection? Rejection = null);

/// <summary>Something to be done at a moment.</summary>
public sealed record DueThing(string Id, DateTimeOffset At, Func<IReadOnlyList<object>> Do);

/// <summary>The rules of a kind of entity, whatever its types.</summary>
public interface IKind
{
    object Initial { get; }

    Verdict Decide(object state, object command, DecisionContext context);

    Verdict Receive(object state, IncomingEffect effect, DecisionContext context);

    IEnumerable<DueThing> Due(object state, DecisionContext context);

    object Evolve(object state, object happened, EventMeta meta);

    IEnumerable<Effect> Effects(object before, object after, object happened, EntityKey self);
}

/// <summary>The product's own rules of a kind.</summary>
public sealed class Kind<TState, TCommand, TEvent>(EntityDefinition<TState, TCommand, TEvent> definition) : IKind
    where TState : class
    where TEvent : class
{
    public object Initial => definition.Initial;

    public Verdict Decide(object state, object command, DecisionContext context) => Of(definition.Decide((TState)state, (TCommand)command, context));

    public Verdict Receive(object state, IncomingEffect effect, DecisionContext context) => Of(definition.Receive((TState)state, effect, context));

    public IEnumerable<DueThing> Due(object state, DecisionContext context) =>
        definition.Due((TState)state, context).Select(item => new DueThing(item.Id, item.At, () => item.Do()));

    public object Evolve(object state, object happened, EventMeta meta) => definition.Evolve((TState)state, (TEvent)happened, meta);

    public IEnumerable<Effect> Effects(object before, object after, object happened, EntityKey self) =>
        definition.Effects((TState)after, (TEvent)happened, self).Concat(definition.ChangeEffects((TState)before, (TState)after, self));

    private static Verdict Of(Decision<TEvent> decision) => new(decision.Events, decision.Rejection);
}
