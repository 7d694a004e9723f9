using System.Globalization;
using SalesGrains.Benchmarks.Measuring;

namespace SalesGrains.Benchmarks.Push;

/// <summary>A process full of browsers: as many sockets as asked for, and how late what they were told was.</summary>
internal static class WatchClients
{
    private const int ConnectAtOnce = 32;

    /// <summary>Runs until the parent lets go.</summary>
    public static async Task Run()
    {
        var frames = new FrameReader();
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue };
        using var invoker = new HttpMessageInvoker(handler);
        var sockets = new List<WatchSocket>();
        await Child.Serve(
            async words =>
            {
                switch (words)
                {
                    case ["connect", var url, var key, var count]:
                        var opened = new WatchSocket[int.Parse(count, CultureInfo.InvariantCulture)];
                        await Parallel.ForAsync(0, opened.Length, new ParallelOptions { MaxDegreeOfParallelism = ConnectAtOnce }, async (i, cancel) =>
                            opened[i] = await WatchSocket.Open(invoker, new(url.Replace("http", "ws", StringComparison.Ordinal) + "/live"), key, frames, cancel));
                        sockets.AddRange(opened);
                        return "connected";
                    case ["close"]:
                        sockets.ForEach(socket => socket.Dispose());
                        sockets.Clear();
                        return "closed";
                    case ["begin"]:
                        frames.Begin();
                        sockets.ForEach(socket => socket.Begin());
                        return "begun";
                    case ["end"]:
                        sockets.ForEach(socket => socket.End());
                        return $"{sockets.Sum(socket => (long)socket.Seen.Count)} {sockets.Sum(socket => socket.Bytes)} {sockets.Sum(socket => socket.Beats)} {sockets.Count(socket => socket.IsOpen)}";
                    case ["lateness" or "lateness-whole", var file]:
                        var late = frames.Lateness(sockets, file == "-" ? null : CommitLog.Read(file), whole: words[0] == "lateness-whole");
                        return string.Create(
                            CultureInfo.InvariantCulture,
                            $"{Rounds.Percentile(late, .5):0.000} {Rounds.Percentile(late, .99):0.000} {late.Count}");
                    default:
                        throw new ArgumentException(words[0]);
                }
            },
            "ready");
    }
}
