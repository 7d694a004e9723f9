using System.Diagnostics;
using System.Globalization;
using SalesGrains.Benchmarks.Measuring;

namespace SalesGrains.Benchmarks.Push;

/// <summary>
/// What it costs to tell browsers of a change, and how soon they know: the program against raw Kestrel WebSockets that broadcast one
/// frame of the same size as often. Servers and clients are processes of their own; only the server's processor time counts.
/// </summary>
internal static class PushBenchmark
{
    private const int Contracts = 200;
    private const int WarmReceipts = 2000;
    private const int SpareFiles = 500;

    /// <summary>Runs it for the numbers of browsers that are given, or for 100, 1,000 and 5,000.</summary>
    public static async Task Run(Report report, string scratch, int rounds, double seconds, int[] sizes)
    {
        report.Say(
            $"Browsers on the company's board of {Contracts} contracts; changes are receipts, recorded by real commands in the server. Medians of {rounds} interleaved rounds of {seconds:0.#} s "
            + "after a warm-up; ratios are taken inside each round. Processor time is all of the server process: ours includes the commands, the store, the silo and the board, raw includes a loop that sends. "
            + "Commit to frame: from the store's acknowledgement of the contract's commit (raw: from the start of the broadcast) to the client's receive.");
        foreach (var sockets in sizes)
        {
            if (MostFiles() < sockets + SpareFiles)
            {
                report.Say($"{sockets:#,0} browsers: not possible here, a process may open {MostFiles():#,0} files.");
                continue;
            }

            await One(report, Directory.CreateDirectory(Path.Combine(scratch, $"push-{sockets}")).FullName, sockets, sockets >= 5000 ? 4 : 20, rounds, seconds);
        }
    }

    private static async Task One(Report report, string scratch, int sockets, double rate, int rounds, double seconds)
    {
        var (first, ready) = await Child.Start("server-ours", Path.Combine(scratch, "data"), $"{Contracts}");
        var (second, rawReady) = await Child.Start("server-raw");
        using var server = first;
        using var raw = second;
        var (url, key) = (ready[0], ready[1]);
        var pause = Child.Number((await server.Ask("pause", sockets))[0]);

        // The commands alone, before anybody watches and once their code is compiled: the floor under what follows.
        await server.Ask("receipts", WarmReceipts);
        await server.Ask("settle");
        await server.Ask("drive", rate, Math.Min(PushRound.Warm, seconds));
        var (before, began) = (server.CpuMicroseconds, Stopwatch.GetTimestamp());
        await server.Ask("drive", rate, seconds);
        var alone = (server.CpuMicroseconds - before) / 1000 / Stopwatch.GetElapsedTime(began).TotalSeconds;

        var ours = new List<PushRound>();
        var theirs = new List<PushRound>();
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(await PushRound.Ours(server, url, key, sockets, rate, seconds, scratch));
            theirs.Add(await PushRound.Raw(raw, rawReady[0], sockets, ours[^1], seconds));
            Console.Error.WriteLine($"  {sockets} browsers, round {round + 1}: ours {ours[^1]}, raw {theirs[^1]}");
        }

        var memory = await PushRound.Memory(server, url, key, sockets);
        var rawMemory = await PushRound.Memory(raw, rawReady[0], "-", sockets);
        report.Say(
            $"**{sockets:#,0} browsers, {rate:0} changes/s.** A frame has {Report.N(Median(ours, round => round.Bytes))} bytes; {Report.N(Median(ours, round => round.PerSecond))} arrive per second and browser "
            + $"(raw {Report.N(Median(theirs, round => round.PerSecond))}). The board's own conflation interval is {Report.N(pause)} ms. The commands alone, nobody watching, take {Report.N(alone)} ms of processor time per second."
            + (ours.Concat(theirs).Sum(round => round.Lost) is > 0 and var lost ? $" {lost} connections were lost on the way." : ""));
        double Ratio(Func<PushRound, double> of) => Rounds.Median(ours.Zip(theirs, (o, r) => of(o) / of(r)));
        var within = Rounds.Median(ours.Zip(theirs, (o, r) => o.P99 - (1.5 * r.P99) - pause));
        report.Table(
            ["", "ours", "raw", "ratio", "target"],
            [
                ["server CPU per delivered message, µs", Report.N(Median(ours, round => round.Cpu)), Report.N(Median(theirs, round => round.Cpu)),
                    $"**{Ratio(round => round.Cpu):0.00}**", sockets switch { 1000 => "≤ 1.3", 5000 => "≤ 1.15", _ => "" }],
                ["the same without the commands, µs", Report.N(Rounds.Median(ours.Select(round => round.Cpu * (round.Load - alone) / round.Load))), "",
                    $"{Rounds.Median(ours.Zip(theirs, (o, r) => o.Cpu * (o.Load - alone) / o.Load / r.Cpu)):0.00}", ""],
                ["server CPU, ms per second", Report.N(Median(ours, round => round.Load)), Report.N(Median(theirs, round => round.Load)), $"{Ratio(round => round.Load):0.00}", ""],
                ["commit → frame p50, ms", Report.N(Median(ours, round => round.P50)), Report.N(Median(theirs, round => round.P50)),
                    $"**{Ratio(round => round.P50):0.00}**", sockets == 100 ? "≤ 2.5" : ""],
                ["commit → frame p99, ms", Report.N(Median(ours, round => round.P99)), Report.N(Median(theirs, round => round.P99)),
                    $"**{Ratio(round => round.P99):0.00}**", string.Create(CultureInfo.InvariantCulture, $"≤ 1.5 × raw + {Report.N(pause)} ms: {(within <= 0 ? "held" : "missed")} by {Report.N(Math.Abs(within))} ms")],
                ["memory per connected browser, KiB", Report.N(memory / 1024), Report.N(rawMemory / 1024), $"{memory / rawMemory:0.00}", ""],
            ]);
    }

    private static double Median(IEnumerable<PushRound> rounds, Func<PushRound, double> of) => Rounds.Median(rounds.Select(of));

    private static long MostFiles() => File.Exists("/proc/self/limits")
        && long.TryParse(
            File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
            CultureInfo.InvariantCulture, out var most)
            ? most
            : long.MaxValue;
}
