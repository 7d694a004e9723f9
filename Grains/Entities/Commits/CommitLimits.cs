using SalesGrains.Entities.Stores;

namespace SalesGrains.Entities.Commits;

/// <summary>What a commit may hold.</summary>
public static class CommitLimits
{
    /// <summary>Most events of one commit.</summary>
    public const int Events = 32;

    /// <summary>Effects of one batch that go into one commit stop adding up here, in payload characters.</summary>
    public const int InboxLength = 64 * 1024;

    /// <summary>What is refused before the write, or null when it fits.</summary>
    public static Rejection? Check(int events, int contentBytes, int stateBytes) =>
        events > Events ? new Rejection("commit.too-many-events").With("events", $"{events}")
        : contentBytes > StoreLimits.CommitBytes ? new Rejection("commit.too-large").With("bytes", $"{contentBytes}")
        : stateBytes > StoreLimits.HardStateBytes ? new Rejection("state.too-large").With("bytes", $"{stateBytes}")
        : null;
}
