using System.Net;
using SalesGrains.AzureTables;
using SalesGrains.PostgreSql;
using SalesGrains.Sqlite;

namespace SalesGrains.Hosting;

/// <summary>What a silo must be told. One store; none when the caller registers one itself.</summary>
public sealed record SalesSiloOptions
{
    /// <summary>The embedded store's file.</summary>
    public SqliteStorageOptions? Sqlite { get; init; }

    /// <summary>The PostgreSQL database, or the folder of a server of this program's own.</summary>
    public PostgreSqlStorageOptions? PostgreSql { get; init; }

    /// <summary>The storage account, or the folder of an emulator of this program's own.</summary>
    public AzureTablesStorageOptions? AzureTables { get; init; }

    /// <summary>The cluster that the silo joins; null: it is alone on its store and opens no port.</summary>
    public SiloCluster? Cluster { get; init; }
}

/// <summary>Where a silo is for the others of its cluster, which find each other in the store.</summary>
/// <param name="SiloPort">
/// The port for the other silos; 0 takes a free one. A fixed one lets a silo that was killed be replaced at once: a new one at the same
/// place declares the old one dead.
/// </param>
/// <param name="Address">The address that they reach it at; this machine's own by default.</param>
/// <param name="ClusterId">Silos of one cluster name the same.</param>
public sealed record SiloCluster(int SiloPort, IPAddress? Address = null, string ClusterId = "salesgrains");
