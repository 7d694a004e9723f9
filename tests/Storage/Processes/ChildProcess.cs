using System.Diagnostics;

namespace SalesGrains.Processes;

/// <summary>This test assembly as a process of its own.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process process;

    public ChildProcess(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["exec", typeof(ChildProcess).Assembly.Location, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        process = Process.Start(start)!;
    }

    /// <summary>Everything it prints, line by line; null at its end.</summary>
    public Task<string?> ReadLine() => process.StandardOutput.ReadLineAsync();

    /// <summary>Ends it as a power cut of the process would: SIGKILL.</summary>
    public void Kill() => process.Kill();

    public async Task<int> ExitCode()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }
}
