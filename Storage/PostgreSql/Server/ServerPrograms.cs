using System.ComponentModel;
using System.Diagnostics;
using SalesGrains.Entities;
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

    private ServerPrograms(string bin) => this.bin = bin;

    /// <summary>Finds the programs of a version, or of the newest one that is installed.</summary>
    public static ServerPrograms Find(string? version)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new StoreUnavailableException("A private PostgreSQL server runs on Linux and macOS only. Name a database with --connection.");
        }

        var found = Candidates().Where(bin => File.Exists(Path.Combine(bin, "initdb")) && File.Exists(Path.Combine(bin, "pg_ctl")))
            .FirstOrDefault(bin => version is null || Version(bin) == version);
        return found is not null
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

    /// <summary>Makes an empty folder of a server, which its user owns and can reach.</summary>
    public async Task Own(ServerFolder folder)
    {
        if (asUser && await ExecuteAsync("id", "-u", User).ConfigureAwait(false) is not null)
        {
            Must(await ExecuteAsync("useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", User)
                .ConfigureAwait(false));
        }

        MakeFolder(folder.Path);
        if (asUser && !OperatingSystem.IsWindows())
        {
            // Passing through is all that the server's user may do in the data folder, and nobody else may.
            var data = Path.GetDirectoryName(folder.Path)!;
            if (!File.GetUnixFileMode(data).HasFlag(UnixFileMode.OtherExecute))
            {
                Must(await ExecuteAsync("chgrp", User, data).ConfigureAwait(false));
                File.SetUnixFileMode(data, File.GetUnixFileMode(data) | UnixFileMode.GroupExecute);
            }

            if (await TryRun(folder, "/usr/bin/test", "-x", folder.Path).ConfigureAwait(false) is not null)
            {
                throw new StoreUnavailableException(
                    $"The user {User}, under whom a server started by root runs, cannot reach {folder.Path}. Choose a folder with --data that every user can pass through, or do not start as root.");
            }
        }
    }

    /// <summary>Runs one of the programs to its end.</summary>
    /// <exception cref="StoreUnavailableException">It failed; says what it said.</exception>
    public async Task Run(ServerFolder folder, string program, params string[] arguments) =>
        Must(await TryRun(folder, program, arguments).ConfigureAwait(false));

    /// <summary>Runs one of the programs to its end; null when it succeeded, else what it said.</summary>
    public Task<string?> TryRun(ServerFolder folder, string program, params string[] arguments)
    {
        var path = Path.IsPathRooted(program) ? program : Path.Combine(bin, program);
        return asUser
            ? ExecuteAsync("setpriv", ["--reuid", User, "--regid", User, "--clear-groups", "--", path, .. arguments])
            : ExecuteAsync(path, arguments);
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("PG_BIN") is { Length: > 0 } told)
        {
            yield return told;
        }

        // Where Debian and its kin, Red Hat and its kin, and Homebrew put them; the newest version first.
        foreach (var root in (string[])["/usr/lib/postgresql", "/usr", "/opt/homebrew/opt"])
        {
            if (Directory.Exists(root))
            {
                foreach (var version in Directory.GetDirectories(root).OrderByDescending(Number))
                {
                    if (Number(version) >= Engine.Connections.OldestServer)
                    {
                        yield return Path.Combine(version, "bin");
                    }
                }
            }
        }

        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            yield return folder;
        }
    }

    private static int Number(string folder) => int.TryParse(new string([.. Path.GetFileName(folder).Where(char.IsAsciiDigit)]), out var number) ? number : 0;

    private static string? Version(string bin)
    {
        using var process = Start(Path.Combine(bin, "postgres"), ["--version"]);
        var words = process?.StandardOutput.ReadToEnd().Split(' ', '.', '\n') ?? [];
        return words.FirstOrDefault(word => int.TryParse(word, out _));
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

    private static Process? Start(string program, string[] arguments)
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
