using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SalesGrains.PostgreSql.Server;

/// <summary>The folder of a private server, and what its files say.</summary>
internal sealed class ServerFolder(string path)
{
    // The system takes no longer socket path, file name included.
    private const int LongestSocketFolder = 85;

    private const string Settings = "salesgrains.conf";

    public string Path { get; } = path;

    /// <summary>Major version of PostgreSQL that made it; null when it is not there.</summary>
    public string? Version => File.Exists(In("PG_VERSION")) ? File.ReadAllText(In("PG_VERSION")).Trim() : null;

    /// <summary>The folder of the socket: the server's own, or one with a short name when that is too long.</summary>
    public string Socket => Encoding.UTF8.GetByteCount(Path) <= LongestSocketFolder
        ? Path
        : System.IO.Path.Combine("/tmp", "salesgrains-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path)))[..16]);

    public string LogFile => In("server.log");

    public string LogTail() => File.Exists(LogFile) ? string.Join('\n', File.ReadLines(LogFile).TakeLast(10)) : "";

    /// <summary>The process id of the server that runs here, or null.</summary>
    public int? RunningProcess()
    {
        try
        {
            return int.TryParse(File.ReadLines(In("postmaster.pid")).FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && IsServer(id) ? id : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// Removes the lock files that a killed server left, once nothing of it runs any more. The server would do so itself, but not while
    /// the system still lists its process, and in a container without an init that is for ever.
    /// </summary>
    public void RemoveStaleLocks()
    {
        if (File.Exists(In("postmaster.pid")) && RunningProcess() is null && Directory.Exists("/proc/self") && !IsAnybodyHere())
        {
            File.Delete(System.IO.Path.Combine(Socket, ".s.PGSQL.5432.lock"));
            File.Delete(In("postmaster.pid"));
        }
    }

    /// <summary>Removes the socket's own folder, if it has one and nothing is in it.</summary>
    public void RemoveSocketFolder()
    {
        if (Socket != Path && Directory.Exists(Socket) && !Directory.EnumerateFileSystemEntries(Socket).Any())
        {
            Directory.Delete(Socket);
        }
    }

    /// <summary>Writes the settings anew: they belong to the program, not to the database.</summary>
    public void Configure(ServerPrograms programs)
    {
        if (Socket != Path)
        {
            programs.MakeFolder(Socket);
        }

        File.WriteAllText(In(Settings), $"""
            # Written by SalesGrains at every start.
            listen_addresses = ''
            unix_socket_directories = '"{Socket.Replace("'", "''", StringComparison.Ordinal)}"'
            unix_socket_permissions = 0700
            max_connections = 120
            shared_buffers = 256MB
            max_wal_size = 2GB
            checkpoint_timeout = 15min
            log_min_messages = warning
            """);
        File.WriteAllText(In("pg_hba.conf"), "local all all peer map=salesgrains\n");
        File.WriteAllText(In("pg_ident.conf"), $"salesgrains \"{Environment.UserName}\" salesgrains\n");
        var main = File.ReadAllText(In("postgresql.conf"));
        if (!main.Contains(Settings, StringComparison.Ordinal))
        {
            File.AppendAllText(In("postgresql.conf"), $"\ninclude '{Settings}'\n");
        }
    }

    private string In(string file) => System.IO.Path.Combine(Path, file);

    // Every process of a server works in its folder; one that has ended works nowhere.
    private bool IsAnybodyHere() => Directory.EnumerateDirectories("/proc").Where(entry => char.IsAsciiDigit(System.IO.Path.GetFileName(entry)[0])).Any(entry =>
    {
        try
        {
            return File.ResolveLinkTarget(entry + "/cwd", returnFinalTarget: false)?.FullName == Path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });

    // A number that was left behind may belong to another program by now.
    private bool IsServer(int process)
    {
        if (!Directory.Exists("/proc/self"))
        {
            return Process.GetProcesses().Any(one => one.Id == process && one.ProcessName == "postgres");
        }

        try
        {
            var arguments = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/cmdline")).Split('\0');
            return arguments[0].EndsWith("postgres", StringComparison.Ordinal) && arguments.Contains(Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
