using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SalesGrains.Benchmarks.Measuring;
using SalesGrains.Benchmarks.Push;

namespace SalesGrains.Benchmarks.Rivals;

/// <summary>A process full of pages that ask every two seconds, each on a connection that it keeps, spread evenly over the two seconds.</summary>
internal static class PollClients
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private static volatile bool isCounting;
    private static readonly ConcurrentQueue<double> Took = new();

    /// <summary>Runs until the parent lets go.</summary>
    public static async Task Run(string url, int pages)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = pages, PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan });
        using var stop = new CancellationTokenSource();
        var seen = Enumerable.Range(0, pages).Select(_ => new List<(long Contract, long From, long To, long At)>()).ToArray();
        var all = Task.WhenAll(Enumerable.Range(0, pages).Select(i => Page(http, new($"{url}/board"), i * (Every / pages), seen[i], stop.Token)));
        await Child.Serve(
            async words =>
            {
                switch (words)
                {
                    case ["begin"]:
                        Took.Clear();
                        isCounting = true;
                        return "begun";
                    case ["end"]:
                        isCounting = false;
                        await stop.CancelAsync();
                        await all;
                        return string.Create(CultureInfo.InvariantCulture, $"{Took.Count} {Rounds.Percentile(Took, .5):0.000} {Rounds.Percentile(Took, .99):0.000}");
                    case ["lateness", var file]:
                        var late = Lateness(seen, CommitLog.Read(file)).ToList();
                        return string.Create(CultureInfo.InvariantCulture, $"{Rounds.Percentile(late, .5):0.000} {Rounds.Percentile(late, .99):0.000} {late.Count}");
                    default:
                        throw new ArgumentException(words[0]);
                }
            },
            "ready");
    }

    private static async Task Page(HttpClient http, Uri board, TimeSpan phase, List<(long, long, long, long)> seen, CancellationToken stop)
    {
        var versions = new Dictionary<long, long>();
        try
        {
            await Task.Delay(phase, stop);
            using var timer = new PeriodicTimer(Every);
            do
            {
                var asked = Stopwatch.GetTimestamp();
                var body = await http.GetByteArrayAsync(board, stop);
                var at = Stopwatch.GetTimestamp();
                Read(body, versions, at, seen);
                Took.Enqueue(Stopwatch.GetElapsedTime(asked, at).TotalMilliseconds);
            }
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException)
        {
            // The round is over.
        }
    }

    /// <summary>Notes the versions that are new to this page: first cell of a row is the contract, last its version.</summary>
    private static void Read(byte[] body, Dictionary<long, long> versions, long at, List<(long, long, long, long)> seen)
    {
        using var json = JsonDocument.Parse(body);
        foreach (var row in json.RootElement.GetProperty("rows").EnumerateArray())
        {
            var (contract, version) = (row[0].GetInt64(), row[row.GetArrayLength() - 1].GetInt64());
            if (versions.TryGetValue(contract, out var known) && known < version && isCounting)
            {
                seen.Add((contract, known, version, at));
            }

            versions[contract] = version;
        }
    }

    private static IEnumerable<double> Lateness(
        IEnumerable<List<(long Contract, long From, long To, long At)>> pages, Dictionary<(string, long), long> commits)
    {
        foreach (var (contract, from, to, at) in pages.SelectMany(page => page))
        {
            for (var version = from + 1; version <= to; version++)
            {
                if (commits.TryGetValue((contract.ToString(CultureInfo.InvariantCulture), version), out var committed))
                {
                    yield return Stopwatch.GetElapsedTime(committed, at).TotalMilliseconds;
                }
            }
        }
    }
}
