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
    private const string Whole = "whole";
    private static readonly TimeSpan Trailing = TimeSpan.FromMilliseconds(300);

    /// <summary>So long the server and its clients run before anything counts, seconds.</summary>
    public const double Warm = 3;

    /// <summary>Runs a round of ours: the changes are real commands.</summary>
    public static Task<PushRound> Ours(
        Child server, string url, string key, int sockets, double rate, double seconds, string scratch, Func<double>? database = null) =>
        Ours([(server, url)], key, sockets, rate, seconds, scratch, database);

    /// <summary>Runs a round of several silos of ours: sockets and changes are spread evenly over them.</summary>
    public static Task<PushRound> Ours(
        IReadOnlyList<(Child Server, string Url)> silos, string key, int sockets, double rate, double seconds, string scratch, Func<double>? database) =>
        Run(silos, key, sockets, seconds, span => ["drive", rate / silos.Count, span], () => Commits(silos, scratch), database);

    /// <summary>Runs a round of a server that sends its whole board with every change.</summary>
    public static Task<PushRound> WholeBoards(Child server, string url, int sockets, double rate, double seconds, string scratch, Func<double> database) =>
        Run([(server, url)], Whole, sockets, seconds, span => ["drive", rate, span], () => Commits([(server, url)], scratch), database);

    /// <summary>Runs a round of the baseline: as many frames of as many bytes.</summary>
    public static Task<PushRound> Raw(Child server, string url, int sockets, PushRound ours, double seconds) =>
        Run([(server, url)], "-", sockets, seconds, span => ["drive", ours.PerSecond, span, ours.Bytes], () => Task.FromResult("-"), null);

    /// <summary>
    /// The changes alone, with nobody watching: processor time of the server and of a database server beside it, ms per second. What a round
    /// with browsers takes above it is what telling them costs.
    /// </summary>
    public static async Task<(double Load, double Database)> Unwatched(Child server, double rate, double seconds, Func<double> database)
    {
        await server.Ask("drive", rate, Math.Min(Warm, seconds));
        await Task.Delay(Trailing);
        var (before, beside, began) = (server.CpuMicroseconds, database(), Stopwatch.GetTimestamp());
        await server.Ask("drive", rate, seconds);
        var lasted = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        // What follows a change counts as in a round with browsers.
        await Task.Delay(Trailing);
        return ((server.CpuMicroseconds - before) / lasted, (database() - beside) / lasted);
    }

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

    private static async Task<string> Commits(IReadOnlyList<(Child Server, string Url)> silos, string scratch)
    {
        var all = Path.Combine(scratch, "commits");
        File.Delete(all);
        foreach (var (server, _) in silos)
        {
            var file = all + ".one";
            await server.Ask("commits", file);
            await File.AppendAllLinesAsync(all, await File.ReadAllLinesAsync(file));
        }

        return all;
    }

    private static async Task<PushRound> Run(
        IReadOnlyList<(Child Server, string Url)> servers, string key, int sockets, double seconds, Func<double, object[]> drive,
        Func<Task<string>> commits, Func<double>? database)
    {
        var (client, _) = await Child.Start("client");
        using var clients = client;
        for (var i = 0; i < servers.Count; i++)
        {
            await clients.Ask("connect", servers[i].Url, key, (sockets * (i + 1) / servers.Count) - (sockets * i / servers.Count));
        }

        await Drive(Math.Min(Warm, seconds));
        await Task.Delay(Trailing);
        await clients.Ask("begin");
        var (before, beside, began) = (Cpu(), database?.Invoke() ?? 0, Stopwatch.GetTimestamp());
        await Drive(seconds);
        var lasted = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await Task.Delay(Trailing);
        var cpu = Cpu() - before;
        var others = (database?.Invoke() ?? 0) - beside;
        var counted = await clients.Ask("end");
        var late = await clients.Ask(key == Whole ? "lateness-whole" : "lateness", await commits());
        var (frames, bytes) = (Child.Number(counted[0]), Child.Number(counted[1]));
        return frames == 0
            ? throw new InvalidOperationException("No frame arrived.")
            : new(
                cpu / frames, Child.Number(late[0]), Child.Number(late[1]), frames / sockets / lasted, bytes / frames,
                cpu / 1000 / lasted, sockets - (int)Child.Number(counted[3]), others / 1000 / lasted);

        double Cpu() => servers.Sum(one => one.Server.CpuMicroseconds);
        Task Drive(double span) => Task.WhenAll(servers.Select(one => one.Server.Ask(drive(span))));
    }
}
