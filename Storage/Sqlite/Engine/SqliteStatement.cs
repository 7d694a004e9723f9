using System.Buffers;
using System.Text;
using SQLitePCL;

namespace SalesGrains.Sqlite.Engine;

/// <summary>A prepared statement. Parameters count from 1, columns from 0, as in SQLite itself.</summary>
internal sealed class SqliteStatement(SqliteSession session, sqlite3_stmt handle) : IDisposable
{
    public SqliteStatement Bind(int parameter, long value)
    {
        session.Check(raw.sqlite3_bind_int64(handle, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, long? value) => value is { } number ? Bind(parameter, number) : BindNull(parameter);

    public SqliteStatement Bind(int parameter, string? text)
    {
        if (text is null)
        {
            return BindNull(parameter);
        }

        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, rented);
        session.Check(raw.sqlite3_bind_text(handle, parameter, rented.AsSpan(0, length)));
        ArrayPool<byte>.Shared.Return(rented);
        return this;
    }

    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> bytes)
    {
        session.Check(bytes.IsEmpty
            ? raw.sqlite3_bind_zeroblob(handle, parameter, 0)
            : raw.sqlite3_bind_blob(handle, parameter, bytes));
        return this;
    }

    public SqliteStatement Bind(int parameter, ReadOnlyMemory<byte> bytes) => Bind(parameter, bytes.Span);

    public SqliteStatement BindNull(int parameter)
    {
        session.Check(raw.sqlite3_bind_null(handle, parameter));
        return this;
    }

    /// <summary>True when there is a row to read.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        raw.sqlite3_reset(handle);
        return code == raw.SQLITE_DONE ? false : throw session.Error(code);
    }

    /// <summary>Runs a statement that returns no row.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run()
    {
        Step();
        raw.sqlite3_reset(handle);
        return session.Changes;
    }

    /// <summary>Every row of the result.</summary>
    public List<T> All<T>(Func<SqliteStatement, T> read)
    {
        var rows = new List<T>();
        while (Step())
        {
            rows.Add(read(this));
        }

        return rows;
    }

    /// <summary>The first row of the result, or the default value when there is none.</summary>
    public T? First<T>(Func<SqliteStatement, T> read)
    {
        var row = Step() ? read(this) : default;
        raw.sqlite3_reset(handle);
        return row;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Int(int column) => raw.sqlite3_column_int64(handle, column);

    public long? IntOrNull(int column) => IsNull(column) ? null : Int(column);

    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public void Dispose() => handle.Dispose();

    /// <summary>Makes the statement ready for its next use.</summary>
    public void Reset() => raw.sqlite3_reset(handle);
}
