using System.ComponentModel;
using System.Diagnostics;
using SalesGrains.Entities;
using SalesGrains.Entities.Stores;
using SalesGrains.Folders;

namespace SalesGrains.PostgreSql.Server;

/// <summary>
/// PostgreSQL's programs of one version, run as the user that owns the server: this one, or, because the server refuses to run as root,
/// a system user of its own that is made when it is missing.
/// </summary>
internal sealed class ServerPrograms
{
    private const string User = "salesgrains-pg";

    private readonly string bin;
    private readonly bool asUser = Environment.IsPrivilegedProcess;

    // A capability by which the server's user passes through folders that are closed to others, where it must.
    private string? passage;

    private ServerPrograms(string bin) => this.bin = bin;

    /// <summary>Finds the programs of a version, or of the newest one that is installed.</summary>
    public static ServerPrograms Find(string? version)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new StoreUnavailableException("A private PostgreSQL server runs on Linux and macOS only. Name a database with --connection.");
        }

        return Installed.Find(version) is { } found
            ? new ServerPrograms(found)
            : throw new StoreUnavailableException(
                $"PostgreSQL {version ?? "13 or later"} is needed to run a private server and is not installed. On Debian or Ubuntu: apt-get install postgresql. "
                + "Or name a database with --connection.");
    }

    /// <summary>Makes a folder that only the server's user can enter.</summary>
    public void MakeFolder(string path)
    {
        DataFolder.Create(path);
        if (asUser)
        {
            Must(Execute("chown", User, path));
        }
    }

    /// <summary>Makes an empty folder of a server, which its user owns.</summary>
    public async Task Own(ServerFolder folder)
    {
        if (asUser && await Missing().ConfigureAwait(false))
        {
            var failure = await ExecuteAsync(
                "useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", User).ConfigureAwait(false);

            // Unless another program has made it meanwhile.
            Must(failure is not null && await Missing().ConfigureAwait(false) ? failure : null);
        }

        MakeFolder(folder.Path);

        static async Task<bool> Missing() => await ExecuteAsync("id", "-u", User).ConfigureAwait(false) is not null;
    }

    /// <summary>Sees to it that the server's user can reach its folder.</summary>
    public async Task Reach(ServerFolder folder)
    {
        if (!asUser || OperatingSystem.IsWindows())
        {
            return;
        }

        // Passing through is all that the server's user may do in the data folder, and nobody else may.
        var data = Path.GetDirectoryName(folder.Path)!;
        if (!File.GetUnixFileMode(data).HasFlag(UnixFileMode.OtherExecute))
        {
            Must(await ExecuteAsync("chgrp", User, data).ConfigureAwait(false));
            File.SetUnixFileMode(data, File.GetUnixFileMode(data) | UnixFileMode.GroupExecute);
        }

        // A folder above it may be closed, as root's own is. It is not ours to open.
        foreach (var capability in (string?[])[null, "dac_read_search", "dac_override"])
        {
            passage = capability;
            if (await TryRun(folder, "/usr/bin/stat", folder.Path + "/.").ConfigureAwait(false) is null)
            {
                return;
            }
        }

        throw new StoreUnavailableException(
            $"The user {User}, under whom a server started by root runs, cannot reach {folder.Path}. Choose a folder with --data that every user can pass through, or do not start as root.");
    }

    /// <summary>Runs one of the programs to its end.</summary>
    /// <exception cref="StoreUnavailableException">It failed; says what it said.</exception>
    public async Task Run(ServerFolder folder, string program, params string[] arguments) =>
        Must(await TryRun(folder, program, arguments).ConfigureAwait(false));

    /// <summary>Runs one of the programs to its end; null when it succeeded, else what it said.</summary>
    public Task<string?> TryRun(ServerFolder folder, string program, params string[] arguments)
    {
        var path = Path.IsPathRooted(program) ? program : Path.Combine(bin, program);
        string[] passing = passage is null ? [] : [$"--inh-caps=-all,+{passage}", $"--ambient-caps=-all,+{passage}", $"--bounding-set=-all,+{passage}"];
        return asUser
            ? ExecuteAsync("setpriv", ["--reuid", User, "--regid", User, "--clear-groups", .. passing, "--", path, .. arguments])
            : ExecuteAsync(path, arguments);
    }

    private static void Must(string? failure)
    {
        if (failure is not null)
        {
            throw new StoreUnavailableException(failure);
        }
    }

    private static string? Execute(string program, params string[] arguments) =>
        Task.Run(() => ExecuteAsync(program, arguments)).GetAwaiter().GetResult();

    private static async Task<string?> ExecuteAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        if (process is null)
        {
            return $"{program} is not installed.";
        }

        // The server that pg_ctl starts keeps these open, so they are not waited for.
        var said = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().ConfigureAwait(false);
        if (process.ExitCode == 0)
        {
            return null;
        }

        var words = await said.WaitAsync(TimeSpan.FromSeconds(2)).ConfigureAwait(false);
        return $"{Path.GetFileName(program)} {string.Join(' ', arguments)} ended with {process.ExitCode}. {words}";
    }

    internal static Process? Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
