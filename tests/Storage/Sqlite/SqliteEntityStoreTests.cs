using SalesGrains.Conformance;
using SalesGrains.Entities;

namespace SalesGrains.Sqlite;

public sealed class SqliteEntityStoreTests : EntityStoreConformance
{
    private readonly SqliteFixture fixture;

    public SqliteEntityStoreTests() => fixture = new SqliteFixture(Time);

    protected override Task<IEntityStore> Open() => Task.FromResult<IEntityStore>(fixture.Store);

    protected override Task Close()
    {
        fixture.Close();
        return Task.CompletedTask;
    }

    public override Task DisposeAsync()
    {
        fixture.Dispose();
        return Task.CompletedTask;
    }
}
