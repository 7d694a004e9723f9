using System.Diagnostics;
using SalesGrains.Benchmarks.Measuring;
using SalesGrains.Benchmarks.Push;

namespace SalesGrains.Benchmarks.Rivals;

/// <summary>The board that is pushed beside the board that is asked for every two seconds: how fresh each is, and what each costs.</summary>
internal static class RivalBenchmark
{
    private const int Contracts = 200;
    private const int WarmReceipts = 2000;
    private const double Rate = 20;

    /// <summary>Runs it.</summary>
    public static async Task Run(Report report, string scratch, int rounds, double seconds, int pages)
    {
        var folder = Directory.CreateDirectory(Path.Combine(scratch, "rival")).FullName;
        var (first, ready) = await Child.Start("server-ours", Path.Combine(folder, "data"), $"{Contracts}");
        var (second, pollReady) = await Child.Start("server-poll", Path.Combine(folder, "poll"), $"{Contracts}");
        using var server = first;
        using var poll = second;
        await server.Ask("receipts", WarmReceipts);
        await server.Ask("settle");
        var ours = new List<Seen>();
        var rival = new List<Seen>();
        for (var round = 0; round < rounds; round++)
        {
            var pushed = await PushRound.Ours(server, ready[0], ready[1], pages, Rate, seconds, folder);
            ours.Add(new(pushed.P50, pushed.P99, pushed.Load, 0, 0, 0));
            rival.Add(await Poll(poll, pollReady[0], pages, seconds, folder));
            Console.Error.WriteLine($"  round {round + 1}: ours {ours[^1]}, rival {rival[^1]}");
        }

        report.Say(
            $"{pages:#,0} pages on a board of {Contracts} contracts, {Rate:0} changes/s. The rival is a plain ASP.NET Core page: every 2 s each page asks over a kept connection, each poll runs the totals (GROUP BY bucket) and "
            + $"the 200 most urgent rows over one Sqlite table; its writer updates the rows of a contract durably and does nothing else (no history, no lanes, no rules). Medians of {rounds} interleaved rounds of {seconds:0.#} s.");
        report.Table(
            ["", "ours", "polling", "polling / ours"],
            [
                Row("commit → seen p50, ms", round => round.P50),
                Row("commit → seen p99, ms", round => round.P99),
                Row("server CPU, ms per second", round => round.Load),
                ["polls per second", "", Report.N(Rounds.Median(rival.Select(round => round.Polls))), ""],
                ["an answer takes p50 / p99, ms", "", $"{Report.N(Rounds.Median(rival.Select(round => round.Took50)))} / {Report.N(Rounds.Median(rival.Select(round => round.Took99)))}", ""],
            ]);

        string[] Row(string name, Func<Seen, double> of) =>
        [
            name, Report.N(Rounds.Median(ours.Select(of))), Report.N(Rounds.Median(rival.Select(of))),
            Report.N(Rounds.Median(ours.Zip(rival, (o, r) => of(r) / of(o)))),
        ];
    }

    private static async Task<Seen> Poll(Child server, string url, int pages, double seconds, string folder)
    {
        var (client, _) = await Child.Start("poll-client", url, $"{pages}");
        using var clients = client;
        await server.Ask("drive", Rate, 2 * PushRound.Warm);
        await clients.Ask("begin");
        var (before, began) = (server.CpuMicroseconds, Stopwatch.GetTimestamp());
        await server.Ask("drive", Rate, seconds);
        var load = (server.CpuMicroseconds - before) / 1000 / Stopwatch.GetElapsedTime(began).TotalSeconds;
        // The last changes are seen within one more turn.
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        var polls = await clients.Ask("end");
        var asked = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var file = Path.Combine(folder, "poll-commits");
        await server.Ask("commits", file);
        var late = await clients.Ask("lateness", file);
        return new(Child.Number(late[0]), Child.Number(late[1]), load, Child.Number(polls[0]) / asked, Child.Number(polls[1]), Child.Number(polls[2]));
    }

    /// <summary>A round: how late changes are seen, ms; the server's processor time, ms per second; polls per second and how long each takes, ms.</summary>
    private sealed record Seen(double P50, double P99, double Load, double Polls, double Took50, double Took99);
}
