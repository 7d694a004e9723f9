namespace SalesGrains.Boards;

/// <summary>A board (看板) of one topic: folds what the shards say and numbers what changes. Key: <see cref="BoardTopic.GrainKey"/>.</summary>
[Alias("board")]
public interface IBoardGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes what a shard has to say. True: taken, or older than what is held. False: the partial it changes is not held; the shard sends the whole next.
    /// </summary>
    [Alias("put")] Task<bool> Put(BoardPartial partial);
}
