using System.Collections.Immutable;

namespace SalesGrains.Entities;

/// <summary>One thing that an entity must do at a moment, and has not done (到期事项).</summary>
/// <param name="Id">What it is about, which rule, which date: the same as long as it is the same thing; a date that moves makes another.</param>
/// <param name="At">The moment, of the organisation's time.</param>
/// <param name="Do">The events that doing it comes to; at least one, after which the item is gone.</param>
public sealed record DueItem<TEvent>(string Id, DateTimeOffset At, Func<ImmutableArray<TEvent>> Do);
