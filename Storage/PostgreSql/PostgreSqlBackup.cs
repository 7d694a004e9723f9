using System.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SalesGrains.Backups;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.PostgreSql.Engine;
using SalesGrains.PostgreSql.Server;

namespace SalesGrains.PostgreSql;

/// <summary>
/// Reads the database in one repeatable-read transaction, which sees one instant beside any number of silos; writes an empty one in one
/// transaction, with the claim on it that a lone program has.
/// </summary>
internal sealed class PostgreSqlBackup(PostgreSqlStorageOptions options, TimeProvider time) : IBackupEngine
{
    /// <inheritdoc/>
    public async Task Read(Action<BackupTable, object?[]> take)
    {
        var (server, connectionString) = await Reach().ConfigureAwait(false);
        try
        {
            var source = await Connections.Open(connectionString, options, NullLogger.Instance).ConfigureAwait(false);
            await using (source.ConfigureAwait(false))
            {
                await Read(source, take).ConfigureAwait(false);
            }
        }
        finally
        {
            await (server?.DisposeAsync() ?? ValueTask.CompletedTask).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task Write(Func<BackupTable, IEnumerable<object?[]>> rows)
    {
        var database = await PostgreSqlDatabase.Open(options with { Shared = false }, time, NullLogger<PostgreSqlDatabase>.Instance).ConfigureAwait(false);
        await using (database.ConfigureAwait(false))
        {
            var connection = await database.Source.OpenConnectionAsync().ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    await RefuseUnlessEmpty(connection).ConfigureAwait(false);
                    foreach (var table in BackupTables.All)
                    {
                        await BackedUpTable.Write(connection, table, rows(table)).ConfigureAwait(false);
                    }

                    await connection.Run(new NpgsqlStatement(
                        "SELECT setval(pg_get_serial_sequence('entity', 'row'), coalesce((SELECT max(row) FROM entity), 0) + 1, false)")).ConfigureAwait(false);
                    await transaction.CommitAsync().ConfigureAwait(false);
                }

                // Plans are fixed, but whoever looks after the server should see how large the tables are.
                await connection.Run(new NpgsqlStatement("ANALYZE")).ConfigureAwait(false);
            }
        }
    }

    private static async Task Read(NpgsqlDataSource source, Action<BackupTable, object?[]> take)
    {
        var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await connection.Run(new NpgsqlStatement("SET TRANSACTION READ ONLY")).ConfigureAwait(false);
                await RefuseOtherSchema(connection).ConfigureAwait(false);
                foreach (var table in BackupTables.All)
                {
                    await BackedUpTable.Read(connection, table, take).ConfigureAwait(false);
                }
            }
        }
    }

    private static async Task RefuseOtherSchema(NpgsqlConnection connection)
    {
        var found = await connection.Read(
            new NpgsqlStatement($"SELECT to_regclass('{PostgreSqlSchema.Name}.schema_version')::text"), row => row.IsDBNull(0)).ConfigureAwait(false);
        if (found[0])
        {
            throw new BackupRefusedException($"There is no store in the database {connection.Database} on {connection.Host}.");
        }

        var stored = (await connection.Read(new NpgsqlStatement($"SELECT version FROM {PostgreSqlSchema.Name}.schema_version"), row => row.GetInt32(0))
            .ConfigureAwait(false))[0];
        if (stored > PostgreSqlSchema.Newest)
        {
            throw new NewerSchemaException(stored, PostgreSqlSchema.Newest);
        }

        if (stored < PostgreSqlSchema.Newest)
        {
            throw new BackupRefusedException($"The store in the database {connection.Database} was last open in an older program. Start this one on it once, then back up.");
        }
    }

    private static async Task RefuseUnlessEmpty(NpgsqlConnection connection)
    {
        foreach (var table in BackupTables.All)
        {
            if ((await connection.Read(new NpgsqlStatement($"SELECT 1 FROM {table.Name} LIMIT 1"), _ => true).ConfigureAwait(false)).Count > 0)
            {
                throw new BackupRefusedException($"There is a store in the database {connection.Database} already. Restore into an empty database.");
            }
        }
    }

    /// <summary>The server to read from: the one that is named, the one that a running program has started, or one started for this.</summary>
    private async Task<(PrivateServer? Started, string ConnectionString)> Reach()
    {
        if (options.ConnectionString is { } named)
        {
            return (null, named);
        }

        if (PrivateServer.Running(options.Folder!) is { } running)
        {
            return (null, running);
        }

        if (!Directory.Exists(Path.Combine(options.Folder!, "pg")))
        {
            throw new BackupRefusedException($"There is no store in {options.Folder}.");
        }

        var server = await PrivateServer.Start(options.Folder!, NullLogger.Instance).ConfigureAwait(false);
        return (server, server.ConnectionString);
    }
}
