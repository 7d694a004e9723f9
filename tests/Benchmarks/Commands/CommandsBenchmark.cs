using System.Collections.Immutable;
using System.Diagnostics;
using SalesGrains.Benchmarks.Measuring;
using SalesGrains.Customers;

namespace SalesGrains.Benchmarks.Commands;

/// <summary>
/// Durable commands per second: 100 callers record receipts at customers, over 10,000 contracts, everything of the protocol on. Each
/// receipt is three commits (customer, contract, customer) and their lanes; the clock stops when all of it is delivered.
/// </summary>
internal static class CommandsBenchmark
{
    private const int Contracts = 10_000;
    private const int Callers = 100;
    private const int Commands = 60_000;
    private static int runs;

    /// <summary>Runs it.</summary>
    public static async Task Run(Report report, string scratch, int rounds)
    {
        var prepared = Path.Combine(scratch, "prepared");
        await using (var company = await Company.Start(prepared))
        {
            await company.Load(0, Contracts, new DateOnly(2026, 1, 20));
            await company.Settled();
        }

        // What is written is noted in a run of its own, whose time does not count.
        var rows = (await Ours(Copy(prepared, scratch, "noted"), notes: true)).Rows;
        var measured = new List<Measured>();
        var rawWork = new List<double>();
        var (ours, raw) = await Rounds.Interleaved(
            rounds,
            async round =>
            {
                measured.Add(await Ours(Copy(prepared, scratch, $"ours{round}"), notes: false));
                return measured[^1].Delivered;
            },
            async round =>
            {
                var before = Environment.CpuUsage.TotalTime;
                var seconds = await new RawWriter(Path.Combine(Copy(prepared, scratch, $"raw{round}"), "sales.db")).Write(rows, Callers);
                rawWork.Add((Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Commands);
                return Commands / seconds;
            });

        var commits = rows.Where(row => row.Content > 0).ToArray();
        report.Say(
            $"{Commands:#,0} receipts by {Callers} callers over {Contracts:#,0} contracts: {commits.Length:#,0} commits and {rows.Length - commits.Length:#,0} lane writes, "
            + $"{commits.Average(row => row.State):0} bytes of state and {rows.Sum(row => row.Bytes) / Commands:#,0} bytes in all a receipt. The raw writer puts the same rows and bytes "
            + $"into a copy of the same file with {Callers} callers in flight, group commit, synchronous FULL. Medians of {rounds} interleaved rounds.");
        report.Table(
            ["", "receipts/s", "min–max", "processor time a receipt, µs"],
            [
                Row("ours, all delivered", ours, $"{Report.N(Rounds.Median(measured.Select(one => one.Work)))}"),
                Row("ours, answered", [.. measured.Select(one => one.Answered)], ""),
                Row("raw writer", raw, Report.N(Rounds.Median(rawWork))),
                ["**ratio, ours / raw**", $"**{Rounds.Median(ours.Zip(raw, (o, r) => o / r)):0.00}**", "target ≥ 0.5", ""],
            ]);
        report.Say(
            $"A receipt allocates {Rounds.Median(measured.Select(one => one.Allocated)):#,0} bytes, and collecting them halts it for "
            + $"{Rounds.Median(measured.Select(one => one.Paused)):0} µs.");
    }

    /// <summary>What so many receipts over so many contracts write, noted on the embedded store; the folder keeps what was there before.</summary>
    public static async Task<ImmutableArray<WrittenRow>> Rows(string prepared, string scratch, int count, int contracts)
    {
        await using (var company = await Company.Start(prepared))
        {
            await company.Load(0, contracts, new DateOnly(2026, 1, 20));
            await Receipts(company, contracts, "warm", contracts);
            await company.Settled();
        }

        RecordingStore store = null!;
        await using var again = await Company.Start(Copy(prepared, scratch, "noted"), inner => store = new RecordingStore(inner) { Records = true });
        await Receipts(again, count, "noted", contracts);
        await again.Settled();
        return store.Taken;
    }

    private static string[] Row(string name, IReadOnlyCollection<double> perSecond, string work) =>
        [name, Report.N(Rounds.Median(perSecond)), $"{Report.N(perSecond.Min())}–{Report.N(perSecond.Max())}", work];

    private static async Task<Measured> Ours(string folder, bool notes)
    {
        RecordingStore? store = null;
        await using var company = await Company.Start(folder, notes ? inner => store = new RecordingStore(inner) : null);
        // Warm: the code is compiled and the contracts are awake, as they are on a working day.
        await Receipts(company, Contracts, "warm");
        await company.Settled();
        store?.Records = true;
        var (began, work, paused, bytes) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration(), GC.GetTotalAllocatedBytes());
        await Receipts(company, Commands, "timed");
        var answered = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await company.Settled();
        var delivered = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new(
            Commands / delivered,
            Commands / answered,
            (Environment.CpuUsage.TotalTime - work).TotalMicroseconds / Commands,
            (GC.GetTotalPauseDuration() - paused).TotalMicroseconds / Commands,
            (GC.GetTotalAllocatedBytes() - bytes) / Commands,
            store?.Taken ?? []);
    }

    /// <summary>The receipts by themselves, on a company that somebody else runs; for a comparison with HTTP.</summary>
    public static async Task<string> InProcess(Company company, int count, int contracts, int? callers = null)
    {
        await Receipts(company, count, $"{Environment.ProcessId}-{Interlocked.Increment(ref runs)}", contracts, callers ?? Callers);
        return "recorded";
    }

    private static async Task Receipts(Company company, int count, string run, int contracts = Contracts, int callers = Callers)
    {
        var taken = -1;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref taken)) < count;)
            {
                var contract = (int)((long)i * 7919 % contracts);
                Company.Must(await company.Customer(contract).Execute(new(
                    new RecordReceipt { ReceiptId = $"r-{run}-{i}", AmountFen = 100, ReceivedOn = new(2026, 1, 21), ContractId = $"contract-{contract}" },
                    company.Meta())));
            }
        })));
    }

    /// <summary>A copy of a store that nobody has open.</summary>
    public static string Copy(string from, string scratch, string name)
    {
        var to = Directory.CreateDirectory(Path.Combine(scratch, name)).FullName;
        foreach (var file in Directory.EnumerateFiles(from, "sales.db*"))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }

        return to;
    }

    /// <summary>One run.</summary>
    /// <param name="Delivered">Receipts a second until everything was delivered.</param>
    /// <param name="Answered">Receipts a second until all callers were answered.</param>
    /// <param name="Work">Processor time of the process, µs a receipt.</param>
    /// <param name="Paused">Time in which the garbage collector held all threads, µs a receipt.</param>
    /// <param name="Allocated">Bytes allocated a receipt.</param>
    /// <param name="Rows">What was written, when it was noted.</param>
    private sealed record Measured(double Delivered, double Answered, double Work, double Paused, double Allocated, ImmutableArray<WrittenRow> Rows);
}
