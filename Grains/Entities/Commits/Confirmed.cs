namespace SalesGrains.Entities.Commits;

/// <summary>What an activation knows to be stored: the only thing that decisions start from and that deliveries read.</summary>
/// <param name="State">The state.</param>
/// <param name="Etag">Its etag; null when nothing is stored.</param>
/// <param name="Version">Commits so far.</param>
/// <param name="LastSeq">Number of the last event.</param>
/// <param name="Lanes">Lane positions.</param>
/// <param name="LastRecordedAt">When the last commit was recorded.</param>
/// <param name="LastHash">Hash of the last commit.</param>
/// <param name="Facts">The current facts; null when nothing is stored.</param>
/// <param name="StateBytes">Size of the stored state.</param>
internal sealed record Confirmed<TState>(
    TState State,
    string? Etag,
    long Version,
    long LastSeq,
    LaneNumbers Lanes,
    DateTimeOffset LastRecordedAt,
    ReadOnlyMemory<byte> LastHash,
    EntityFacts? Facts,
    int StateBytes)
    where TState : class
{
    /// <summary>An entity that does not exist yet.</summary>
    public static Confirmed<TState> Nothing(TState initial) =>
        new(initial, null, 0, 0, LaneNumbers.Empty, DateTimeOffset.MinValue, ReadOnlyMemory<byte>.Empty, null, 0);
}
