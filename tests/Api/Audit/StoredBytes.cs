using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace SalesGrains.Audit;

/// <summary>The store's rows as somebody with the database's password sees them, past the program.</summary>
internal sealed class StoredBytes(DbConnection connection) : IAsyncDisposable
{
    public static async Task<StoredBytes> Sqlite(string folder) => await Open(new SqliteConnection($"Data Source={Path.Combine(folder, "sales.db")}"), null);

    public static async Task<StoredBytes> PostgreSql(string connection) => await Open(new NpgsqlConnection(connection), "SET search_path TO salesgrains");

    /// <summary>The number of an entity's row.</summary>
    public async Task<long> Row(string org, string kind, string id) =>
        Convert.ToInt64(await Scalar($"SELECT row FROM entity WHERE org = '{org}' AND kind = '{kind}' AND id = '{id}'"), CultureInfo.InvariantCulture);

    /// <summary>What stands in a column.</summary>
    public async Task<object> Read(string table, string column, string where) => (await Scalar($"SELECT {column} FROM {table} WHERE {where}"))!;

    /// <summary>Puts something else there.</summary>
    public async Task Write(string table, string column, string where, object value)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"UPDATE {table} SET {column} = @value WHERE {where}";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@value", value);
        command.Parameters.Add(parameter);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    /// <summary>Deletes rows.</summary>
    public async Task Delete(string table, string where)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"DELETE FROM {table} WHERE {where}";
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static async Task<StoredBytes> Open(DbConnection connection, string? first)
    {
        await connection.OpenAsync();
        if (first is not null)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = first;
            await command.ExecuteNonQueryAsync();
        }

        return new(connection);
    }

    private async Task<object?> Scalar(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
