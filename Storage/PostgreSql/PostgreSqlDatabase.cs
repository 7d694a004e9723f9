using Microsoft.Extensions.Logging;
using Npgsql;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.PostgreSql.Engine;
using SalesGrains.PostgreSql.Server;

namespace SalesGrains.PostgreSql;

/// <summary>The open database: the claim on it, a few connections that write commits, a pool for everything else.</summary>
public sealed class PostgreSqlDatabase : IAsyncDisposable, IDisposable
{
    private readonly PrivateServer? server;
    private readonly DatabaseClaim claim;
    private readonly PostgreSqlWriter[] writers;
    private readonly KeyPurge purge;

    private PostgreSqlDatabase(
        PrivateServer? server, NpgsqlDataSource source, DatabaseClaim claim, PostgreSqlStorageOptions options, TimeProvider time, ILogger log)
    {
        (this.server, Source, this.claim) = (server, source, claim);
        writers = [.. Enumerable.Range(0, options.Writers).Select(_ => new PostgreSqlWriter(source, options, log))];
        purge = new KeyPurge(DeleteKeys, () => writers.All(writer => writer.Idle), time, log);
    }

    /// <summary>Connections for reads and for writes that stand alone; clustering uses it too.</summary>
    public NpgsqlDataSource Source { get; }

    internal IReadOnlyList<PostgreSqlWriter> Writers => writers;

    /// <summary>Connects, starting a server of this process's own if there is no connection string, and brings the schema up to date.</summary>
    /// <exception cref="StoreUnavailableException">No server, or one that this program cannot use.</exception>
    /// <exception cref="StoreInUseException">Another process has the database for itself, or would have it beside one that must not.</exception>
    /// <exception cref="NewerSchemaException">A newer program wrote it.</exception>
    public static async Task<PostgreSqlDatabase> Open(PostgreSqlStorageOptions options, TimeProvider time, ILogger<PostgreSqlDatabase> log)
    {
        var server = options.ConnectionString is null
            ? await PrivateServer.Start(options.Folder ?? throw new ArgumentException("A connection string or a folder is needed.", nameof(options)), log).ConfigureAwait(false)
            : null;
        NpgsqlDataSource? source = null;
        DatabaseClaim? claim = null;
        try
        {
            source = await Connections.Open(options.ConnectionString ?? server!.ConnectionString, options, log, writes: true).ConfigureAwait(false);
            claim = await DatabaseClaim.Take(source, options, log).ConfigureAwait(false);
            await PostgreSqlSchema.Migrate(source).ConfigureAwait(false);
            return new PostgreSqlDatabase(server, source, claim, options, time, log);
        }
        catch
        {
            await Close(server, source, claim).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The connection that writes an entity: always the same, so that its writes keep their order and never wait for each other.</summary>
    internal PostgreSqlWriter WriterOf(EntityKey key) => writers[(uint)key.GetHashCode() % (uint)writers.Length];

    /// <summary>Runs a write that is a transaction by itself.</summary>
    /// <exception cref="StoreOutcomeUnknownException">It failed; it may or may not have taken place.</exception>
    internal async Task<T> Write<T>(Func<NpgsqlConnection, Task<T>> write)
    {
        try
        {
            await using var connection = await Source.OpenConnectionAsync().ConfigureAwait(false);
            return await write(connection).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            throw new StoreOutcomeUnknownException("The write failed; it is unknown whether it took place.", error);
        }
    }

    /// <summary>Writes what waits, lets go of the database, stops the server that it started.</summary>
    public async ValueTask DisposeAsync()
    {
        purge.Dispose();
        foreach (var writer in writers)
        {
            await writer.DisposeAsync().ConfigureAwait(false);
        }

        await Close(server, Source, claim).ConfigureAwait(false);
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => Task.Run(async () => await DisposeAsync().ConfigureAwait(false)).GetAwaiter().GetResult();

    private static async Task Close(PrivateServer? server, NpgsqlDataSource? source, DatabaseClaim? claim)
    {
        if (claim is not null)
        {
            await claim.DisposeAsync().ConfigureAwait(false);
        }

        if (source is not null)
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }

        if (server is not null)
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Silos of one cluster purge side by side; each takes rows that no other has in hand.
    private Task<int> DeleteKeys(long before) => Write(connection => connection.Run(new NpgsqlStatement("""
        DELETE FROM command c USING (SELECT entity, key FROM command WHERE stored_at < $1 ORDER BY stored_at LIMIT $2 FOR UPDATE SKIP LOCKED) old
        WHERE c.entity = old.entity AND c.key = old.key
        """).With(before).With(KeyPurge.Slice)));
}
