using SalesGrains.Benchmarks.Measuring;
using SalesGrains.Benchmarks.Push;

namespace SalesGrains.Benchmarks.Rivals;

/// <summary>On PostgreSQL: the board that is pushed beside LISTEN/NOTIFY, reading the board again, and sending it to a SignalR group.</summary>
internal static class NotifyBenchmark
{
    private const int Contracts = 200;
    private const int WarmReceipts = 20_000;
    private const double WarmSeconds = 15;
    private const double Rate = 20;

    /// <summary>Runs it.</summary>
    public static async Task Run(Report report, string scratch, int rounds, double seconds, IReadOnlyList<int> browsers)
    {
        var folder = Directory.CreateDirectory(Path.Combine(scratch, "notify")).FullName;
        await using var database = await PostgreSqlTestServer.Start();
        var (first, ready) = await Child.Start("server-ours", Path.Combine(folder, "data"), $"{Contracts}", "--storage", "postgres", "--connection", await database.Database());
        var (second, rivalReady) = await Child.Start("server-notify", await database.Database(), $"{Contracts}");
        using var ours = first;
        using var rival = second;
        await ours.Ask("receipts", WarmReceipts);
        await ours.Ask("settle");
        // Both are warmed with somebody who watches, so that what they do is compiled for good: a server runs for days.
        await PushRound.Ours(ours, ready[0], ready[1], 10, Rate, WarmSeconds, folder, () => 0);
        await PushRound.WholeBoards(rival, rivalReady[0], 10, Rate, WarmSeconds, folder, () => 0);
        double Database() => ProcessTree.CpuMicroseconds(database.Server.ProcessId!.Value);

        report.Say(
            $"A board of {Contracts} contracts on PostgreSQL, {Rate:0} changes/s. The rival: one table, UPDATE and NOTIFY in one transaction, a listener that reads the board again (totals and the 200 most urgent rows, one round trip) "
            + $"and sends it to a SignalR group; what changes while it reads is in its next reading. It keeps no history, runs no rules, notices no lost frame. Ours: receipts, each three durable commits and what they cause. With nobody watching the rival does not read. "
            + $"Medians of {rounds} interleaved rounds of {seconds:0.#} s.");
        foreach (var count in browsers)
        {
            var pushed = new List<PushRound>();
            var notified = new List<PushRound>();
            var (alone, rivalAlone) = (new List<(double Load, double Database)>(), new List<(double Load, double Database)>());
            for (var round = 0; round < rounds; round++)
            {
                alone.Add(await PushRound.Unwatched(ours, Rate, seconds, Database));
                rivalAlone.Add(await PushRound.Unwatched(rival, Rate, seconds, Database));
                pushed.Add(await PushRound.Ours(ours, ready[0], ready[1], count, Rate, seconds, folder, Database));
                notified.Add(await PushRound.WholeBoards(rival, rivalReady[0], count, Rate, seconds, folder, Database));
                Console.Error.WriteLine($"  {count} browsers, round {round + 1}: ours {pushed[^1]}, rival {notified[^1]}");
            }

            report.Say($"**{count:#,0} browsers.**");
            report.Table(
                ["", "ours", "LISTEN/NOTIFY + SignalR", "rival / ours"],
                [
                    Row("commit → seen p50, ms", round => round.P50),
                    Row("commit → seen p99, ms", round => round.P99),
                    Row("processor time of the program, ms per second", round => round.Load),
                    Row("processor time of PostgreSQL, ms per second", round => round.Database),
                    Both("the changes alone, nobody watching: program and PostgreSQL, ms per second", (_, alone) => alone.Load + alone.Database),
                    Both("**telling the browsers by itself: what both take above that, ms per second**", (round, alone) => round.Load + round.Database - alone.Load - alone.Database),
                    Row("frames per second and browser", round => round.PerSecond),
                    Row("bytes of a frame", round => round.Bytes),
                    Row("bytes per second and browser", round => round.Bytes * round.PerSecond),
                ]);

            string[] Row(string name, Func<PushRound, double> of) => Both(name, (round, _) => of(round));

            string[] Both(string name, Func<PushRound, (double Load, double Database), double> of)
            {
                var (o, r) = (pushed.Zip(alone, of).ToArray(), notified.Zip(rivalAlone, of).ToArray());
                return [name, Report.N(Rounds.Median(o)), Report.N(Rounds.Median(r)), Report.N(Rounds.Median(o.Zip(r, (a, b) => b / a)))];
            }
        }
    }
}
