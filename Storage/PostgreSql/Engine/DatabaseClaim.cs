using Microsoft.Extensions.Logging;
using Npgsql;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;

namespace SalesGrains.PostgreSql.Engine;

/// <summary>
/// This process's claim on the database, as a data folder has its lock: for itself, or together with the other silos of its cluster.
/// The server lets go of it when the connection ends, however it ends. Correctness does not rest on it (every write bears an etag);
/// two lone programs on one database would only be in each other's way all the time, and this says so at the start.
/// </summary>
internal sealed partial class DatabaseClaim : IAsyncDisposable
{
    // "salegrac"
    private const long Number = 0x73616c6567726163;

    // Held together by every connection over which something may be written.
    private const long Writing = Number + 1;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private readonly NpgsqlDataSource source;
    private readonly bool shared;
    private readonly ILogger log;
    private readonly CancellationTokenSource closed = new();
    private readonly Task watch;
    private NpgsqlConnection connection;

    private DatabaseClaim(NpgsqlDataSource source, NpgsqlConnection connection, bool shared, ILogger log)
    {
        (this.source, this.connection, this.shared, this.log) = (source, connection, shared, log);
        watch = Task.Run(Watch);
    }

    /// <summary>Takes the claim.</summary>
    /// <exception cref="StoreInUseException">Another process has it.</exception>
    public static async Task<DatabaseClaim> Take(NpgsqlDataSource source, PostgreSqlStorageOptions options, ILogger log)
    {
        // A process that was just killed may still be seen for a moment.
        var until = Environment.TickCount64 + (long)options.ClaimPatience.TotalMilliseconds;
        while (true)
        {
            var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
            if (await TryTake(connection, options.Shared).ConfigureAwait(false))
            {
                if (!options.Shared)
                {
                    await LastWrites(connection, options.ClaimPatience).ConfigureAwait(false);
                }

                return new DatabaseClaim(source, connection, options.Shared, log);
            }

            var holder = await Holder(connection).ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
            if (Environment.TickCount64 >= until)
            {
                throw new StoreInUseException($"The database {connection.Database} on {connection.Host} is in use by {holder}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100)).ConfigureAwait(false);
        }
    }

    /// <summary>Shows that something may be written over a connection, for as long as the server knows it.</summary>
    public static void Mark(NpgsqlConnection connection)
    {
        using var mark = Marking(connection);
        mark.ExecuteNonQuery();
    }

    /// <inheritdoc cref="Mark"/>
    public static async Task MarkAsync(NpgsqlConnection connection)
    {
        await using var mark = Marking(connection);
        await mark.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    private static NpgsqlCommand Marking(NpgsqlConnection connection) =>
        new("SELECT pg_advisory_lock_shared($1)", connection) { Parameters = { new NpgsqlParameter<long> { TypedValue = Writing } } };

    /// <summary>
    /// The claim of a killed process falls with its own connection, while the server may still be carrying out what came over another. Who
    /// reads the store for itself before that is done would not know of it until it looks again.
    /// </summary>
    private static async Task LastWrites(NpgsqlConnection connection, TimeSpan patience)
    {
        await using var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        try
        {
            await connection.Run(new(FormattableString.Invariant($"SET LOCAL lock_timeout = {(int)patience.TotalMilliseconds}"))).ConfigureAwait(false);
            await using var wait = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection) { CommandTimeout = 0, Parameters = { new NpgsqlParameter<long> { TypedValue = Writing } } };
            await wait.ExecuteNonQueryAsync().ConfigureAwait(false);
            await transaction.CommitAsync().ConfigureAwait(false);
        }
        catch (PostgresException late) when (late.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            var (database, host) = (connection.Database, connection.Host);
            NpgsqlConnection.ClearPool(connection);
            await connection.DisposeAsync().ConfigureAwait(false);
            throw new StoreInUseException($"What a program that has ended was writing to the database {database} on {host} is still being written.");
        }
    }

    private static async Task<bool> TryTake(NpgsqlConnection connection, bool shared)
    {
        var taken = await connection.Read(
            new NpgsqlStatement(shared ? "SELECT pg_try_advisory_lock_shared($1)" : "SELECT pg_try_advisory_lock($1)").With(Number),
            row => row.GetBoolean(0)).ConfigureAwait(false);
        return taken[0];
    }

    private static async Task<string> Holder(NpgsqlConnection connection)
    {
        var holders = await connection.Read(
            new NpgsqlStatement("""
                SELECT DISTINCT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
                WHERE l.locktype = 'advisory' AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND (l.classid::bigint << 32 | l.objid::bigint) = $1
                """).With(Number),
            row => row.GetString(0)).ConfigureAwait(false);
        return holders.Count == 0 ? "another process" : string.Join(", ", holders);
    }

    // A server that was restarted has forgotten the claim: take it anew.
    private async Task Watch()
    {
        while (!closed.IsCancellationRequested)
        {
            await Task.Delay(Look, closed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (closed.IsCancellationRequested)
            {
                return;
            }

            try
            {
                if (connection.FullState == System.Data.ConnectionState.Open)
                {
                    await connection.Read(new NpgsqlStatement("SELECT 1"), _ => 0, closed.Token).ConfigureAwait(false);
                    continue;
                }

                await connection.DisposeAsync().ConfigureAwait(false);
                connection = await source.OpenConnectionAsync(closed.Token).ConfigureAwait(false);
                if (!await TryTake(connection, shared).ConfigureAwait(false))
                {
                    Lost(log, await Holder(connection).ConfigureAwait(false));
                    await connection.CloseAsync().ConfigureAwait(false);
                }
            }
            catch (Exception) when (!closed.IsCancellationRequested)
            {
                // The server is away; looked for again.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync().ConfigureAwait(false);
        await watch.ConfigureAwait(false);

        // Given up by ending the connection: one that went back to the pool would keep it.
        NpgsqlConnection.ClearPool(connection);
        await connection.DisposeAsync().ConfigureAwait(false);
        closed.Dispose();
    }

    [LoggerMessage(1, LogLevel.Critical, "While the server was away, {Holder} took the database. Two programs write to it now; stop one of them.")]
    private static partial void Lost(ILogger log, string holder);
}
