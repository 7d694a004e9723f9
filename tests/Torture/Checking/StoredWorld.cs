using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using SalesGrains.Entities;
using SalesGrains.Entities.Commits;
using SalesGrains.Entities.Stores;

namespace SalesGrains.Checking;

/// <summary>All that a stopped program has left in its store, read row by row.</summary>
internal sealed record StoredWorld(ImmutableArray<StoredThing> Things, int Pending, int DeadLetters)
{
    public IEnumerable<StoredThing> Of(string kind) => Things.Where(thing => thing.Entity.Key.Kind == kind);

    /// <summary>Reads a store that no program is writing.</summary>
    public static async Task<StoredWorld> Read(IServiceCollection storage)
    {
        await using var services = storage.BuildServiceProvider();
        var store = services.GetRequiredService<IEntityStore>();
        var things = ImmutableArray.CreateBuilder<StoredThing>();
        var letters = 0;
        foreach (var organization in await store.ReadOrganizations())
        {
            for (var partition = 0; partition < organization.Partitions; partition++)
            {
                await foreach (var head in store.ScanHeads(organization.Org, partition))
                {
                    things.Add(new((await store.Load(head.Key))!, await Commits(store, head.Key)));
                }
            }

            letters += (await store.ReadDeadLetters(organization.Org)).Length;
        }

        return new(things.ToImmutable(), (await store.ReadPending(1000)).Length, letters);
    }

    private static async Task<ImmutableArray<(StoredCommit Row, CommitContent Content)>> Commits(IEntityStore store, EntityKey key)
    {
        var commits = ImmutableArray.CreateBuilder<(StoredCommit, CommitContent)>();
        for (var after = 0L; await store.ReadCommits(key, after, 500) is { Length: > 0 } page; after = page[^1].Version)
        {
            commits.AddRange(page.Select(row => (row, CommitContent.Read(row.Content))));
        }

        return commits.ToImmutable();
    }
}

/// <summary>An entity with its whole history.</summary>
internal sealed record StoredThing(StoredEntity Entity, ImmutableArray<(StoredCommit Row, CommitContent Content)> Commits)
{
    /// <summary>For example <c>contract/c3-1</c>.</summary>
    public string Name => $"{Entity.Key.Kind}/{Entity.Key.Id}";
}
