using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Folders;

namespace SalesGrains.PostgreSql.Server;

/// <summary>
/// A PostgreSQL server of this program's own, in the data folder: no port is opened, only this user can connect, through a socket in
/// that folder. It is stopped with the program; one that was left behind by a program that was killed is taken over.
/// </summary>
public sealed class PrivateServer : IAsyncDisposable
{
    private const string Role = "salesgrains";

    private readonly ServerPrograms programs;
    private readonly DataFolderLock folderLock;

    private PrivateServer(ServerPrograms programs, DataFolderLock folderLock, ServerFolder folder) =>
        (this.programs, this.folderLock, Folder) = (programs, folderLock, folder);

    /// <summary>Connects as the owner of the database.</summary>
    public string ConnectionString => ConnectionStringOf(Folder);

    /// <summary>Process id of the server; null when it does not run.</summary>
    public int? ProcessId => Folder.RunningProcess();

    internal ServerFolder Folder { get; }

    /// <summary>Makes the server's folder if it is not there, and starts the server or finds it running.</summary>
    /// <param name="data">The data folder; one process at a time.</param>
    /// <exception cref="DataFolderInUseException">Another process has the folder open.</exception>
    /// <exception cref="StoreUnavailableException">PostgreSQL is not installed, or does not start.</exception>
    public static async Task<PrivateServer> Start(string data, ILogger log)
    {
        var folderLock = DataFolderLock.Take(data);
        try
        {
            var folder = new ServerFolder(Path.Combine(Path.GetFullPath(data), "pg"));
            var programs = ServerPrograms.Find(folder.Version);
            if (folder.Version is null)
            {
                await Make(programs, folder).ConfigureAwait(false);
            }

            await programs.Reach(folder).ConfigureAwait(false);
            folder.Configure(programs);
            var server = new PrivateServer(programs, folderLock, folder);
            if (folder.RunningProcess() is { } running)
            {
                log.LogWarning("Taking over the PostgreSQL server (process {Process}) that an earlier run left behind.", running);
                await programs.Run(folder, "pg_ctl", "reload", "-s", "-D", folder.Path).ConfigureAwait(false);
            }
            else
            {
                await server.Launch().ConfigureAwait(false);
            }

            await server.CreateDatabase().ConfigureAwait(false);
            return server;
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>How to connect beside the program that has a data folder open; null when no server runs there.</summary>
    public static string? Running(string data)
    {
        var folder = new ServerFolder(Path.Combine(Path.GetFullPath(data), "pg"));
        return folder.RunningProcess() is null ? null : ConnectionStringOf(folder);
    }

    /// <summary>Starts the server again after it was killed; nothing happens when it runs.</summary>
    public async Task Launch()
    {
        // Processes of a server that was killed end on their own within moments, and it does not start beside them.
        for (var attempt = 1; Folder.RunningProcess() is null; attempt++)
        {
            Folder.RemoveStaleLocks();
            var failure = await programs.TryRun(
                Folder, "pg_ctl", "start", "-s", "-w", "-t", "60", "-D", Folder.Path, "-l", Folder.LogFile).ConfigureAwait(false);
            if (failure is not null && attempt == 20)
            {
                throw new StoreUnavailableException($"The PostgreSQL server in {Folder.Path} does not start: {failure}\n{Folder.LogTail()}");
            }

            if (failure is not null)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250)).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Stops the server: what runs is broken off, everything acknowledged is on the disk.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Folder.RunningProcess() is not null)
        {
            await programs.TryRun(Folder, "pg_ctl", "stop", "-s", "-m", "fast", "-t", "60", "-D", Folder.Path).ConfigureAwait(false);
        }

        Folder.RemoveSocketFolder();
        folderLock.Dispose();
    }

    private static string ConnectionStringOf(ServerFolder folder) => new NpgsqlConnectionStringBuilder
    {
        Host = folder.Socket,
        Database = Role,
        Username = Role,
        SslMode = SslMode.Disable,
    }.ConnectionString;

    // Beside its place, then moved there: a folder whose making was interrupted is never taken for a database.
    private static async Task Make(ServerPrograms programs, ServerFolder folder)
    {
        var making = new ServerFolder(folder.Path + ".new");
        if (Directory.Exists(making.Path))
        {
            Directory.Delete(making.Path, recursive: true);
        }

        await programs.Own(making).ConfigureAwait(false);
        await programs.Reach(making).ConfigureAwait(false);
        await programs.Run(
            making, "initdb", "-D", making.Path, "-U", Role, "-E", "UTF8", "--locale=C", "--data-checksums", "--auth=peer").ConfigureAwait(false);
        Directory.Move(making.Path, folder.Path);
    }

    private async Task CreateDatabase()
    {
        var maintenance = new NpgsqlConnectionStringBuilder(ConnectionString) { Database = "postgres", Pooling = false };
        await using var source = NpgsqlDataSource.Create(maintenance);
        await using var look = source.CreateCommand(string.Create(CultureInfo.InvariantCulture, $"SELECT 1 FROM pg_database WHERE datname = '{Role}'"));
        if (await look.ExecuteScalarAsync().ConfigureAwait(false) is null)
        {
            await using var create = source.CreateCommand($"CREATE DATABASE {Role} TEMPLATE template0 ENCODING 'UTF8'");
            await create.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }
}
