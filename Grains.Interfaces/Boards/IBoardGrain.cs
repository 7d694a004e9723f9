namespace SalesGrains.Boards;

/// <summary>A board (看板) of one topic: folds what the shards say and numbers what changes. Key: <see cref="BoardTopic.GrainKey"/>.</summary>
[Alias("board")]
public interface IBoardGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes what a shard has to say. True: taken, or older than what is held. False: the partial it changes is not held; the shard sends the whole next.
    /// </summary>
    [Alias("put")] Task<bool> Put(BoardPartial partial);

    /// <summary>
    /// For 15 s from now the node is told of every change; and at once it gets what it lacks. Lease renewal and repair in one call,
    /// answered immediately: no call ever waits here for a change. To be repeated every 5 s.
    /// </summary>
    /// <param name="node">Who asks: one id per process.</param>
    /// <param name="sink">Where changes are pushed to.</param>
    /// <param name="epoch">Epoch of the copy that the node holds, 0 for none.</param>
    /// <param name="version">Its version, −1 for none.</param>
    [Alias("sync"), ResponseTimeout("00:00:05")] Task<BoardSync> Sync(Guid node, IBoardSink sink, long epoch, long version);

    /// <summary>The whole table for a caller that does not watch; not complete until all shards have answered.</summary>
    [Alias("read"), ResponseTimeout("00:00:05")] Task<BoardSync> Read();

    /// <summary>Nobody watches at this node any more.</summary>
    [Alias("leave")] Task Leave(Guid node);
}

/// <summary>The answer to <see cref="IBoardGrain.Sync"/>.</summary>
/// <param name="IsComplete">False while not all shards have been heard, or do not speak of the same day; then nothing is said of the rows.</param>
/// <param name="AgeMs">How long ago, in ms, the shard heard longest ago confirmed what it holds.</param>
/// <param name="Frame">What the copy lacks; null when it lacks nothing.</param>
[GenerateSerializer, Immutable, Alias("board-sync")]
public sealed record BoardSync(
    [property: Id(0)] bool IsComplete,
    [property: Id(1)] long AgeMs = 0,
    [property: Id(2)] BoardFrame? Frame = null);

/// <summary>A process that holds copies of boards for its browsers.</summary>
[Alias("board-sink")]
public interface IBoardSink : IGrainObserver
{
    /// <summary>
    /// Takes a change of a board. One call is under way per board and node; what changes meanwhile is in the next. False: it does not fit,
    /// the node will ask.
    /// </summary>
    /// <param name="topic">The board grain's key.</param>
    /// <param name="frame">The change.</param>
    /// <param name="ageMs">As in <see cref="BoardSync.AgeMs"/>.</param>
    [Alias("push"), ResponseTimeout("00:00:05")] Task<bool> Push(string topic, BoardFrame frame, long ageMs);
}
