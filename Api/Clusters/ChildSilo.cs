using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using SalesGrains.Hosting;

namespace SalesGrains.Clusters;

/// <summary>One of the processes of a cluster on one machine, seen by the process that starts it, and what it does for that.</summary>
internal sealed partial class ChildSilo(int number, string[] args, SalesOptions options, string connection)
{
    /// <summary>The port for the silos is the web port and this, where it is not too high: a fixed one lets a silo that was killed be replaced at once.</summary>
    private const int ToSiloPort = 10_000;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>A silo that has run that long has recovered: the next pause is a short one again.</summary>
    private static readonly TimeSpan Recovered = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(40);

    private int port = options.Port == 0 ? 0 : options.Port + number - 1;
    private int siloPort = options.Port == 0 || options.Port + number - 1 + ToSiloPort > 65535 ? 0 : options.Port + number - 1 + ToSiloPort;
    private TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? process;

    /// <summary>Where it serves browsers.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What a silo says to the process that started it, once it is open.</summary>
    public static string OpenLine(string address, int siloPort) => $"silo open {address} {siloPort}";

    /// <summary>
    /// For a silo that another process started: it stops when that process ends or closes its input. Ctrl+C reaches every process of a
    /// terminal; it is for the other one, which stops the silos in their order.
    /// </summary>
    public static void EndWithParent(IHostApplicationLifetime lifetime)
    {
        var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        lifetime.ApplicationStopped.Register(interrupted.Dispose);
        _ = Task.Run(async () =>
        {
            while (await Console.In.ReadLineAsync() is not null)
            {
                // Nothing is said to a silo this way.
            }

            lifetime.StopApplication();
        });
    }

    /// <summary>Starts it and waits until it is open.</summary>
    /// <exception cref="SiloEndedException">It ended instead; it has said why.</exception>
    public async Task Open(CancellationToken stop)
    {
        open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        process = Start();
        var ended = process.WaitForExitAsync(stop);
        await await Task.WhenAny(open.Task, ended);
        if (!open.Task.IsCompleted)
        {
            throw new SiloEndedException(process.ExitCode);
        }
    }

    /// <summary>Starts it again whenever it ends, after a pause that grows while it does not stay.</summary>
    public async Task Keep(CancellationToken stop)
    {
        var pause = FirstPause;
        while (true)
        {
            var since = Stopwatch.GetTimestamp();
            await process!.WaitForExitAsync(stop);
            pause = Stopwatch.GetElapsedTime(since) > Recovered ? FirstPause : pause;
            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"Silo {number} ({Address}, pid {process.Id}) ended with {process.ExitCode}; it is started again in {pause.TotalSeconds:0} s."));
            await Task.Delay(pause, stop);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            try
            {
                await Open(stop);
                Console.WriteLine($"Silo {number} is open again at {Address}");
            }
            catch (SiloEndedException)
            {
                // It has said why. Where the port for the silos was taken meanwhile, the next start takes another.
                siloPort = options.Port == 0 ? 0 : siloPort;
            }
        }
    }

    /// <summary>Ends it in good order: what it has begun is finished, and its work goes to the others.</summary>
    public async Task Stop()
    {
        if (process is null)
        {
            return;
        }

        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(StopWithin);
        await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited)
        {
            await Console.Error.WriteLineAsync($"Silo {number} does not stop and is killed.");
            process.Kill();
        }

        process.Dispose();
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ChildSilo).Assembly.Location);
        }

        foreach (var argument in Arguments())
        {
            start.ArgumentList.Add(argument);
        }

        // Where processes are listed it is not seen.
        start.Environment["SALESGRAINS_CONNECTION"] = connection;
        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, line) => Take(line.Data);
        started.ErrorDataReceived += (_, line) => Say(Console.Error, line.Data);
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }

    /// <summary>What the program was told, but for what this silo has of its own.</summary>
    private IEnumerable<string> Arguments()
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--silos" or "--port" or "--connection")
            {
                i++;
            }
            else if (args[i] != "--demo" || number == 1)
            {
                yield return args[i];
            }
        }

        foreach (var (name, value) in new (string, string)[]
        {
            ("--cluster", "salesgrains"), ("--silo-number", Text(number)), ("--silo-port", Text(siloPort)), ("--port", Text(port)),
        })
        {
            yield return name;
            yield return value;
        }
    }

    private void Take(string? line)
    {
        if (line is not null && Opened().Match(line) is { Success: true } said)
        {
            Address = said.Groups[1].Value;
            (port, siloPort) = (new Uri(Address).Port, int.Parse(said.Groups[2].Value, CultureInfo.InvariantCulture));
            open.TrySetResult();
        }
        else
        {
            Say(Console.Out, line);
        }
    }

    private void Say(TextWriter where, string? line)
    {
        if (line is not null)
        {
            where.WriteLine(number == 1 && line.StartsWith("  ", StringComparison.Ordinal) ? line : $"silo {number}: {line}");
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^silo open (\S+) (\d+)$")]
    private static partial Regex Opened();
}
