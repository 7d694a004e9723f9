namespace SalesGrains.Entities.Stores;

/// <summary>An effect or due moment that could not be done (死信).</summary>
/// <param name="Org">Organisation.</param>
/// <param name="Id">The effect id, or node, rule and due moment.</param>
/// <param name="Source">The entity it comes from.</param>
/// <param name="Target">The entity that failed.</param>
/// <param name="Payload">The effect as JSON, or null for a due moment.</param>
/// <param name="Error">The consumer's error.</param>
/// <param name="At">When it was given up.</param>
public sealed record DeadLetter(string Org, string Id, EntityKey Source, EntityKey Target, string? Payload, string Error, DateTimeOffset At);
