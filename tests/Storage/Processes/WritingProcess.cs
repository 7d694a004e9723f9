using Microsoft.Extensions.Logging.Abstractions;
using SalesGrains.Conformance;
using SalesGrains.Entities;
using SalesGrains.Sqlite;
using SalesGrains.Sqlite.Entities;
using static SalesGrains.Conformance.StoreSamples;

namespace SalesGrains.Processes;

/// <summary>Commits to many entities until it is killed, and prints each commit once it has been acknowledged.</summary>
internal static class WritingProcess
{
    public const int Writers = 32;
    public const int EntitiesEach = 4;

    public static EntityKey KeyOf(int writer, int entity) => Key($"w{writer}-{entity}");

    public static string TextOf(EntityKey key, long version) => $"{key.Id} at {version} {new string('文', 300)}";

    public static string CommandOf(EntityKey key, long version) => $"{key.Id}/{version}";

    public static async Task<int> Run(string folder)
    {
        using var database = new SqliteDatabase(new() { Folder = folder }, TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
        var store = new SqliteEntityStore(database, TimeProvider.System, NullLogger<SqliteEntityStore>.Instance);
        if ((await store.ReadOrganizations()).IsEmpty)
        {
            await store.PutOrganization(Organization(), null);
        }

        var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write(store, writer, output))));
        return 0;
    }

    private static async Task Write(SqliteEntityStore store, int writer, TextWriter output)
    {
        while (true)
        {
            for (var entity = 0; entity < EntitiesEach; entity++)
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
    }
}
