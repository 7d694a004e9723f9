using SalesGrains.Entities.Accounts;

namespace SalesGrains.Hosting;

public sealed class AzureTablesSiloTests : SharedStoreSiloTests, IAsyncLifetime
{
    private string account = null!;

    protected override SalesSiloOptions Store => new() { AzureTables = new() { ConnectionString = account } };

    public async Task InitializeAsync() => account = await AzuriteTestServer.Account();

    public Task DisposeAsync() => AzuriteTestServer.Release(account);
}
