namespace SalesGrains.Entities.Delivery;

/// <summary>An effect that a commit carries and that its consumer has not answered yet.</summary>
/// <param name="To">The consumer.</param>
/// <param name="Version">The version of the commit.</param>
/// <param name="Item">The effect with its number.</param>
internal sealed record PendingEffect(EntityKey To, long Version, LaneItem Item);
