using SalesGrains.Browsing;

namespace SalesGrains.Clusters;

/// <summary>The company on three silos that share a PostgreSQL database, each at a port of its own.</summary>
public sealed class ClusterCompany : Company
{
    public const int Silos = 3;

    private PostgreSqlTestServer server = null!;
    private string connection = null!;
    private string? key;

    public SalesClusterProcess Cluster { get; private set; } = null!;

    /// <summary>A program that books money at each of the silos, with one key.</summary>
    public async Task<ApiClient[]> Cashiers()
    {
        key ??= await Key(await Person("admin"), "收款", "finance");
        return [.. Cluster.Addresses.Select(address => ApiClient.WithKey(address, key))];
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await (Cluster?.DisposeAsync() ?? default);
        await server.Release(connection);
    }

    protected override async Task<SalesProcess> StartProgram()
    {
        server = await PostgreSqlTestServer.Shared;
        connection = await server.Database();
        Cluster = await SalesClusterProcess.Start(Silos, "--storage", "postgres", "--connection", connection);
        return Cluster.Silos[0];
    }
}
