using Npgsql;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.PostgreSql.Engine;

/// <summary>The tables, as a list of steps: a stored schema is taken from its version to the newest. Never change a released step.</summary>
internal static class PostgreSqlSchema
{
    /// <summary>The PostgreSQL schema that everything is in.</summary>
    public const string Name = "salesgrains";

    // "salegrai": one process migrates, the others wait and find it done.
    private const long MigrationLock = 0x73616c6567726169;

    private static readonly string[] Steps = [EntityTables.Step1 + MembershipTables.Step1, EntityTables.Step2];

    /// <summary>The version that this program writes.</summary>
    public static int Newest => Steps.Length;

    /// <summary>Brings a database to the newest version, in one transaction.</summary>
    /// <exception cref="NewerSchemaException">A newer program wrote it.</exception>
    public static async Task Migrate(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await Run($"SELECT pg_advisory_xact_lock({MigrationLock})").ConfigureAwait(false);

        // Asked for first: a role that may not create a schema can still use one that is there.
        if (await Run($"SELECT to_regclass('{Name}.schema_version')::text").ConfigureAwait(false) is not string)
        {
            await Run($"CREATE SCHEMA IF NOT EXISTS {Name}; CREATE TABLE {Name}.schema_version(version integer NOT NULL); INSERT INTO {Name}.schema_version VALUES(0)")
                .ConfigureAwait(false);
        }

        var stored = (int)(await Run($"SELECT version FROM {Name}.schema_version").ConfigureAwait(false))!;
        if (stored > Newest)
        {
            throw new NewerSchemaException(stored, Newest);
        }

        for (var step = stored; step < Newest; step++)
        {
            await Run(Steps[step]).ConfigureAwait(false);
        }

        if (stored < Newest)
        {
            await Run($"UPDATE {Name}.schema_version SET version = {Newest}").ConfigureAwait(false);
            await transaction.CommitAsync().ConfigureAwait(false);
        }

        async Task<object?> Run(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction) { CommandTimeout = 0 };
            return await command.ExecuteScalarAsync().ConfigureAwait(false);
        }
    }
}
