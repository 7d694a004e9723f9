using Microsoft.Extensions.Logging.Abstractions;
using SalesGrains.AzureTables.Entities;
using SalesGrains.AzureTables.Server;
using SalesGrains.Conformance.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using static SalesGrains.Conformance.Entities.StoreSamples;

namespace SalesGrains.AzureTables;

/// <summary>The emulator that the program starts when no account is named, and what it says when there is none to use.</summary>
public sealed class AzuriteTests
{
    static AzuriteTests() => Environment.SetEnvironmentVariable(Azurite.FolderVariable, AzuriteTestServer.Installed());

    [Fact]
    public async Task An_orderly_stop_saves_and_the_next_start_finds_everything()
    {
        using var folder = new TemporaryFolder();
        await using (var database = await Open(folder.Path))
        {
            var store = new AzureTablesEntityStore(database, TimeProvider.System, NullLogger<AzureTablesEntityStore>.Instance);
            await store.PutOrganization(Organization(), null);
            await store.Commit(Commit(Key("r1"), null, 1, "甲"));
        }

        await using var again = await Open(folder.Path);
        var stored = await new AzureTablesEntityStore(again, TimeProvider.System, NullLogger<AzureTablesEntityStore>.Instance).Load(Key("r1"));
        Assert.Equal(Json("甲"), stored!.State.ToArray());
    }

    [Fact]
    public async Task A_second_program_is_kept_from_the_data_folder()
    {
        using var folder = new TemporaryFolder();
        await using var database = await Open(folder.Path);

        await Assert.ThrowsAsync<DataFolderInUseException>(() => Open(folder.Path));
    }

    [Theory]
    [InlineData("not a connection string")]
    [InlineData("AccountName=a;AccountKey=YQ==;TableEndpoint=http://127.0.0.1:1/a;")]
    public async Task A_program_without_a_usable_account_says_so(string connection)
    {
        var told = await Assert.ThrowsAsync<StoreUnavailableException>(() => AzureTablesDatabase.Open(
            new() { ConnectionString = connection, Patience = TimeSpan.FromSeconds(1) }, TimeProvider.System, NullLogger<AzureTablesDatabase>.Instance));

        Assert.Contains("storage account", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_does_not_know_the_key_is_reported_at_once()
    {
        var account = await AzuriteTestServer.Account();
        var told = await Assert.ThrowsAsync<StoreUnavailableException>(() => AzureTablesDatabase.Open(
            new() { ConnectionString = System.Text.RegularExpressions.Regex.Replace(account, "AccountKey=[^;]*", "AccountKey=d3Jvbmc=") },
            TimeProvider.System, NullLogger<AzureTablesDatabase>.Instance));

        Assert.Contains("does not let this program in", told.Message, StringComparison.Ordinal);
        await AzuriteTestServer.Release(account);
    }

    private static Task<AzureTablesDatabase> Open(string folder) =>
        AzureTablesDatabase.Open(new() { Folder = folder }, TimeProvider.System, NullLogger<AzureTablesDatabase>.Instance);
}
