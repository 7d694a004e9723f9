using SalesGrains.Boards;
using SalesGrains.Portfolios.Boards;

namespace SalesGrains.Portfolios;

/// <content>Feeds boards: one change under way per board, what happens meanwhile goes into the next.</content>
internal sealed partial class PortfolioGrain
{
    private readonly Dictionary<string, Watched> boards = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<BoardPartial?> Watch(BoardTopic topic, long heldEpoch, long heldNumber)
    {
        RefuseIfOld();
        Look();
        if (!boards.TryGetValue(topic.GrainKey, out var board))
        {
            boards.Add(topic.GrainKey, board = new(topic, BoardFeed.Of(topic, index, moment)));
        }

        board.SeenAt = time.GetTimestamp();
        board.MustSendWhole = false;
        var change = board.Feed.Change(shard, epoch);
        var fits = heldEpoch == epoch && heldNumber >= 0;
        return Task.FromResult(
            fits && heldNumber == board.Feed.Number ? null
            : fits && change is not null && heldNumber == change.From ? change
            : board.Feed.Whole(shard, epoch));
    }

    /// <inheritdoc/>
    public Task<BoardPartial> Partial(BoardTopic topic)
    {
        RefuseIfOld();
        Look();
        return Task.FromResult(BoardFeed.Of(topic, index, moment).Whole(shard, epoch));
    }

    private void PushAll()
    {
        foreach (var (key, board) in boards)
        {
            if (time.GetElapsedTime(board.SeenAt) > options.Lease)
            {
                boards.Remove(key);
            }
            else if (!board.IsPushing && board.HasNews)
            {
                board.IsPushing = true;
                Start("A push", () => Push(board));
            }
        }
    }

    private async Task Push(Watched board)
    {
        try
        {
            var grain = GrainFactory.GetGrain<IBoardGrain>(board.Topic.GrainKey);
            while (boards.GetValueOrDefault(board.Topic.GrainKey) == board && !isOld && board.Next(shard, epoch) is { } partial)
            {
                board.MustSendWhole = !await grain.Put(partial);
                await Task.Delay(options.PushPause, stop.Token);
            }
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            // The board asks again within its lease, and then gets what it lacks.
            PortfolioLog.NotPushed(log, board.Topic.GrainKey, $"{error.GetType().Name}: {error.Message}");
        }
        finally
        {
            board.IsPushing = false;
        }
    }

    private sealed class Watched(BoardTopic topic, BoardFeed feed)
    {
        public BoardTopic Topic { get; } = topic;

        public BoardFeed Feed { get; } = feed;

        public long SeenAt { get; set; }

        public bool IsPushing { get; set; }

        public bool MustSendWhole { get; set; }

        public bool HasNews => MustSendWhole || Feed.IsStale;

        /// <summary>What to send next, or null when the board has everything.</summary>
        public BoardPartial? Next(string shard, long epoch)
        {
            var change = Feed.Change(shard, epoch);
            var whole = MustSendWhole;
            MustSendWhole = false;
            return whole ? Feed.Whole(shard, epoch) : change;
        }
    }
}
