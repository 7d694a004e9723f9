using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SalesGrains.PostgreSql.Server;

namespace SalesGrains;

/// <summary>
/// A PostgreSQL server of the tests' own, with a folder of its own and no port. It ends with the test process, however that ends.
/// </summary>
public sealed class PostgreSqlTestServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgreSqlTestServer>> shared = new(Start);
    private readonly TemporaryFolder folder;
    private readonly Process watch;
    private readonly ConcurrentBag<string> free = [];
    private int made;

    private PostgreSqlTestServer(TemporaryFolder folder, PrivateServer server, Process watch) =>
        (this.folder, Server, this.watch) = (folder, server, watch);

    /// <summary>The server that all tests of this process share, each with a database of its own.</summary>
    public static Task<PostgreSqlTestServer> Shared => shared.Value;

    /// <summary>The server, as the program starts it.</summary>
    public PrivateServer Server { get; }

    /// <summary>Starts one more server.</summary>
    public static async Task<PostgreSqlTestServer> Start()
    {
        var folder = new TemporaryFolder();
        var server = await PrivateServer.Start(folder.Path, NullLogger.Instance);

        // Reads from this process; when there is nothing to read any more, this process has ended.
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true };
        foreach (var argument in (string[])["-c", "read _; kill -QUIT $(head -n 1 \"$0/pg/postmaster.pid\" 2>/dev/null) 2>/dev/null; rm -rf \"$0\"", folder.Path])
        {
            start.ArgumentList.Add(argument);
        }

        return new(folder, server, Process.Start(start)!);
    }

    /// <summary>An empty database; give it back with <see cref="Release"/>.</summary>
    public async Task<string> Database()
    {
        if (!free.TryTake(out var name))
        {
            name = $"test{Interlocked.Increment(ref made)}";
            await Run("postgres", $"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'");
        }

        return ConnectionString(name);
    }

    /// <summary>Empties a database for the next test.</summary>
    public async Task Release(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        await Run(name, "DROP SCHEMA IF EXISTS salesgrains CASCADE");
        free.Add(name);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        watch.StandardInput.Close();
        await watch.WaitForExitAsync();
        watch.Dispose();
        folder.Dispose();
    }

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder(Server.ConnectionString) { Database = database }.ConnectionString;

    private async Task Run(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ConnectionString(database)) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
