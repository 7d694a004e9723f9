using Azure.Data.Tables;

namespace SalesGrains.AzureTables;

/// <summary>Which storage account holds the store, and how this process uses it.</summary>
public sealed record AzureTablesStorageOptions
{
    /// <summary>
    /// Connection string of a storage account in which this program may create tables. Null starts an emulator (Azurite) of this
    /// process's own in <see cref="Folder"/>.
    /// </summary>
    public string? ConnectionString { get; init; }

    /// <summary>The data folder; needed without a connection string only.</summary>
    public string? Folder { get; init; }

    /// <summary>Most writes at once; beyond it callers are held back.</summary>
    public int Writes { get; init; } = 32;

    /// <summary>How long one request may take before it is given up.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long to wait for the account at the start, as when both start together.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Orleans' name of the service, which stands before the keys of its documents; an account may hold those of others.</summary>
    public string ServiceId { get; init; } = "salesgrains";

    /// <summary>Opens an account although a restore into it has broken off: the next restore.</summary>
    internal bool Restores { get; init; }

    /// <summary>Changes how requests are sent; tests make them fail.</summary>
    internal Action<TableClientOptions>? Configure { get; init; }
}
