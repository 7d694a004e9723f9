using Microsoft.Extensions.Logging;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Folders;
using SalesGrains.Sqlite.Engine;

namespace SalesGrains.Sqlite;

/// <summary>The open database file: the folder's lock, one writer, several readers.</summary>
public sealed class SqliteDatabase : IDisposable
{
    // FULL: an acknowledged write survives a power cut. A checkpoint each 4,000 pages (16 MB) keeps the log small and commits undisturbed.
    private const string Pragmas =
        "PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY;";

    private const string ReaderPragmas = "PRAGMA busy_timeout=5000; PRAGMA query_only=1; PRAGMA cache_size=-8192;";

    private readonly DataFolderLock folderLock;
    private readonly KeyPurge purge;

    /// <summary>Opens the file, brings its schema up to date and starts the writer.</summary>
    /// <exception cref="DataFolderInUseException">Another process has the folder open.</exception>
    /// <exception cref="NewerSchemaException">A newer program wrote the file.</exception>
    public SqliteDatabase(SqliteStorageOptions options, TimeProvider time, ILogger<SqliteDatabase> log)
    {
        Path = System.IO.Path.Combine(options.Folder, options.FileName);
        folderLock = DataFolderLock.Take(options.Folder);
        try
        {
            Writer = new SqliteWriter(OpenToWrite, options.QueueCapacity, options.MaxBatch, log);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }

        purge = new KeyPurge(before => Writer.Write(session => DeleteKeys(session, before)), () => Writer.Idle, time, log);
        Readers = new SqliteReaders(() => new SqliteSession(Path, writes: false, ReaderPragmas), options.Readers);
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    internal SqliteWriter Writer { get; }

    internal SqliteReaders Readers { get; }

    private SqliteSession OpenToWrite()
    {
        var session = new SqliteSession(Path, writes: true, Pragmas);
        try
        {
            SqliteSchema.Migrate(session);
            return session.Use("PRAGMA journal_mode").First(row => row.Text(0)) == "wal"
                ? session
                : throw new NotSupportedException($"The file system of {Path} cannot keep a write-ahead log; use a local disk.");
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    // Row numbers rise with time, so only the oldest slice is looked at.
    private static int DeleteKeys(SqliteSession session, long before) => session.Use("""
        DELETE FROM command WHERE row IN (SELECT row FROM (SELECT row, stored_at FROM command ORDER BY row LIMIT ?2) WHERE stored_at < ?1)
        """).Bind(1, before).Bind(2, KeyPurge.Slice).Run();

    /// <summary>Writes what waits, closes the file, lets go of the folder.</summary>
    public void Dispose()
    {
        purge.Dispose();
        Writer.Dispose();
        Readers.Dispose();
        folderLock.Dispose();
    }
}
