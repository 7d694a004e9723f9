namespace SalesGrains.Boards;

/// <summary>The times by which a board, its shards and its nodes keep in touch. Together they keep a healthy screen's age under 12 s.</summary>
public static class BoardTimes
{
    /// <summary>How often a board asks its shards, and a node its boards.</summary>
    public static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(5);

    /// <summary>How long a node is told of changes after it last asked.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>How soon a board asks a shard again that did not answer.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a board stays awake when nobody watches.</summary>
    public static readonly TimeSpan IdleFor = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A board's epoch: the generation of the store above the activations counted in it, so that it also rises when a restore sets the counter
    /// back. Below 2^53 up to generation 2,097,151, which a browser's numbers hold exactly.
    /// </summary>
    public static long EpochOf(int generation, long activation) => ((long)generation << 32) + activation;
}
