using Npgsql;
using NpgsqlTypes;
using SalesGrains.Backups;
using SalesGrains.PostgreSql.Engine;

namespace SalesGrains.PostgreSql;

/// <summary>The rows of one table of the database as rows of a backup.</summary>
internal static class BackedUpTable
{
    /// <summary>Reads them all, in order.</summary>
    public static async Task Read(NpgsqlConnection connection, BackupTable table, Action<BackupTable, object?[]> take)
    {
        var command = new NpgsqlCommand($"SELECT {table.ColumnNames} FROM {table.Name} ORDER BY {table.Order}", connection) { CommandTimeout = 0 };
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync().ConfigureAwait(false))
                {
                    take(table, Row(table, reader));
                }
            }
        }
    }

    private static object?[] Row(BackupTable table, NpgsqlDataReader reader)
    {
        var row = new object?[table.Columns.Length];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = reader.IsDBNull(i) ? null : table.Columns[i].Kind switch
            {
                ColumnKind.Whole => reader.GetInt64(i),
                ColumnKind.Small => reader.GetInt32(i),
                ColumnKind.Flag => reader.GetBoolean(i),
                ColumnKind.Text => reader.Text(i),
                ColumnKind.Exact => reader.GetDecimal(i),
                _ => reader.Bytes(i),
            };
        }

        return row;
    }

    /// <summary>Writes them.</summary>
    public static async Task Write(NpgsqlConnection connection, BackupTable table, IEnumerable<object?[]> rows)
    {
        var copy = await connection.BeginBinaryImportAsync($"COPY {table.Name}({table.ColumnNames}) FROM STDIN (FORMAT BINARY)").ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            copy.Timeout = TimeSpan.Zero;
            foreach (var row in rows)
            {
                await copy.StartRowAsync().ConfigureAwait(false);
                for (var i = 0; i < row.Length; i++)
                {
                    await Write(copy, table.Columns[i].Kind, row[i]).ConfigureAwait(false);
                }
            }

            await copy.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static Task Write(NpgsqlBinaryImporter copy, ColumnKind kind, object? value) => value switch
    {
        null => copy.WriteNullAsync(),
        string text => copy.WriteAsync(StoredText.Write(text), NpgsqlDbType.Text),
        _ => copy.WriteAsync(value, kind switch
        {
            ColumnKind.Whole => NpgsqlDbType.Bigint,
            ColumnKind.Small => NpgsqlDbType.Integer,
            ColumnKind.Flag => NpgsqlDbType.Boolean,
            ColumnKind.Exact => NpgsqlDbType.Numeric,
            _ => NpgsqlDbType.Bytea,
        }),
    };
}
