using Microsoft.Extensions.Logging.Abstractions;
using SalesGrains.Conformance;
using SalesGrains.Entities;
using SalesGrains.Sqlite.Entities;

namespace SalesGrains.Sqlite;

public sealed class SqliteEntityStoreTests : EntityStoreConformance
{
    private readonly TemporaryFolder folder = new();
    private SqliteDatabase? database;

    protected override Task<IEntityStore> Open()
    {
        database = new SqliteDatabase(new SqliteStorageOptions { Folder = folder.Path }, NullLogger<SqliteDatabase>.Instance);
        return Task.FromResult<IEntityStore>(new SqliteEntityStore(database, Time, NullLogger<SqliteEntityStore>.Instance));
    }

    protected override Task Close()
    {
        database?.Dispose();
        return Task.CompletedTask;
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }
}
