using System.Globalization;
using SalesGrains.Backups;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Folders;
using SalesGrains.Sqlite.Engine;

namespace SalesGrains.Sqlite;

/// <summary>
/// Reads the embedded store's file on a connection of its own: in WAL mode it sees one instant, and neither waits for the program that has
/// the file open nor holds it up (only the log is not folded in meanwhile). Writes a new file, which gets its name when it is whole.
/// </summary>
internal sealed class SqliteBackup(SqliteStorageOptions options) : IBackupEngine
{
    private const string ReaderPragmas = "PRAGMA busy_timeout=5000; PRAGMA query_only=1; PRAGMA cache_size=-8192;";
    private const string WriterPragmas = "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;";

    private string FilePath => Path.Combine(options.Folder, options.FileName);

    /// <inheritdoc/>
    public Task Read(Action<BackupTable, object?[]> take) => Task.Run(() =>
    {
        if (!File.Exists(FilePath))
        {
            throw new BackupRefusedException($"There is no store in {options.Folder}.");
        }

        using var session = new SqliteSession(FilePath, writes: false, ReaderPragmas);
        session.Script("BEGIN");
        var stored = session.Number("PRAGMA user_version");
        if (stored > SqliteSchema.Newest)
        {
            throw new NewerSchemaException(stored, SqliteSchema.Newest);
        }

        if (stored < SqliteSchema.Newest)
        {
            throw new BackupRefusedException($"The store in {options.Folder} was last open in an older program. Start this one on it once, then back up.");
        }

        foreach (var table in BackupTables.All)
        {
            var statement = session.Use(SelectOf(table));
            while (statement.Step())
            {
                take(table, Row(table, statement));
            }
        }

        session.Script("COMMIT");
    });

    /// <inheritdoc/>
    public Task Write(Func<BackupTable, IEnumerable<object?[]>> rows) => Task.Run(() =>
    {
        using var folderLock = DataFolderLock.Take(options.Folder);
        if (File.Exists(FilePath))
        {
            throw new BackupRefusedException($"There is a store in {options.Folder} already. Restore into an empty folder, or move that one away first.");
        }

        var making = FilePath + ".restoring";
        File.Delete(making);
        File.Delete(making + "-journal");
        try
        {
            using (var session = new SqliteSession(making, writes: true, WriterPragmas))
            {
                SqliteSchema.Migrate(session);
                session.Script("BEGIN");
                foreach (var table in BackupTables.All)
                {
                    Insert(session, table, rows(table));
                }

                session.Script("COMMIT");
            }

            File.Move(making, FilePath);
        }
        finally
        {
            File.Delete(making);
        }
    });

    // A mark bears its entity's version, so the file does not keep it twice.
    private static string SelectOf(BackupTable table) => table == BackupTables.Pending
        ? "SELECT entity, (SELECT e.version FROM entity e WHERE e.row = entity), since FROM pending ORDER BY entity"
        : $"SELECT {table.ColumnNames} FROM {table.Name} ORDER BY {table.Order}";

    private static object?[] Row(BackupTable table, SqliteStatement statement)
    {
        var row = new object?[table.Columns.Length];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = statement.IsNull(i) ? null : table.Columns[i].Kind switch
            {
                ColumnKind.Whole => statement.Int(i),
                ColumnKind.Small => (int)statement.Int(i),
                ColumnKind.Flag => statement.Int(i) != 0,
                ColumnKind.Text => statement.Text(i),
                ColumnKind.Exact => decimal.Parse(statement.Text(i), NumberStyles.Number, CultureInfo.InvariantCulture),
                _ => statement.Bytes(i).ToArray(),
            };
        }

        return row;
    }

    private static void Insert(SqliteSession session, BackupTable table, IEnumerable<object?[]> rows)
    {
        var sql = table == BackupTables.Pending
            ? "INSERT INTO pending(entity, since) VALUES(?1, ?3)"
            : $"INSERT INTO {table.Name}({table.ColumnNames}) VALUES({string.Join(", ", table.Columns.Select((_, i) => $"?{i + 1}"))})";
        foreach (var row in rows)
        {
            var statement = session.Use(sql);
            for (var i = 0; i < row.Length; i++)
            {
                _ = row[i] switch
                {
                    null => statement.BindNull(i + 1),
                    long number => statement.Bind(i + 1, number),
                    int number => statement.Bind(i + 1, number),
                    bool flag => statement.Bind(i + 1, flag ? 1 : 0),
                    decimal number => statement.Bind(i + 1, number.ToString(CultureInfo.InvariantCulture)),
                    string text => statement.Bind(i + 1, text),
                    var bytes => statement.Bind(i + 1, (ReadOnlySpan<byte>)(byte[])bytes),
                };
            }

            statement.Run();
        }
    }
}
