using System.Diagnostics;

namespace SalesGrains.Benchmarks.Push;

/// <summary>What one server did for its sockets in one round.</summary>
/// <param name="Cpu">Processor time of the server, µs for each frame that arrived.</param>
/// <param name="P50">Commit to frame, ms.</param>
/// <param name="P99">Commit to frame, ms.</param>
/// <param name="PerSecond">Frames per second and socket.</param>
/// <param name="Bytes">Bytes of a frame.</param>
/// <param name="Load">Processor time of the server, ms per second.</param>
/// <param name="Lost">Sockets that were no longer open at the end.</param>
/// <param name="Database">Processor time of a database server beside it, ms per second.</param>
internal sealed record PushRound(double Cpu, double P50, double P99, double PerSecond, double Bytes, double Load, int Lost, double Database)
{
    private static readonly TimeSpan Trailing = TimeSpan.FromMilliseconds(300);

    /// <summary>So long the server and its clients run before anything counts, seconds.</summary>
    public const double Warm = 3;

    /// <summary>Runs a round of ours: the changes are real commands.</summary>
    public static Task<PushRound> Ours(
        Child server, string url, string key, int sockets, double rate, double seconds, string scratch, Func<double>? database = null) =>
        Run(server, url, key, sockets, seconds, span => ["drive", rate, span], () => Commits(server, scratch), database);

    /// <summary>Runs a round of a server that sends its whole board with every change.</summary>
    public static Task<PushRound> WholeBoards(Child server, string url, int sockets, double rate, double seconds, string scratch, Func<double> database) =>
        Run(server, url, "whole", sockets, seconds, span => ["drive", rate, span], () => Commits(server, scratch), database);

    /// <summary>Runs a round of the baseline: as many frames of as many bytes.</summary>
    public static Task<PushRound> Raw(Child server, string url, int sockets, PushRound ours, double seconds) =>
        Run(server, url, "-", sockets, seconds, span => ["drive", ours.PerSecond, span, ours.Bytes], () => Task.FromResult("-"), null);

    /// <summary>Resident memory for each connected socket, in bytes, with nothing going on.</summary>
    public static async Task<double> Memory(Child server, string url, string key, int sockets)
    {
        var (client, _) = await Child.Start("client");
        using var clients = client;
        // What the server allocates once, for the first that come, is not counted as theirs.
        await clients.Ask("connect", url, key, Math.Min(100, sockets));
        await clients.Ask("close");
        await Task.Delay(1000);
        var before = Child.Number((await server.Ask("memory"))[0]);
        await clients.Ask("connect", url, key, sockets);
        await Task.Delay(6000);
        return (Child.Number((await server.Ask("memory"))[0]) - before) / sockets;
    }

    private static async Task<string> Commits(Child server, string scratch)
    {
        var file = Path.Combine(scratch, "commits");
        await server.Ask("commits", file);
        return file;
    }

    private static async Task<PushRound> Run(
        Child server, string url, string key, int sockets, double seconds, Func<double, object[]> drive, Func<Task<string>> commits, Func<double>? database)
    {
        var (client, _) = await Child.Start("client");
        using var clients = client;
        await clients.Ask("connect", url, key, sockets);
        await server.Ask(drive(Math.Min(Warm, seconds)));
        await Task.Delay(Trailing);
        await clients.Ask("begin");
        var (before, beside, began) = (server.CpuMicroseconds, database?.Invoke() ?? 0, Stopwatch.GetTimestamp());
        await server.Ask(drive(seconds));
        var lasted = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await Task.Delay(Trailing);
        var cpu = server.CpuMicroseconds - before;
        var others = (database?.Invoke() ?? 0) - beside;
        var counted = await clients.Ask("end");
        var late = await clients.Ask(key == "whole" ? "lateness-whole" : "lateness", await commits());
        var (frames, bytes) = (Child.Number(counted[0]), Child.Number(counted[1]));
        return frames == 0
            ? throw new InvalidOperationException("No frame arrived.")
            : new(
                cpu / frames, Child.Number(late[0]), Child.Number(late[1]), frames / sockets / lasted, bytes / frames,
                cpu / 1000 / lasted, sockets - (int)Child.Number(counted[3]), others / 1000 / lasted);
    }
}
