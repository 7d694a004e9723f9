using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using SalesGrains.AzureTables;
using SalesGrains.Conformance.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.PostgreSql;
using SalesGrains.Sqlite;
using static SalesGrains.Conformance.Entities.StoreSamples;

namespace SalesGrains.Silos;

/// <summary>A silo on each store, started, stopped and started again on the same data.</summary>
public sealed class SiloTests
{
    [Fact]
    public async Task Documents_reminders_and_entities_are_there_after_a_restart_on_Sqlite()
    {
        using var folder = new TemporaryFolder();
        await StartTwice(silo => silo.AddSqliteStorage(new() { Folder = folder.Path }));
    }

    [Fact]
    public async Task Documents_reminders_and_entities_are_there_after_a_restart_on_PostgreSql()
    {
        var server = await PostgreSqlTestServer.Shared;
        var connection = await server.Database();
        await StartTwice(silo => silo.AddPostgreSqlStorage(new() { ConnectionString = connection }));
        await server.Release(connection);
    }

    [Fact]
    public async Task Documents_reminders_and_entities_are_there_after_a_restart_on_AzureTables()
    {
        var account = await AzuriteTestServer.Account();
        await StartTwice(silo => silo.AddAzureTablesStorage(new() { ConnectionString = account }));
        await AzuriteTestServer.Release(account);
    }

    private static async Task StartTwice(Action<ISiloBuilder> storage)
    {
        await using (var cluster = await Start(storage))
        {
            var note = cluster.Client.GetGrain<INoteGrain>("n1");
            await note.Write("记");
            await note.Wake(TimeSpan.FromHours(1));
            await cluster.Client.GetGrain<INoteGrain>("n2").Wake(TimeSpan.FromMilliseconds(200));
            await Wait.Until(async () => await cluster.Client.GetGrain<INoteGrain>("n2").Wakes() == 1, TimeSpan.FromSeconds(30), "the reminder");
            var store = Store(cluster);
            await store.PutOrganization(Organization(), null);
            await store.Commit(Commit(Key("r1"), null, 1));
        }

        await using (var cluster = await Start(storage))
        {
            Assert.Equal("记, 记 by default", await cluster.Client.GetGrain<INoteGrain>("n1").Read());
            Assert.Equal(["wake"], await cluster.Client.GetGrain<INoteGrain>("n1").Reminders());
            Assert.Equal(1, (await Store(cluster).Load(Key("r1")))!.Version);
        }
    }

    private static IEntityStore Store(InProcessTestCluster cluster) =>
        cluster.Silos[0].ServiceProvider.GetRequiredService<IEntityStore>();

    private static async Task<InProcessTestCluster> Start(Action<ISiloBuilder> storage)
    {
        var builder = new InProcessTestClusterBuilder(1);

        // Part of the keys on Azure Tables, so it must be the same at the second start.
        builder.Options.ServiceId = "salesgrains";
        builder.ConfigureSilo((_, silo) => storage(silo));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
