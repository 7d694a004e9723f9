namespace SalesGrains.Entities.Commits;

/// <summary>Bounds that hold on every storage engine.</summary>
public static class CommitLimits
{
    /// <summary>Most events of one commit.</summary>
    public const int Events = 32;

    /// <summary>Most bytes of one commit's content.</summary>
    public const int ContentBytes = 256 * 1024;

    /// <summary>A state above this is logged: lists that grow are rows.</summary>
    public const int SoftStateBytes = 128 * 1024;

    /// <summary>A state above this is refused before the write.</summary>
    public const int HardStateBytes = 512 * 1024;

    /// <summary>Effects of one batch that go into one commit stop adding up here, in payload bytes.</summary>
    public const int InboxBytes = 64 * 1024;

    /// <summary>What is refused before the write, or null when it fits.</summary>
    public static Rejection? Check(int events, int contentBytes, int stateBytes) =>
        events > Events ? new Rejection("commit.too-many-events").With("events", $"{events}")
        : contentBytes > ContentBytes ? new Rejection("commit.too-large").With("bytes", $"{contentBytes}")
        : stateBytes > HardStateBytes ? new Rejection("state.too-large").With("bytes", $"{stateBytes}")
        : null;
}
