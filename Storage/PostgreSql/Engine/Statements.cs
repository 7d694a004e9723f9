using Npgsql;
using NpgsqlTypes;

namespace SalesGrains.PostgreSql.Engine;

/// <summary>Statements with numbered parameters, and rows by the number of their columns.</summary>
internal static class Statements
{
    /// <summary>Every row of a statement that changes nothing. A connection that went away since it was last used costs one more try.</summary>
    public static async Task<List<T>> Read<T>(
        this NpgsqlDataSource source, NpgsqlStatement statement, Func<NpgsqlDataReader, T> read, CancellationToken cancellation = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
                return await connection.Read(statement, read, cancellation).ConfigureAwait(false);
            }
            catch (NpgsqlException gone) when (gone.IsTransient && attempt < 3 && gone.InnerException is not TimeoutException)
            {
                // Read again.
            }
        }
    }

    /// <summary>Every row of a statement's result, once the server has said that it is done.</summary>
    public static async Task<List<T>> Read<T>(
        this NpgsqlConnection connection, NpgsqlStatement statement, Func<NpgsqlDataReader, T> read, CancellationToken cancellation = default)
    {
        await using var command = new NpgsqlCommand(statement.Sql, connection);
        command.Parameters.AddRange(statement.ParameterArray());
        var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            {
                rows.Add(read(reader));
            }

            await reader.NextResultAsync(cancellation).ConfigureAwait(false);
            return rows;
        }
    }

    /// <summary>Runs a statement and says how many rows it changed.</summary>
    public static async Task<int> Run(this NpgsqlConnection connection, NpgsqlStatement statement)
    {
        await using var command = new NpgsqlCommand(statement.Sql, connection);
        command.Parameters.AddRange(statement.ParameterArray());
        return await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    public static string Text(this NpgsqlDataReader row, int column) => StoredText.Read(row.GetString(column));

    public static string? TextOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.Text(column);

    public static long? LongOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static byte[] Bytes(this NpgsqlDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    public static DateTimeOffset Instant(this NpgsqlDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);
}

/// <summary>A statement's constant text and its parameters, $1 first.</summary>
internal readonly struct NpgsqlStatement(string sql)
{
    private readonly List<NpgsqlParameter> parameters = [];

    public string Sql { get; } = sql;

    public NpgsqlParameter[] ParameterArray() => [.. parameters];

    public NpgsqlStatement With(string? text) => Add(text is null ? null : StoredText.Write(text), NpgsqlDbType.Text);

    public NpgsqlStatement With(long number) => Add(number, NpgsqlDbType.Bigint);

    public NpgsqlStatement With(long? number) => Add(number, NpgsqlDbType.Bigint);

    public NpgsqlStatement With(int number) => Add(number, NpgsqlDbType.Integer);

    public NpgsqlStatement With(bool flag) => Add(flag, NpgsqlDbType.Boolean);

    public NpgsqlStatement With(decimal number) => Add(number, NpgsqlDbType.Numeric);

    public NpgsqlStatement With(ReadOnlyMemory<byte>? bytes) => Add(bytes, NpgsqlDbType.Bytea);

    public NpgsqlStatement With(IEnumerable<string?> texts) =>
        Add(texts.Select(text => text is null ? null : StoredText.Write(text)).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);

    public NpgsqlStatement With(IEnumerable<long?> numbers) => Add(numbers.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public NpgsqlStatement With(IEnumerable<long> numbers) => Add(numbers.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public NpgsqlStatement With(IEnumerable<int> numbers) => Add(numbers.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Integer);

    public NpgsqlStatement With(IEnumerable<ReadOnlyMemory<byte>?> bytes) =>
        Add(bytes.Select(one => one?.ToArray()).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bytea);

    private NpgsqlStatement Add(object? value, NpgsqlDbType type)
    {
        parameters.Add(new() { Value = value ?? DBNull.Value, NpgsqlDbType = type });
        return this;
    }
}
