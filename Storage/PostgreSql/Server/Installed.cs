using SalesGrains.PostgreSql.Engine;

namespace SalesGrains.PostgreSql.Server;

/// <summary>Finds what is installed of PostgreSQL.</summary>
internal static class Installed
{
    /// <summary>The folder with the programs of a version, or of the newest one; null when there is none.</summary>
    public static string? Find(string? version) => Candidates()
        .Where(bin => File.Exists(Path.Combine(bin, "initdb")) && File.Exists(Path.Combine(bin, "pg_ctl")))
        .FirstOrDefault(bin => version is null || Version(bin) == version);

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
                    if (Number(version) >= Connections.OldestServer)
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
        using var process = ServerPrograms.Start(Path.Combine(bin, "postgres"), ["--version"]);
        var words = process?.StandardOutput.ReadToEnd().Split(' ', '.', '\n') ?? [];
        return words.FirstOrDefault(word => int.TryParse(word, out _));
    }
}
