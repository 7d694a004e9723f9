namespace SalesGrains.Boards.Model;

/// <summary>A rule of the push path that is taken away, to see that the check would find it missing.</summary>
[Flags]
public enum Mutant
{
    None = 0,

    /// <summary>A browser applies a delta that starts after what it holds.</summary>
    NoFromCheck = 1,

    /// <summary>A browser applies a delta of an epoch that is not its own.</summary>
    NoEpochCheck = 2,

    /// <summary>A node sends a whole table to a browser that is ahead of it.</summary>
    WholeTableToWhoIsAhead = 4,

    /// <summary>Nobody tells a browser what it should hold by now.</summary>
    NoHeartbeat = 8,

    /// <summary>A browser does not verify what it applied.</summary>
    NoChecksum = 16,

    /// <summary>Removed rows are left out of deltas.</summary>
    NoTombstones = 32,

    /// <summary>A browser takes any whole table, old ones too.</summary>
    GoesBack = 64,

    /// <summary>Nodes do not ask their owner; they only listen.</summary>
    NoSync = 128,
}
