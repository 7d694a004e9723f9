using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using SalesGrains.Entities;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;

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
    private readonly BoardFold fold = new();
    private readonly Dictionary<Guid, BoardNode> nodes = [];
    private readonly Dictionary<string, long> confirmed = new(StringComparer.Ordinal);
    private readonly HashSet<string> pulling = new(StringComparer.Ordinal);
    private BoardTopic topic = null!;
    private BoardTable table = null!;
    private bool stale = true;
    private long watchedAt;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        topic = BoardTopic.Parse(this.GetPrimaryKeyString()) ?? throw new ArgumentException($"Not a topic: {this.GetPrimaryKeyString()}");
        var organization = await directory.Get(topic.Org);
        // One counter for all boards of an organisation: topics come and go with what people type, their counters would stay.
        var activation = await store.NextCounter($"board/{topic.Org}");
        table = BoardTable.Own(BoardTimes.EpochOf(organization.Stored.Generation, activation));
        watchedAt = time.GetTimestamp();
        this.RegisterGrainTimer(Renew, new() { DueTime = BoardTimes.RenewEvery, Period = BoardTimes.RenewEvery, Interleave = true });
    }

    public Task<bool> Put(BoardPartial partial)
    {
        // A board that nobody watches holds nothing; it pulls when somebody comes.
        var fits = nodes.Count == 0 || fold.Put(partial);
        if (fits && nodes.Count > 0)
        {
            Changed();
        }

        return Task.FromResult(fits);
    }

    public Task<BoardSync> Sync(Guid node, IBoardSink sink, long epoch, long version)
    {
        if (epoch > table.Epoch)
        {
            // A newer activation has spoken to this node: this one is left over.
            DeactivateOnIdle();
            return Task.FromResult(new BoardSync(false));
        }

        var now = time.GetTimestamp();
        var isFirst = nodes.Count == 0;
        // While a push is under way its loop keeps the old record and ends with it.
        var known = nodes.TryGetValue(node, out var record) && !record.IsBusy ? record : nodes[node] = new(sink);
        known.SeenAt = watchedAt = now;
        known.Cursor = (epoch, version);
        if (isFirst)
        {
            Pull();
        }

        if (!Fold())
        {
            return Task.FromResult(new BoardSync(false));
        }

        var frame = table.From(epoch, version);
        known.Cursor = (table.Epoch, table.Version);
        return Task.FromResult(new BoardSync(true, Age(), frame));
    }

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
            Pull();
            return Task.CompletedTask;
        }

        // What is held grows old now; the next watcher waits until it has been pulled again.
        fold.Expect([]);
        confirmed.Clear();
        if (time.GetElapsedTime(watchedAt, now) > BoardTimes.IdleFor)
        {
            DeactivateOnIdle();
        }

        return Task.CompletedTask;
    }

    private void Pull()
    {
        string[] shards = [.. Partitioning.ShardKeys(directory.Peek(topic.Org)!.Stored)];
        fold.Expect(shards);
        foreach (var shard in shards.Where(pulling.Add))
        {
            PullShard(shard).Ignore();
        }
    }

    /// <summary>Renews the lease at a shard and takes what is missing, until it has answered once.</summary>
    private async Task PullShard(string shard)
    {
        CallContext.Clear();
        try
        {
            while (nodes.Count > 0 && !await TryPull(shard))
            {
                await Task.Delay(BoardTimes.RetryAfter, time);
            }
        }
        finally
        {
            pulling.Remove(shard);
        }
    }

    private async Task<bool> TryPull(string shard)
    {
        try
        {
            var (epoch, number) = fold.Held(shard);
            var asked = time.GetTimestamp();
            var partial = await GrainFactory.GetGrain<IPortfolioGrain>(shard).Watch(topic, epoch, number);
            if (partial is not null && !fold.Put(partial))
            {
                return false;
            }

            confirmed[shard] = asked;
            Changed();
            return true;
        }
        catch (OldGenerationException)
        {
            // All that is held is of another store: the next activation has a newer epoch.
            await directory.Refresh(topic.Org);
            DeactivateOnIdle();
            return true;
        }
        catch (Exception error)
        {
            ShardSilent(log, error, topic.GrainKey, shard);
            return false;
        }
    }

    private void Changed()
    {
        stale = true;
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
                if (!await node.Sink.Push(topic.GrainKey, frame, Age()))
                {
                    break;
                }
            }
        }
        catch (Exception error)
        {
            // Gone or slow: its lease ends, or its next Sync repairs it.
            NodeSilent(log, error, topic.GrainKey);
        }
        finally
        {
            node.IsBusy = false;
        }
    }

    /// <summary>Brings the table up to date; false while the shards do not add up to the truth.</summary>
    private bool Fold()
    {
        if (!fold.IsComplete || fold.Shards.Any(shard => !confirmed.ContainsKey(shard)))
        {
            return false;
        }

        if (stale)
        {
            table.Become(fold.Rows());
            stale = false;
        }

        return true;
    }

    /// <summary>How long ago the shard heard longest ago was heard, in ms.</summary>
    private long Age() => (long)time.GetElapsedTime(fold.Shards.Min(shard => confirmed[shard])).TotalMilliseconds;

    [LoggerMessage(LogLevel.Debug, "Board {Topic}: shard {Shard} did not answer.")]
    private static partial void ShardSilent(ILogger log, Exception error, string topic, string shard);

    [LoggerMessage(LogLevel.Debug, "Board {Topic}: a node did not take its push.")]
    private static partial void NodeSilent(ILogger log, Exception error, string topic);
}
