namespace SalesGrains.PostgreSql;

/// <summary>Which PostgreSQL database holds the store, and how this process uses it.</summary>
public sealed record PostgreSqlStorageOptions
{
    /// <summary>
    /// Connection string of a database with encoding UTF8, where this program may create a schema. Null starts a server of this
    /// process's own in <see cref="Folder"/>.
    /// </summary>
    public string? ConnectionString { get; init; }

    /// <summary>The data folder; needed without a connection string only.</summary>
    public string? Folder { get; init; }

    /// <summary>Several processes use the database, as the silos of one cluster. Otherwise a second one is refused.</summary>
    public bool Shared { get; init; }

    /// <summary>How long to wait for the server at the start, as when both start together.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait for another process to let go of the database.</summary>
    public TimeSpan ClaimPatience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Connections that write commits; an entity's commits all go through one of them.</summary>
    public int Writers { get; init; } = 2;

    /// <summary>Most writes in one transaction.</summary>
    public int MaxBatch { get; init; } = 256;

    /// <summary>Most writes that may wait for one writer; beyond it callers are held back.</summary>
    public int QueueCapacity { get; init; } = 4096;

    /// <summary>How long a transaction or a read may take before the server is asked to stop it and the connection is given up.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);
}
