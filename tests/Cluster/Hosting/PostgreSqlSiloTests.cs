using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.PostgreSql;

namespace SalesGrains.Hosting;

public sealed class PostgreSqlSiloTests : SharedStoreSiloTests, IAsyncLifetime
{
    private PostgreSqlTestServer server = null!;
    private string connection = null!;

    protected override SalesSiloOptions Store => new() { PostgreSql = new() { ConnectionString = connection } };

    public async Task InitializeAsync()
    {
        server = await PostgreSqlTestServer.Shared;
        connection = await server.Database();
    }

    public Task DisposeAsync() => server.Release(connection);

    [Fact]
    public async Task A_lone_program_is_refused_while_a_silo_is_there()
    {
        var silo = await Start();

        var refused = await Record.ExceptionAsync(() => PostgreSqlDatabase.Open(
            new() { ConnectionString = connection }, TimeProvider.System, silo.Services.GetRequiredService<ILogger<PostgreSqlDatabase>>()));

        Assert.IsType<StoreInUseException>(refused);
        await Stop(silo);
    }
}
