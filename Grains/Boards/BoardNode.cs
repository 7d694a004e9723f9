namespace SalesGrains.Boards;

/// <summary>What a board knows of one process that watches it.</summary>
internal sealed class BoardNode(IBoardSink sink)
{
    /// <summary>Where changes are pushed to.</summary>
    public IBoardSink Sink { get; } = sink;

    /// <summary>Epoch and version that its copy has when all that was sent arrives.</summary>
    public (long Epoch, long Version) Cursor { get; set; }

    /// <summary>When it last asked.</summary>
    public long SeenAt { get; set; }

    /// <summary>True while a push is under way.</summary>
    public bool IsBusy { get; set; }
}
