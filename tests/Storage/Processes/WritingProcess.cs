using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SalesGrains.Conformance.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.PostgreSql;
using SalesGrains.Sqlite;
using static SalesGrains.Conformance.Entities.StoreSamples;

namespace SalesGrains.Processes;

/// <summary>Commits to many entities until it is killed, and prints each commit once it has been acknowledged.</summary>
internal static class WritingProcess
{
    public const int Writers = 32;
    public const int EntitiesEach = 4;

    public static EntityKey KeyOf(int writer, int entity) => Key($"w{writer}-{entity}");

    public static string TextOf(EntityKey key, long version) => $"{key.Id} at {version} {new string('文', 300)}";

    public static string CommandOf(EntityKey key, long version) => $"{key.Id}/{version}";

    public static async Task<int> Run(string engine, string place)
    {
        var services = new ServiceCollection().AddLogging();
        _ = engine == "sqlite"
            ? services.AddSqliteStorage(new() { Folder = place })
            : services.AddPostgreSqlStorage(new() { ConnectionString = place });
        await using var provider = services.BuildServiceProvider();
        var store = provider.GetRequiredService<IEntityStore>();
        if ((await store.ReadOrganizations()).IsEmpty)
        {
            await store.PutOrganization(Organization(), null);
        }

        var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write(store, writer, output))));
        return 0;
    }

    private static async Task Write(IEntityStore store, int writer, TextWriter output)
    {
        while (true)
        {
            for (var entity = 0; entity < EntitiesEach; entity++)
            {
                try
                {
                    await Write(store, writer, entity, output);
                }
                catch (Exception error) when (error is StoreOutcomeUnknownException or EtagConflictException or NpgsqlException)
                {
                    // The server was killed: what is stored is loaded again.
                    await Task.Delay(20);
                }
            }
        }
    }

    private static async Task Write(IEntityStore store, int writer, int entity, TextWriter output)
    {
        var key = KeyOf(writer, entity);
        var stored = await store.Load(key);
        var version = (stored?.Version ?? 0) + 1;
        await store.Commit(Commit(key, stored?.Etag, version, TextOf(key, version), Command(CommandOf(key, version), outcome: new(version))));
        output.WriteLine($"{writer} {entity} {version}");
        if (version % 3 == 0)
        {
            await store.AdvanceLanes(new LaneAdvance(key, stored?.DeliveredEtag, Json($"{version}"), version));
        }
    }
}
