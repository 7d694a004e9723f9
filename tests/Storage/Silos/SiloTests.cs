using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using SalesGrains.Entities;
using SalesGrains.Sqlite;
using static SalesGrains.Conformance.StoreSamples;

namespace SalesGrains.Silos;

/// <summary>A silo on the embedded store, started, stopped and started again on the same folder.</summary>
public sealed class SiloTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Documents_reminders_and_entities_are_there_after_a_restart()
    {
        await using (var cluster = await Start())
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

        await using (var cluster = await Start())
        {
            Assert.Equal("记, 记 by default", await cluster.Client.GetGrain<INoteGrain>("n1").Read());
            Assert.Equal(["wake"], await cluster.Client.GetGrain<INoteGrain>("n1").Reminders());
            Assert.Equal(1, (await Store(cluster).Load(Key("r1")))!.Version);
        }
    }

    private static IEntityStore Store(InProcessTestCluster cluster) =>
        cluster.Silos[0].ServiceProvider.GetRequiredService<IEntityStore>();

    private async Task<InProcessTestCluster> Start()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddSqliteStorage(new SqliteStorageOptions { Folder = folder.Path }));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    public void Dispose() => folder.Dispose();
}
