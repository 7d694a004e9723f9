using System.Diagnostics;

namespace SalesGrains.Benchmarks.Measuring;

/// <summary>The environment in which <c>run.sh</c> starts the program. The runtime reads it when a process begins, so this one begins anew.</summary>
internal static class AsRun
{
    private const string Generation0 = "DOTNET_GCgen0size";

    private static readonly Dictionary<string, string> Variables = new()
    {
        [Generation0] = "4000000",
        ["DOTNET_SYSTEM_BUFFERS_SHAREDARRAYPOOL_MAXARRAYSPERPARTITION"] = "4096",
    };

    /// <summary>Whether this process has it, or something else that was asked for; what it starts has it too.</summary>
    public static bool IsSo => Environment.GetEnvironmentVariable(Generation0) is not null;

    /// <summary>Runs this executable once more with it.</summary>
    public static async Task<int> Again(string[] arguments)
    {
        string[] self = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(AsRun).Assembly.Location] : [];
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. self, .. arguments]);
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        using var again = Process.Start(start)!;
        await again.WaitForExitAsync();
        return again.ExitCode;
    }
}
