using System.Collections.Immutable;
using System.Diagnostics;
using SalesGrains.Benchmarks.Commands;
using SalesGrains.Benchmarks.Deadlines;
using SalesGrains.Benchmarks.Measuring;
using SalesGrains.Benchmarks.Portfolios;
using SalesGrains.Benchmarks.Push;

namespace SalesGrains.Benchmarks.Engines;

/// <summary>
/// Commands, push, start and deadlines on every engine, on one silo and on three: what each costs beside a raw writer of the same rows into
/// the same engine, and beside raw WebSockets.
/// </summary>
internal static class EnginesBenchmark
{
    private const int Contracts = 500;
    private const int Due = 10_000;
    private const int Callers = 100;
    private const int Browsers = 300;
    private const double Rate = 20;
    private static readonly int[] Sizes = [1, 3];

    /// <summary>Runs it.</summary>
    public static async Task Run(Report report, string scratch, int rounds, double seconds)
    {
        var prepared = Path.Combine(scratch, "prepared");
        var most = await CommandsBenchmark.Rows(prepared, scratch, 10_000, Contracts);
        var (raw, rawReady) = await Child.Start("server-raw");
        using var sockets = raw;
        var commands = new List<string[]>();
        var push = new List<string[]>();
        var late = new List<string[]>();
        var full = new List<string[]>();
        var hundredThousand = await PortfolioBenchmark.Backup(scratch);
        await foreach (var engine in All(scratch, prepared))
        {
            await using var _ = engine;
            foreach (var size in Sizes.Where(size => size == 1 || engine.IsShared))
            {
                Console.Error.WriteLine($"  {engine.Name}, {size}");
                full.Add(Full(engine, size, await PortfolioBenchmark.Measure(await engine.Restored(hundredThousand), size)));
                late.Add(Late(engine, size, await DeadlinesBenchmark.Measure(await engine.Silo(), Due, size)));
                await using var silos = await Silos.Start(engine, size, Path.Combine(scratch, $"{engine.Name}{size}"), Contracts);
                commands.Add(await Commands(engine, silos, most[..(most.Length * engine.Receipts / 10_000)], rounds));
                push.Add(await Push(engine, silos, sockets, rawReady[0], rounds, seconds, scratch));
            }
        }

        report.Say(
            $"Durable commands: receipts by {Callers} callers over {Contracts} contracts, spread over the silos; the clock stops when all is delivered. The raw writer puts the rows and bytes of as many receipts into the same engine with as "
            + $"many callers in flight: one writer with group commit on Sqlite and PostgreSQL, one group transaction for each commit on Azure Tables. All silos and the engine's server share this machine's cores. Medians of {rounds} interleaved rounds.");
        report.Table(["", "silos", "receipts/s", "raw writer", "ours / raw", "µs a receipt, program", "µs a receipt, engine's server"], commands);
        report.Say($"Push: {Browsers} browsers on the company's board, spread over the silos, {Rate:0} receipts/s through all of them. Raw: as many frames of as many bytes to as many sockets of one process. Medians of {rounds} interleaved rounds of {seconds:0.#} s.");
        report.Table(["", "silos", "commit → frame p50, ms", "raw", "ratio", "p99, ms", "raw", "ratio", "processor time, ms per second", "raw"], push);
        report.Say(
            "A full company: 100,000 signed contracts with 400,000 open payment nodes in 16 shards, restored from one backup into each engine. Three silos are in one process here, so memory is of all three; "
            + "pages are asked for at the last of them.");
        report.Table(
            ["", "silos", "start of the silos", "from there to the first page", "bytes a payment node", "bytes an awake contract", "50 nodes of a rep, p50 / p99", "50 of the company with the sum of all"], full);
        report.Say($"Deadlines: {Due:#,0} payment nodes become overdue at one midnight, and their reps are nudged at the same nine o'clock; no contract is awake before. Three silos in one process; unrelated calls at the last.");
        report.Table(["", "silos", "board late by", "nudges late by, p50 / last", "unrelated calls meanwhile, p50 / p99"], late);
    }

    private static string[] Full(EngineUnderTest engine, int size, PortfolioFigures found) =>
    [
        engine.Name, $"{size}", $"{Report.N(found.Started)} ms", $"{Report.N(found.Rebuilt)} ms", $"{found.NodeBytes:#,0}", $"{found.ContractBytes:#,0}", found.OfRep, found.OfCompany,
    ];

    private static string[] Late(EngineUnderTest engine, int size, Lateness found) =>
    [
        engine.Name, $"{size}", $"{Report.N(found.Board)} ms", $"{Report.N(Rounds.Median(found.Nudges))} / {Report.N(found.Nudges.Max())} ms",
        $"{Report.N(Rounds.Median(found.Calls))} / {Report.N(Rounds.Percentile(found.Calls, .99))} ms",
    ];

    private static async IAsyncEnumerable<EngineUnderTest> All(string scratch, string prepared)
    {
        yield return new SqliteUnderTest(scratch, prepared);
        yield return new PostgreSqlUnderTest(await PostgreSqlTestServer.Start());
        yield return new AzureTablesUnderTest();
    }

    private static async Task<string[]> Commands(EngineUnderTest engine, Silos silos, ImmutableArray<WrittenRow> rows, int rounds)
    {
        await silos.Receipts(engine.Receipts, Callers);
        var (work, server) = (new List<double>(), new List<double>());
        var (ours, raw) = await Rounds.Interleaved(
            rounds,
            async _ =>
            {
                var (before, beside, began) = (silos.CpuMicroseconds, engine.CpuMicroseconds, Stopwatch.GetTimestamp());
                await silos.Receipts(engine.Receipts, Callers);
                var perSecond = engine.Receipts / Stopwatch.GetElapsedTime(began).TotalSeconds;
                work.Add((silos.CpuMicroseconds - before) / engine.Receipts);
                server.Add((engine.CpuMicroseconds - beside) / engine.Receipts);
                return perSecond;
            },
            async _ => engine.Receipts / await engine.Raw(rows, Callers));
        return [
            engine.Name, $"{silos.Count}", Report.N(Rounds.Median(ours)), Report.N(Rounds.Median(raw)), $"**{Rounds.Median(ours.Zip(raw, (o, r) => o / r)):0.00}**",
            Report.N(Rounds.Median(work)), Report.N(Rounds.Median(server)),
        ];
    }

    private static async Task<string[]> Push(EngineUnderTest engine, Silos silos, Child raw, string rawUrl, int rounds, double seconds, string scratch)
    {
        var (ours, baseline) = (new List<PushRound>(), new List<PushRound>());
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(await PushRound.Ours(silos.Servers, silos.Key, Browsers, Rate, seconds, scratch, () => engine.CpuMicroseconds));
            baseline.Add(await PushRound.Raw(raw, rawUrl, Browsers, ours[^1], seconds));
            Console.Error.WriteLine($"  round {round + 1}: ours {ours[^1]}, raw {baseline[^1]}");
        }

        string Of(List<PushRound> all, Func<PushRound, double> of) => Report.N(Rounds.Median(all.Select(of)));
        string Ratio(Func<PushRound, double> of) => $"**{Rounds.Median(ours.Zip(baseline, (o, r) => of(o) / of(r))):0.00}**";
        return [
            engine.Name, $"{silos.Count}", Of(ours, one => one.P50), Of(baseline, one => one.P50), Ratio(one => one.P50),
            Of(ours, one => one.P99), Of(baseline, one => one.P99), Ratio(one => one.P99), Of(ours, one => one.Load), Of(baseline, one => one.Load),
        ];
    }
}
