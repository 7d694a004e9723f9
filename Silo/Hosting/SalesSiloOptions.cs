using SalesGrains.Sqlite;

namespace SalesGrains.Hosting;

/// <summary>What a silo must be told.</summary>
public sealed record SalesSiloOptions
{
    /// <summary>The embedded store's file; null when the caller registers a store itself.</summary>
    public SqliteStorageOptions? Sqlite { get; init; }
}
