using System.Globalization;

namespace SalesGrains.Hosting;

/// <summary>Says which process listens on a port, where the system tells (Linux).</summary>
internal static class PortOwner
{
    /// <summary><c> by NAME (pid N)</c>, or nothing.</summary>
    public static string Of(int port)
    {
        try
        {
            return Inode(port) is { } inode && Process(inode) is { } process ? $" by {process}" : "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string? Inode(int port)
    {
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return new[] { "/proc/net/tcp", "/proc/net/tcp6" }.Where(File.Exists).SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(fields => fields.Length > 9 && fields[3] == "0A" && fields[1].EndsWith(suffix, StringComparison.Ordinal))?[9];
    }

    private static string? Process(string inode)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)))
        {
            try
            {
                if (Directory.EnumerateFiles(Path.Combine(folder, "fd")).Any(fd => File.ResolveLinkTarget(fd, false)?.Name == $"socket:[{inode}]"))
                {
                    return $"{File.ReadAllText(Path.Combine(folder, "comm")).Trim()} (pid {Path.GetFileName(folder)})";
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Not ours to look at, or gone meanwhile.
            }
        }

        return null;
    }
}
