using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Organizations;

namespace SalesGrains.Boards;

/// <summary>
/// A board (看板): adds up its shards' partials, numbers what changes, and pushes it to every process that watches. All changes happen
/// within one turn; pulls and pushes run in loops that no call awaits, so a write is never held up by a watcher.
/// </summary>
[GrainType("board"), Reentrant]
internal sealed partial class BoardGrain(
    IOrganizationDirectory directory,
    IEntityStore store,
    TimeProvider time,
    ILogger<BoardGrain> log) : Grain, IBoardGrain
{
    private readonly Dictionary<Guid, BoardNode> nodes = [];
    private BoardTopic topic = null!;
    private BoardShards shards = null!;
    private BoardTable table = null!;
    private bool isStale = true;
    private long watchedAt;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        topic = BoardTopic.Parse(this.GetPrimaryKeyString()) ?? throw new ArgumentException($"Not a topic: {this.GetPrimaryKeyString()}");
        var organization = await directory.Get(topic.Org);
        // One counter for all boards of an organisation: topics come and go with what people type, their counters would stay.
        var activation = await store.NextCounter($"board/{topic.Org}");
        table = BoardTable.Own(BoardTimes.EpochOf(organization.Stored.Generation, activation));
        // What is held of another store's shards is worth nothing: the next activation has a newer epoch.
        shards = new(topic, GrainFactory, directory, time, log, Changed, DeactivateOnIdle);
        watchedAt = time.GetTimestamp();
        this.RegisterGrainTimer(Renew, new() { DueTime = BoardTimes.RenewEvery, Period = BoardTimes.RenewEvery, Interleave = true });
    }

    /// <inheritdoc/>
    public Task<bool> Put(BoardPartial partial) => Task.FromResult(shards.Put(partial));

    /// <inheritdoc/>
    public Task<BoardSync> Sync(Guid node, IBoardSink sink, long epoch, long version)
    {
        if (epoch > table.Epoch)
        {
            // A newer activation has spoken to this node: this one is left over.
            DeactivateOnIdle();
            return Task.FromResult(new BoardSync(false));
        }

        var isFirst = nodes.Count == 0;
        // While a push is under way its loop keeps the old record and ends with it.
        var known = nodes.TryGetValue(node, out var record) && !record.IsBusy ? record : nodes[node] = new(sink);
        known.SeenAt = watchedAt = time.GetTimestamp();
        known.Cursor = (epoch, version);
        if (isFirst)
        {
            shards.Pull();
        }

        if (!Fold())
        {
            return Task.FromResult(new BoardSync(false));
        }

        var frame = table.From(epoch, version);
        known.Cursor = (table.Epoch, table.Version);
        return Task.FromResult(new BoardSync(true, shards.AgeMs, frame));
    }

    /// <inheritdoc/>
    public Task<BoardSync> Read()
    {
        watchedAt = time.GetTimestamp();
        if (nodes.Count == 0)
        {
            shards.Pull();
        }

        return Task.FromResult(Fold() ? new BoardSync(true, shards.AgeMs, table.From(0, -1)) : new BoardSync(false));
    }

    /// <inheritdoc/>
    public Task Leave(Guid node)
    {
        nodes.Remove(node);
        return Task.CompletedTask;
    }

    private Task Renew(CancellationToken cancellation)
    {
        var now = time.GetTimestamp();
        foreach (var (node, record) in nodes)
        {
            if (time.GetElapsedTime(record.SeenAt, now) > BoardTimes.Lease)
            {
                nodes.Remove(node);
            }
        }

        if (nodes.Count > 0)
        {
            shards.Pull();
            return Task.CompletedTask;
        }

        shards.Forget();
        if (time.GetElapsedTime(watchedAt, now) > BoardTimes.IdleFor)
        {
            DeactivateOnIdle();
        }

        return Task.CompletedTask;
    }

    private void Changed()
    {
        isStale = true;
        foreach (var node in nodes.Values)
        {
            if (!node.IsBusy)
            {
                PushTo(node).Ignore();
            }
        }
    }

    /// <summary>One push under way; whatever happens meanwhile goes into the next.</summary>
    private async Task PushTo(BoardNode node)
    {
        CallContext.Clear();
        node.IsBusy = true;
        try
        {
            while (Fold() && nodes.ContainsValue(node) && table.From(node.Cursor.Epoch, node.Cursor.Version) is { } frame)
            {
                node.Cursor = (frame.Epoch, frame.To);
                if (!await node.Sink.Push(topic.GrainKey, frame, shards.AgeMs))
                {
                    break;
                }
            }
        }
        catch (Exception error)
        {
            // Gone or slow: its lease ends, or its next Sync repairs it.
            Silent(log, error, topic.GrainKey);
        }
        finally
        {
            node.IsBusy = false;
        }
    }

    /// <summary>Brings the table up to date; false while the shards do not add up to the truth.</summary>
    private bool Fold()
    {
        if (!shards.IsComplete)
        {
            return false;
        }

        if (isStale)
        {
            table.Become(shards.Rows());
            isStale = false;
        }

        return true;
    }

    [LoggerMessage(LogLevel.Debug, "Board {Topic}: a node did not take its push.")]
    private static partial void Silent(ILogger log, Exception error, string topic);
}
