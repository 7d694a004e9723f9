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
    private static readonly Lazy<Task<(TemporaryFolder Folder, Process Watch)>> template = new(MakeTemplate);
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
        await Fill(folder.Path);
        var server = await PrivateServer.Start(folder.Path, NullLogger.Instance);

        return new(folder, server, Watch(folder));
    }

    /// <summary>Puts a server's folder, made once, into a data folder: making one takes seconds.</summary>
    public static async Task Fill(string data)
    {
        var original = (await template.Value).Folder.Path;
        using var copy = Process.Start("cp", ["-a", Path.Combine(original, "pg"), data]);
        await copy.WaitForExitAsync();
        if (!OperatingSystem.IsWindows())
        {
            // The server's user must be able to pass through, as where it made its folder itself.
            using var group = Process.Start("chgrp", [$"--reference={original}", data]);
            await group.WaitForExitAsync();
            File.SetUnixFileMode(data, File.GetUnixFileMode(original));
        }
    }

    /// <summary>Ends all its processes as a power cut would, and returns when they have ended.</summary>
    public static async Task Kill(PrivateServer server)
    {
        Process.GetProcessById(server.ProcessId!.Value).Kill(entireProcessTree: true);
        await Wait.Until(() => server.ProcessId is null, TimeSpan.FromSeconds(20), "the server to end");
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

    // The watch is kept, because its pipe is closed when it is collected.
    private static async Task<(TemporaryFolder Folder, Process Watch)> MakeTemplate()
    {
        var folder = new TemporaryFolder();
        await (await PrivateServer.Start(folder.Path, NullLogger.Instance)).DisposeAsync();
        return (folder, Watch(folder));
    }

    /// <summary>
    /// Starts a shell that reads from this process. When there is nothing to read any more this process has ended, however that was: it
    /// ends the server that may still run, and removes the folder.
    /// </summary>
    private static Process Watch(TemporaryFolder folder)
    {
        const string Script = "read _; server=$(head -n 1 \"$0/pg/postmaster.pid\" 2>/dev/null) && kill -QUIT $server 2>/dev/null; rm -rf \"$0\"";
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true };
        foreach (var argument in (string[])["-c", Script, folder.Path])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder(Server.ConnectionString) { Database = database }.ConnectionString;

    private async Task Run(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ConnectionString(database)) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
