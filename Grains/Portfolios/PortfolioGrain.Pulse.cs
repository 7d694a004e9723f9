using SalesGrains.Portfolios.Triggers;

namespace SalesGrains.Portfolios;

/// <content>What the shard says of itself: whether all that keeps it going does.</content>
internal sealed partial class PortfolioGrain
{
    private readonly TriggerLog triggers = new();
    private DateTimeOffset startedAt;

    /// <inheritdoc/>
    public Task<ShardPulse> Pulse()
    {
        RefuseIfOld();
        var now = Now;
        var due = index.Alarms.FirstOrDefault(row => !alarms.IsBuried(row.Key))?.NextDue;
        return Task.FromResult(new ShardPulse(
            startedAt,
            index.Rows.Count,
            due <= now ? due : null,
            index.Alarms.FirstOrDefault(row => row.NextDue > now)?.NextDue,
            alarms.InFlight,
            alarms.Buried,
            triggers.Pulses(index, moment, now)));
    }

    private Task Tick()
    {
        triggers.Fired(TriggerNames.Timer, time.GetUtcNow());
        return Awake();
    }
}
