using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SalesGrains.Sqlite.Engine;

/// <summary>
/// One connection with its prepared statements, used by one thread at a time. It speaks to SQLite below ADO.NET: a commit binds some
/// thirty values, and looking each of them up by name costs more than the row itself.
/// </summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly sqlite3 connection;

    // By reference: every text is a constant, so hashing its characters would be wasted.
    private readonly Dictionary<string, SqliteStatement> statements = new(ReferenceEqualityComparer.Instance);

    static SqliteSession() => Batteries_V2.Init();

    public SqliteSession(string path, bool writes, string pragmas)
    {
        var flags = (writes ? raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE : raw.SQLITE_OPEN_READONLY) | raw.SQLITE_OPEN_NOMUTEX;
        var code = raw.sqlite3_open_v2(path, out connection, flags, null);
        if (code != raw.SQLITE_OK)
        {
            connection.Dispose();
            throw new SqliteException($"Cannot open {path}: {raw.sqlite3_errstr(code).utf8_to_string()}", code);
        }

        try
        {
            raw.sqlite3_extended_result_codes(connection, 1);
            Script(pragmas);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Rows changed by the last statement.</summary>
    public int Changes => raw.sqlite3_changes(connection);

    /// <summary>Row number of the last inserted row.</summary>
    public long LastRow => raw.sqlite3_last_insert_rowid(connection);

    /// <summary>The prepared statement of a constant text, ready to be bound.</summary>
    public SqliteStatement Use(string sql)
    {
        if (statements.TryGetValue(sql, out var statement))
        {
            statement.Reset();
            return statement;
        }

        Check(raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle));
        return statements[sql] = new SqliteStatement(this, handle);
    }

    /// <summary>Runs several statements that have no parameters and no results.</summary>
    public void Script(string sql) => Check(raw.sqlite3_exec(connection, sql));

    /// <summary>A single number of a statement without parameters.</summary>
    public long Number(string sql) => Use(sql).First(row => row.Int(0));

    public void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Error(code);
        }
    }

    public SqliteException Error(int code) =>
        new($"SQLite error {code}: {raw.sqlite3_errmsg(connection).utf8_to_string()}", code & 0xFF, code);

    public void Dispose()
    {
        foreach (var statement in statements.Values)
        {
            statement.Dispose();
        }

        statements.Clear();
        connection.Dispose();
    }
}
