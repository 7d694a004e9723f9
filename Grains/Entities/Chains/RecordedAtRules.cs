namespace SalesGrains.Entities.Chains;

/// <summary>When a commit is recorded. Pure.</summary>
public static class RecordedAtRules
{
    /// <summary>The finest step that every store keeps: one microsecond.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMicroseconds(1);

    /// <summary>What an entity takes for now: never before its last commit, never before the due moment it is woken for.</summary>
    public static DateTimeOffset Now(DateTimeOffset clock, DateTimeOffset? dueMoment, DateTimeOffset lastRecordedAt)
    {
        var now = clock > lastRecordedAt ? clock : lastRecordedAt;
        return Whole(dueMoment is { } due && due > now ? due : now);
    }

    /// <summary>Strictly rising per entity: now, or a step after the last commit when the clock has not moved.</summary>
    public static DateTimeOffset Next(DateTimeOffset now, DateTimeOffset lastRecordedAt) =>
        Whole(now > lastRecordedAt ? now : lastRecordedAt + Step);

    private static DateTimeOffset Whole(DateTimeOffset at)
    {
        var utc = at.UtcTicks;
        var rest = utc % Step.Ticks;
        return new(rest == 0 ? utc : utc + Step.Ticks - rest, TimeSpan.Zero);
    }
}
