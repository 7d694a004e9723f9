using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.PostgreSql.Engine;

/// <summary>Makes the pool of connections, after a look at what kind of server it is.</summary>
internal static partial class Connections
{
    /// <summary>The oldest major version of PostgreSQL whose behaviour this program relies on.</summary>
    public const int OldestServer = 13;

    // Every statement has an index for what it does. Without these a plan that was made while the tables were small, or never counted,
    // would be kept while they grow.
    private const string Plans = "-c jit=off -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c plan_cache_mode=force_generic_plan";

    /// <summary>Waits for the server, checks it, and gives back the pool.</summary>
    /// <param name="connectionString">Where it is.</param>
    /// <param name="options">How it is used.</param>
    /// <param name="log">What the server lacks is said there.</param>
    /// <param name="writes">Each connection shows for as long as it lives that something may still be written over it.</param>
    public static async Task<NpgsqlDataSource> Open(string connectionString, PostgreSqlStorageOptions options, ILogger log, bool writes = false)
    {
        var given = Parse(connectionString);
        var server = await Look(given, options.Patience).ConfigureAwait(false);
        if (server.Version < OldestServer || server.Encoding != "UTF8")
        {
            throw new StoreUnavailableException(
                $"The database {given.Database} on {given.Host} is PostgreSQL {server.Version} with encoding {server.Encoding}; {OldestServer} or later with UTF8 is needed.");
        }

        if (!server.Durable)
        {
            NotDurable(log);
        }

        var settings = $"-c search_path={PostgreSqlSchema.Name} {Plans} -c default_transaction_isolation=read\\ committed -c lock_timeout=10s";
        settings += server.Asynchronous ? " -c synchronous_commit=on" : "";
        settings += server.Lz4 ? " -c default_toast_compression=lz4" : "";
        given.Options = $"{settings} {given.Options}".TrimEnd();
        given.CommandTimeout = (int)options.Timeout.TotalSeconds;
        given.NoResetOnClose = true;
        given.ApplicationName ??= string.Create(CultureInfo.InvariantCulture, $"salesgrains {Environment.ProcessId}@{Environment.MachineName}");
        Default("Max Auto Prepare", 64);
        Default("Auto Prepare Min Usages", 2);
        Default("Timeout", 5);
        Default("Maximum Pool Size", 40);
        var builder = new NpgsqlDataSourceBuilder(given.ConnectionString);
        return (writes ? builder.UsePhysicalConnectionInitializer(DatabaseClaim.Mark, DatabaseClaim.MarkAsync) : builder).Build();

        void Default(string key, int value)
        {
            if (!given.ContainsKey(key) || !connectionString.Contains(key.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)
                && !connectionString.Contains(key, StringComparison.OrdinalIgnoreCase))
            {
                given[key] = value;
            }
        }
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            return new(connectionString);
        }
        catch (ArgumentException wrong)
        {
            throw new StoreUnavailableException($"The connection string cannot be read: {wrong.Message}", wrong);
        }
    }

    private static async Task<ServerKind> Look(NpgsqlConnectionStringBuilder given, TimeSpan patience)
    {
        var until = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (true)
        {
            try
            {
                await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(given.ConnectionString) { Pooling = false });
                var rows = await source.Read(new NpgsqlStatement("""
                    SELECT current_setting('server_version_num')::integer / 10000, current_setting('server_encoding'),
                      current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on',
                      current_setting('synchronous_commit') = 'off',
                      EXISTS (SELECT 1 FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY(enumvals))
                    """), row => new ServerKind(row.GetInt32(0), row.GetString(1), row.GetBoolean(2), row.GetBoolean(3), row.GetBoolean(4))).ConfigureAwait(false);
                return rows[0];
            }
            catch (NpgsqlException away) when (away is not PostgresException { SqlState: not (PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections) }
                && Environment.TickCount64 < until)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200)).ConfigureAwait(false);
            }
            catch (NpgsqlException away)
            {
                throw new StoreUnavailableException($"PostgreSQL on {given.Host}, database {given.Database}: {away.Message}", away);
            }
        }
    }

    private sealed record ServerKind(int Version, string Encoding, bool Durable, bool Asynchronous, bool Lz4);

    [LoggerMessage(1, LogLevel.Warning, "The PostgreSQL server runs with fsync or full_page_writes off: what was acknowledged can be lost when its machine loses power.")]
    private static partial void NotDurable(ILogger log);
}
