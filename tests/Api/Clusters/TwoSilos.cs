namespace SalesGrains.Clusters;

/// <summary>Two silos on one database with an organisation, and its administrator at both. The second one's code has founded it through the first.</summary>
public sealed class TwoSilos : IAsyncLifetime
{
    public const string Password = "correct horse battery 17";

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private PostgreSqlTestServer server = null!;

    public string Connection { get; private set; } = null!;

    public SalesClusterProcess Cluster { get; private set; } = null!;

    /// <summary>The administrator at the first silo.</summary>
    public ApiClient Here { get; private set; } = null!;

    /// <summary>The same session at the second.</summary>
    public ApiClient There { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        server = await PostgreSqlTestServer.Shared;
        Connection = await server.Database();
        Cluster = await SalesClusterProcess.Start(2, "--storage", "postgres", "--connection", Connection);
        Here = new(Cluster.Addresses[0]);
        await Wait.Until(() => Cluster.Silos[1].Printed(@"enter the code (\S+)") is not null, Patience, "the second silo's code");
        var code = Cluster.Silos[1].Printed(@"enter the code (\S+)");
        (await Here.Send(HttpMethod.Post, "/api/v1/setup", new { code, organizationName = "示例公司", name = "管理员", signInName = "admin", password = Password }, null)).Expect(201);
        await Here.SignIn("admin", Password);
        There = Here.At(Cluster.Addresses[1]);
        (await There.Get("/api/v1/organization")).Expect(200);
    }

    public async Task DisposeAsync()
    {
        Here?.Dispose();
        There?.Dispose();
        await (Cluster?.DisposeAsync() ?? default);
        await server.Release(Connection);
    }
}
