using System.Diagnostics;
using System.Globalization;

namespace SalesGrains.Benchmarks.Push;

/// <summary>
/// This executable once more, in a role of its own, so that what a server costs is measured apart from its clients. It is told what to do
/// by lines on its standard input; its answers begin with <c>@</c>, everything else it prints is passed by.
/// </summary>
internal sealed class Child : IDisposable
{
    private readonly Process process;

    private Child(Process process) => this.process = process;

    /// <summary>Processor time it has used, in microseconds, all threads, user and kernel.</summary>
    public double CpuMicroseconds
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalMicroseconds;
        }
    }

    /// <summary>Starts it and waits for its first answer.</summary>
    public static async Task<(Child Child, string[] Ready)> Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        // Started as "dotnet Benchmarks.dll", the path is that of dotnet.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(Child).Assembly.Location);
        }

        start.ArgumentList.Add("role");
        Array.ForEach(arguments, start.ArgumentList.Add);
        var child = new Child(Process.Start(start)!);
        return (child, await child.Answer());
    }

    /// <summary>Says a line and waits for the answer's words.</summary>
    public async Task<string[]> Ask(params object[] words)
    {
        await Tell(words);
        return await Answer();
    }

    /// <summary>Says a line.</summary>
    public async Task Tell(params object[] words)
    {
        await process.StandardInput.WriteLineAsync(string.Join(' ', words.Select(word => Convert.ToString(word, CultureInfo.InvariantCulture))));
        await process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for an answer.</summary>
    public async Task<string[]> Answer()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith('@'))
            {
                return line[1..].Split(' ');
            }
        }

        throw new InvalidOperationException("A child process ended.");
    }

    /// <summary>Answers for as long as the parent asks; used inside the child.</summary>
    public static async Task Serve(Func<string[], Task<string>> answer, string ready)
    {
        Console.WriteLine($"@{ready}");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            Console.WriteLine($"@{await answer(line.Split(' '))}");
        }
    }

    /// <summary>Resident memory of this process after a full collection, in bytes; used inside the child.</summary>
    public static string Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return Environment.WorkingSet.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A number of an answer.</summary>
    public static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Its input ends, and with it the child; the kill is for one that hangs.
        process.StandardInput.Close();
        if (!process.WaitForExit(10_000))
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }
}
