using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SalesGrains;

/// <summary>
/// The real program in a process of its own, with a data folder of its own, on a port that the system gives; it can be killed and
/// started again on the same port and folder.
/// </summary>
public sealed partial class SalesProcess(SalesProgram? program = null) : IAsyncDisposable
{
    private readonly SalesProgram program = program ?? new();
    private readonly string folder = Directory.CreateTempSubdirectory("salesgrains-").FullName;
    private readonly List<string> output = [];
    private readonly Lock gate = new();
    private TaskCompletionSource<string> listening = NewSignal();
    private Process? process;
    private Uri? address;

    /// <summary>Where it listens, for example http://localhost:41237.</summary>
    public Uri Address => address ?? new("http://localhost:0");

    /// <summary>Its data folder.</summary>
    public string Folder => folder;

    /// <summary>All that it has printed.</summary>
    public IReadOnlyList<string> Output { get { lock (gate) { return [.. output]; } } }

    /// <summary>The first match of a pattern in what it has printed, or null.</summary>
    public string? Printed(string pattern) =>
        Output.Select(line => Regex.Match(line, pattern)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    /// <summary>Starts it and waits until it says where it listens and is ready.</summary>
    public static Task<SalesProcess> Start(params string[] arguments) => Start(new SalesProgram(), arguments);

    /// <summary>Starts a program and waits until it says where it listens and is ready.</summary>
    public static async Task<SalesProcess> Start(SalesProgram program, params string[] arguments)
    {
        var started = new SalesProcess(program);
        try
        {
            await started.Restart(arguments);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again on the same port and folder, and waits until it is ready.</summary>
    public async Task Restart(params string[] arguments)
    {
        listening = NewSignal();
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_ENVIRONMENT"] = "Development", ["ASPNETCORE_ENVIRONMENT"] = "Development" },
        };
        foreach (var (name, value) in program.Environment)
        {
            start.Environment[name] = value;
        }

        foreach (var argument in (string[])[ProgramPath(), "--port", $"{Address.Port}", "--data", folder, .. program.Arguments, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var ended = process.WaitForExitAsync();
        if (await Task.WhenAny(ReadyOnceItListens(), ended).WaitAsync(TimeSpan.FromMinutes(4)) is var first && first == ended)
        {
            throw new InvalidOperationException($"The program ended with {process.ExitCode}:\n{string.Join('\n', LastWords())}");
        }

        await first;
    }

    /// <summary>Ends it as a power cut would: SIGKILL, nothing is flushed; a frozen one, too.</summary>
    public async Task Kill()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>Its process id.</summary>
    public int Id => process!.Id;

    /// <summary>True once it has ended, however that was.</summary>
    public bool HasEnded => process is null or { HasExited: true };

    /// <summary>Stops its clock: it runs no more, but its connections and its claims stay (SIGSTOP).</summary>
    public Task Freeze() => Signal("STOP");

    /// <summary>Lets it go on from where it was frozen (SIGCONT).</summary>
    public Task Thaw() => Signal("CONT");

    /// <summary>Ends it as Ctrl+C and a supervisor do, and gives back its exit code.</summary>
    public async Task<int> Stop()
    {
        await Signal("TERM");
        await process!.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            await Kill();
        }

        process?.Dispose();
        process = null;
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What it could not handle, or else what it said last.</summary>
    private IEnumerable<string> LastWords() => Output.ToList().FindLastIndex(line => line.StartsWith("Unhandled exception", StringComparison.Ordinal)) is var at and >= 0
        ? Output.Skip(at).Take(40)
        : Output.TakeLast(40);

    private async Task Signal(string name)
    {
        using var signal = Process.Start("kill", [$"-{name}", $"{process!.Id}"]);
        await signal.WaitForExitAsync();
    }

    private async Task ReadyOnceItListens()
    {
        address = new(await listening.Task);
        // A certificate is the test's own; nobody vouches for it.
        using var http = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } })
        {
            BaseAddress = Address,
            Timeout = TimeSpan.FromSeconds(2),
        };
        await Wait.Until(async () => (await http.GetAsync("/health/ready")).IsSuccessStatusCode, TimeSpan.FromMinutes(1), "the program to be ready");
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (gate)
        {
            output.Add(line);
        }

        if (ListeningLine().Match(line) is { Success: true } match)
        {
            listening.TrySetResult(match.Value);
        }
    }

    /// <summary>The program beside the test, built in the same configuration.</summary>
    private string ProgramPath()
    {
        var bin = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(bin.Parent!.Parent!.FullName, program.Project, bin.Name, $"SalesGrains.{program.Project}.dll");
    }

    private static TaskCompletionSource<string> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [GeneratedRegex(@"https?://localhost:\d+")]
    private static partial Regex ListeningLine();
}

/// <summary>Which program, and what every start of it is given.</summary>
public sealed record SalesProgram
{
    /// <summary>The same program on a store that fails as planned, by a clock that can be set.</summary>
    public const string Faulty = "Tests.FaultyProgram";

    /// <summary>The project that it is built from.</summary>
    public string Project { get; init; } = "Api";

    /// <summary>Arguments beside port and data folder.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Environment variables beside those of the test.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
