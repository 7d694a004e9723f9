using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SalesGrains.Sqlite.Entities;

namespace SalesGrains.Sqlite;

/// <summary>The embedded store in a folder of its own, opened and closed as often as a test likes.</summary>
internal sealed class SqliteFixture(TimeProvider time) : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private SqliteDatabase? database;

    public string Folder => folder.Path;

    public SqliteDatabase Database => database ??= OpenDatabase();

    public SqliteEntityStore Store => new(Database, time, NullLogger<SqliteEntityStore>.Instance);

    public SqliteDatabase OpenDatabase() =>
        new(new SqliteStorageOptions { Folder = folder.Path }, time, NullLogger<SqliteDatabase>.Instance);

    public void Close()
    {
        database?.Dispose();
        database = null;
    }

    public void Dispose()
    {
        Close();
        folder.Dispose();
    }
}
