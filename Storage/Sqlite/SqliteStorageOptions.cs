namespace SalesGrains.Sqlite;

/// <summary>Where the embedded store lives and how it behaves.</summary>
public sealed record SqliteStorageOptions
{
    /// <summary>The data folder; made when it does not exist. One process at a time.</summary>
    public required string Folder { get; init; }

    /// <summary>The database's file name in the folder.</summary>
    public string FileName { get; init; } = "sales.db";

    /// <summary>Most writes in one transaction.</summary>
    public int MaxBatch { get; init; } = 512;

    /// <summary>Most writes that may wait; beyond it callers are held back.</summary>
    public int QueueCapacity { get; init; } = 4096;

    /// <summary>Most reads at once.</summary>
    public int Readers { get; init; } = 4;
}
