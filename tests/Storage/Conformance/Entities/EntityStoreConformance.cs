using Microsoft.Extensions.Time.Testing;
using SalesGrains.Conformance.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using static SalesGrains.Conformance.Entities.StoreSamples;

namespace SalesGrains.Conformance.Entities;

/// <summary>What every engine of the store's port must do.</summary>
public abstract partial class EntityStoreConformance(EngineFixture engine) : IAsyncLifetime
{
    private IEntityStore Store => engine.Store;

    private FakeTimeProvider Time => engine.Time;

    public async Task InitializeAsync()
    {
        await engine.Open();
        await Store.PutOrganization(Organization(), null);
    }

    public async Task DisposeAsync() => await engine.DisposeAsync();

    [Fact]
    public async Task Nothing_is_loaded_before_the_first_commit()
    {
        Assert.Null(await Store.Load(Key("nobody")));
        Assert.Null(await Store.FindCommand(Key("nobody"), "k"));
        Assert.Empty(await Store.ReadCommits(Key("nobody"), 0, 10));
    }

    [Fact]
    public async Task A_commit_is_read_back_as_it_was_written()
    {
        var commit = Commit(Key("r1"), null, 1, "甲", Command("k1"));
        var etag = await Store.Commit(commit);

        var stored = await Store.Load(Key("r1"));

        Assert.NotNull(stored);
        Assert.Equal(etag, stored.Etag);
        Assert.Equal(1, stored.Version);
        Assert.Equal(2, stored.LastSeq);
        Assert.Equal(commit.State.ToArray(), stored.State.ToArray());
        Assert.Equal(commit.Lanes.ToArray(), stored.Lanes.ToArray());
        Assert.Equal((3, 2), (stored.EvolveVersion, stored.MinReader));
        Assert.Equal(commit.Row.RecordedAt, stored.LastRecordedAt);
        Assert.Equal(commit.Row.Hash.ToArray(), stored.LastHash.ToArray());
        Assert.Equal(commit.Facts, stored.Facts);
        Assert.True(stored.Delivered.IsEmpty);
        Assert.Null(stored.DeliveredEtag);
        Assert.Equal(1, stored.PendingAt);
    }
}
