namespace SalesGrains.Nudges;

/// <summary>
/// Which nudges are held (暂扣) after a restore: those whose moment is not later than it. Whoever they are for may have had them before the
/// restore, from what the backup does not know any more. A held nudge is in no inbox, and whatever carries nudges to people asks here
/// first, until an administrator releases or discards it. Pure.
/// </summary>
public static class HoldRules
{
    /// <summary>True when a nudge is held.</summary>
    /// <param name="moment">The moment that the nudge is for.</param>
    /// <param name="releasedAt">When an administrator released it; null: nobody did.</param>
    /// <param name="restoredAt">When the store was last restored; null: never. A later restore holds again what was released before it.</param>
    public static bool IsHeld(DateTimeOffset moment, DateTimeOffset? releasedAt, DateTimeOffset? restoredAt) =>
        moment <= restoredAt && !(releasedAt > restoredAt);

    /// <inheritdoc cref="IsHeld(DateTimeOffset, DateTimeOffset?, DateTimeOffset?)"/>
    public static bool IsHeld(NudgeFacts nudge, DateTimeOffset? restoredAt) => IsHeld(nudge.DueMoment ?? nudge.RaisedAt, nudge.ReleasedAt, restoredAt);
}
