using SalesGrains.Conformance.Entities;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using static SalesGrains.Conformance.Entities.StoreSamples;

namespace SalesGrains.Sqlite;

/// <summary>The failing store in front of the real one, which other tests rely on.</summary>
public sealed class FaultyEntityStoreTests : IAsyncLifetime
{
    private readonly SqliteFixture fixture = new(TimeProvider.System);
    private FaultyEntityStore store = null!;

    public async Task InitializeAsync()
    {
        store = new FaultyEntityStore(fixture.Store);
        await store.PutOrganization(Organization(), null);
    }

    [Theory]
    [InlineData(StoreFault.FailBefore, typeof(StoreOutcomeUnknownException), false)]
    [InlineData(StoreFault.FailAfter, typeof(StoreOutcomeUnknownException), true)]
    [InlineData(StoreFault.StealEtag, typeof(EtagConflictException), true)]
    [InlineData(StoreFault.RefuseEtag, typeof(EtagConflictException), false)]
    public async Task A_planned_fault_meets_the_next_call_only(StoreFault fault, Type error, bool written)
    {
        store.Next(nameof(IEntityStore.Commit), fault);

        Assert.Equal(error, (await Record.ExceptionAsync(() => store.Commit(Commit(Key("r1"), null, 1)))).GetType());

        Assert.Equal(written, await store.Load(Key("r1")) is not null);
        await store.Commit(Commit(Key("r2"), null, 1));
        Assert.Equal(fault, Assert.Single(store.Injected).Fault);
    }

    [Theory]
    [InlineData(StoreFault.HangBefore, false)]
    [InlineData(StoreFault.HangAfter, true)]
    public async Task A_hanging_call_goes_on_when_it_is_released(StoreFault fault, bool written)
    {
        store.Next(nameof(IEntityStore.Commit), fault);
        var commit = store.Commit(Commit(Key("r1"), null, 1));
        await store.Hanging;

        Assert.False(commit.IsCompleted);
        Assert.Equal(written, await store.Load(Key("r1")) is not null);

        store.Release();
        await commit;
        Assert.NotNull(await store.Load(Key("r1")));
    }

    [Fact]
    public void A_seeded_plan_is_the_same_each_time_and_spares_reads()
    {
        var calls = Enumerable.Range(1, 10_000).Select(n => new StoreCall(n, nameof(IEntityStore.Commit), null)).ToList();
        List<StoreFault> Faults(ulong seed) =>
            calls.ConvertAll(call => FaultyEntityStore.Seeded(seed, 10, StoreFault.FailBefore, StoreFault.FailAfter)(call));

        Assert.Equal(Faults(1), Faults(1));
        Assert.NotEqual(Faults(1), Faults(2));
        Assert.InRange(Faults(1).Count(fault => fault == StoreFault.FailAfter), 400, 600);
        Assert.All(calls, call => Assert.Equal(
            StoreFault.None, FaultyEntityStore.Seeded(1, 1, StoreFault.FailBefore)(call with { Operation = nameof(IEntityStore.Load) })));
    }

    public Task DisposeAsync()
    {
        fixture.Dispose();
        return Task.CompletedTask;
    }
}
