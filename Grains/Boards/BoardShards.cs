using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using SalesGrains.Entities;
using SalesGrains.Entities.Protocol;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;

namespace SalesGrains.Boards;

/// <summary>
/// A board's end towards its shards: renews the lease at each, takes what they say, and knows when it was last confirmed. Belongs to one
/// activation and runs in its turns.
/// </summary>
/// <param name="topic">The board.</param>
/// <param name="grains">Finds the shards' grains.</param>
/// <param name="directory">Knows which shards there are.</param>
/// <param name="time">Measures ages.</param>
/// <param name="log">Where silent shards are told of.</param>
/// <param name="changed">Called when there may be something new.</param>
/// <param name="outdated">Called when the shards belong to an older generation of the store.</param>
internal sealed partial class BoardShards(
    BoardTopic topic,
    IGrainFactory grains,
    IOrganizationDirectory directory,
    TimeProvider time,
    ILogger log,
    Action changed,
    Action outdated)
{
    private readonly BoardFold fold = new();
    private readonly Dictionary<string, long> confirmed = new(StringComparer.Ordinal);
    private readonly HashSet<string> pulling = new(StringComparer.Ordinal);
    private bool isWanted;

    /// <summary>True when every shard has been heard, and all speak of the same day.</summary>
    public bool IsComplete => fold.IsComplete && fold.Shards.All(confirmed.ContainsKey);

    /// <summary>How long ago the shard heard longest ago was heard, in ms; only when complete.</summary>
    public long AgeMs => (long)time.GetElapsedTime(fold.Shards.Min(shard => confirmed[shard])).TotalMilliseconds;

    /// <summary>The board's rows; only when complete.</summary>
    public Dictionary<string, ImmutableArray<BoardCell>> Rows() => fold.Rows();

    /// <summary>Takes what a shard says by itself; false when it does not fit what is held.</summary>
    public bool Put(BoardPartial partial)
    {
        // A board that nobody watches holds nothing; it pulls when somebody comes.
        var fits = !isWanted || fold.Put(partial);
        if (fits && isWanted)
        {
            changed();
        }

        return fits;
    }

    /// <summary>Asks every shard that is not being asked already.</summary>
    public void Pull()
    {
        isWanted = true;
        string[] shards = [.. Partitioning.ShardKeys(directory.Peek(topic.Org)!.Stored)];
        fold.Expect(shards);
        foreach (var shard in shards.Where(pulling.Add))
        {
            Pull(shard).Ignore();
        }
    }

    /// <summary>Nobody watches: what is held would grow old.</summary>
    public void Forget()
    {
        isWanted = false;
        fold.Expect([]);
        confirmed.Clear();
    }

    private async Task Pull(string shard)
    {
        CallContext.Clear();
        try
        {
            while (isWanted && !await TryPull(shard))
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
            var partial = await grains.GetGrain<IPortfolioGrain>(shard).Watch(topic, epoch, number);
            if (partial is not null && !fold.Put(partial))
            {
                return false;
            }

            confirmed[shard] = asked;
            changed();
            return true;
        }
        catch (OldGenerationException)
        {
            await directory.Refresh(topic.Org);
            outdated();
            return true;
        }
        catch (Exception error)
        {
            Silent(log, error, topic.GrainKey, shard);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Debug, "Board {Topic}: shard {Shard} did not answer.")]
    private static partial void Silent(ILogger log, Exception error, string topic, string shard);
}
