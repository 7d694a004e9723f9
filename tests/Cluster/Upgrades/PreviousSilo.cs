using System.Diagnostics;

namespace SalesGrains.Upgrades;

/// <summary>A silo of the program as it was before (tests/PreviousShape), in a process of its own.</summary>
internal sealed class PreviousSilo : IAsyncDisposable
{
    private readonly Process process;

    private PreviousSilo(Process process, string address) => (this.process, Address) = (process, address);

    /// <summary>The address by which silos name it.</summary>
    public string Address { get; }

    public static async Task<PreviousSilo> Start(string connection)
    {
        var bin = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(bin.Parent!.Parent!.FullName, "Tests.PreviousShape", bin.Name, "SalesGrains.Tests.PreviousShape.dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(program);
        start.ArgumentList.Add(connection);
        var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return new(process, said?.StartsWith("silo ", StringComparison.Ordinal) == true
            ? said["silo ".Length..]
            : throw new InvalidOperationException($"The previous program did not start: {said}"));
    }

    /// <summary>Stops it in good order.</summary>
    public async Task Stop()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }
}
