using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Storage;
using SalesGrains.Backups;
using SalesGrains.Conformance;
using SalesGrains.Conformance.Documents;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Sqlite.Engine;
using SalesGrains.Sqlite.Entities;

namespace SalesGrains.Sqlite;

/// <summary>The embedded store in the conformance suite.</summary>
internal sealed class SqliteEngine : EngineFixture
{
    private readonly DocumentSerializer serializer = new();
    private TemporaryFolder folder = new();
    private SqliteDatabase? database;

    public override IEntityStore Store => new SqliteEntityStore(Database, Time, NullLogger<SqliteEntityStore>.Instance);

    public override IGrainStorage Documents => new SqliteDocumentStorage(Database, serializer.Json, serializer.Activators);

    public override IReminderTable Reminders =>
        new SqliteReminderTable(Database, Options.Create(new ReminderOptions { ReminderLoadingWindow = ReminderWindow }), Time);

    public override StoreBackup Backup => StoreBackup.Of(new SqliteStorageOptions { Folder = folder.Path }, Time);

    public override int NewestSchema => SqliteSchema.Newest;

    private SqliteDatabase Database => database ?? throw new InvalidOperationException("The engine is not open.");

    public override Task Open() => Open(new SqliteStorageOptions { Folder = folder.Path });

    public override Task Close()
    {
        database?.Dispose();
        database = null;
        return Task.CompletedTask;
    }

    /// <summary>The write and an operation that spoils its transaction wait together behind one that is held.</summary>
    public override async Task<T> Fail<T>(WriteFault fault, Func<Task<T>> write)
    {
        using var gate = new ManualResetEventSlim();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = Database.Writer.Write(_ =>
        {
            started.SetResult();
            gate.Wait();
            return 0;
        });
        await started.Task;
        var told = write();
        await Wait.Until(() => !Database.Writer.Idle, TimeSpan.FromSeconds(10), "the write to queue up");
        var broken = Database.Writer.Write<int>(session =>
        {
            if (fault == WriteFault.After)
            {
                session.Script("COMMIT");
            }

            throw new SqliteException("disk I/O error", 10);
        });
        gate.Set();
        await held;
        await Assert.ThrowsAsync<StoreOutcomeUnknownException>(() => broken);
        return await told;
    }

    /// <summary>Two writes in a transaction, and four may wait.</summary>
    public override async Task<IAsyncDisposable> Throttle()
    {
        await Close();
        await Open(new SqliteStorageOptions { Folder = folder.Path, QueueCapacity = 4, MaxBatch = 2 });
        return new Reopening(this);
    }

    public override async Task OpenReleased(int schema)
    {
        await Close();
        folder.Dispose();
        folder = new();
        using (var session = Raw())
        {
            session.Script(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "golden", "sqlite", $"schema-{schema}.sql")));
        }

        await Open();
    }

    public override Task Stamp(int schema)
    {
        using var session = Raw();
        session.Script($"PRAGMA user_version = {schema}");
        return Task.CompletedTask;
    }

    public override async Task<string> Tables() => string.Join('\n', await Database.Readers.Read(session => session
        .Use("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        .All(row => string.Join(' ', row.Text(0).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))));

    public override async ValueTask DisposeAsync()
    {
        await Close();
        folder.Dispose();
        serializer.Dispose();
    }

    private Task Open(SqliteStorageOptions options)
    {
        database ??= new SqliteDatabase(options, Time, NullLogger<SqliteDatabase>.Instance);
        return Task.CompletedTask;
    }

    private SqliteSession Raw() => new(Path.Combine(folder.Path, "sales.db"), writes: true, "PRAGMA journal_mode=WAL;");

    private sealed class Reopening(SqliteEngine engine) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await engine.Close();
            await engine.Open();
        }
    }
}
