using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using SalesGrains.Entities;
using SalesGrains.Entities.Protocol;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;
using SalesGrains.Portfolios.Alarms;
using SalesGrains.Portfolios.Rows;

namespace SalesGrains.Portfolios;

/// <summary>
/// One shard of the portfolio (组合): folds facts, wakes what is due, answers lists and feeds boards. All changes happen within one turn;
/// waking, pushing and upkeep run in loops that no call awaits, and no call awaits anything per message.
/// </summary>
[GrainType("portfolio"), Reentrant, KeepAlive]
internal sealed partial class PortfolioGrain(
    IOrganizationDirectory directory,
    IEntityStore store,
    TimeProvider time,
    IOptions<PortfolioOptions> options,
    ILogger<PortfolioGrain> log) : Grain, IPortfolioGrain, IRemindable
{
    private readonly PortfolioOptions options = options.Value;
    private readonly PortfolioIndex index = new();
    private readonly AlarmQueue alarms = new();
    private readonly CancellationTokenSource stop = new();
    private readonly ReevaluationQueue older = new(options.Value.FactsCodes, options.Value.FollowNoRules);
    private string shard = "";
    private OrganizationSnapshot organization = null!;
    private PortfolioMoment moment = null!;
    private IGrainTimer? timer;
    private long epoch;
    private int generation;
    private bool isOld;

    private string Org => organization.Stored.Org;
    private DateTimeOffset Now => organization.At(time.GetUtcNow());

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        shard = this.GetPrimaryKeyString();
        var (org, ownGeneration, number) = Partitioning.ParseShardKey(shard);
        generation = ownGeneration;
        organization = await directory.Get(org);
        if (organization.Stored.Generation != generation)
        {
            await directory.Refresh(org);
            organization = await directory.Get(org);
        }

        epoch = await store.NextCounter($"portfolio/{org}");
        moment = PortfolioMoment.Of(organization, Now);
        older.Activate(moment.Rules.Version, organization.Calendar.Version, []);
        var started = Stopwatch.GetTimestamp();
        foreach (var partition in Partitioning.PartitionsOf(organization.Stored, number))
        {
            await foreach (var facts in store.ScanFacts(org, partition, cancellationToken))
            {
                Fold(facts);
            }
        }

        PortfolioLog.Loaded(log, shard, index.Rows.Count, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        rescanAt = time.GetUtcNow() + options.FirstRescan;
        if (options.UseTimer)
        {
            timer = this.RegisterGrainTimer(
                static (self, _) => self.Tick(), this, new() { DueTime = TimeSpan.Zero, Period = Timeout.InfiniteTimeSpan, Interleave = true, KeepAlive = true });
        }

        startedAt = time.GetUtcNow();
        Start("The reminder", Remind);
        await base.OnActivateAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        stop.Cancel();
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task Post(ImmutableArray<EntityFacts> facts)
    {
        await Confirm();
        RefuseIfOld();
        LookIfChanged();
        foreach (var one in facts)
        {
            Fold(one);
        }

        Work();
    }

    /// <inheritdoc/>
    public Task Ping()
    {
        triggers.Fired(TriggerNames.Pinger, time.GetUtcNow());
        return Awake();
    }

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        triggers.Fired(TriggerNames.Reminder, time.GetUtcNow());
        return Awake();
    }

    private Task Awake()
    {
        Look();
        if (!isOld)
        {
            StartUpkeep();
            Work();
        }

        return Task.CompletedTask;
    }

    /// <summary>The later version wins; orders, alarms, boards and whoever waits for the version follow in the same turn.</summary>
    private void Fold(EntityFacts facts)
    {
        if (index.Fold(facts) is not { } change)
        {
            return;
        }

        alarms.Replace(change.Old, change.New);
        foreach (var board in boards.Values)
        {
            board.Feed.Fold(change.Old, change.New);
        }

        triggers.Note(change.Old, change.New, isLoading: startedAt == default);
        Tell(change.New);
        older.Note(change.New, index.Rows);
    }

    /// <summary>Wakes, pushes, and sets the timer: everything that a change may call for. Awaits nothing.</summary>
    private void Work()
    {
        Wake();
        ReevaluateOlder();
        PushAll();
        SetTimer();
    }

    /// <summary>Starts a loop of its own: it does not belong to the call that caused it.</summary>
    private async void Start(string what, Func<Task> work)
    {
        CallContext.Clear();
        try
        {
            await work();
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            PortfolioLog.WorkFailed(log, what, shard, error);
        }
    }
}
