using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SalesGrains.Benchmarks.Measuring;
using SalesGrains.Boards;
using SalesGrains.Entities;
using SalesGrains.Organizations;
using SalesGrains.Portfolios;

namespace SalesGrains.Benchmarks.Deadlines;

/// <summary>
/// 10,000 payment nodes due at one instant on sleeping contracts: how late the board is after midnight, how late the nudges are after
/// nine o'clock, and what unrelated calls notice of it (M6).
/// </summary>
internal static class DeadlinesBenchmark
{
    private const int Contracts = 10_000;
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(5);

    /// <summary>Runs it.</summary>
    public static async Task Run(Report report, string scratch)
    {
        var folder = Path.Combine(scratch, "deadlines");
        var signedOn = new DateOnly(2026, 1, 12);
        await using (var company = await Company.Start(folder, sandbox: new(At(signedOn, 10), 0)))
        {
            await company.Load(0, Contracts, signedOn);
            await company.Settled();
        }

        // Signed on Monday, due on the fifth workday after it: overdue from Tuesday on.
        var overdueFrom = new DateOnly(2026, 1, 20);
        DueStore store = null!;
        await using var again = await Company.Start(folder, inner => store = new DueStore(inner));
        await SetClock(again, At(overdueFrom, 0) - Lead);
        var board = again.Grains.GetGrain<IBoardGrain>(new BoardTopic(Company.Org, BoardTopic.Payments, BoardScope.Company).GrainKey);
        var midnight = await Flip(board);
        await Caught(again, At(overdueFrom, 9));
        await SetClock(again, At(overdueFrom, 9) - Lead);
        var due = Stopwatch.GetTimestamp() + (long)(Lead.TotalSeconds * Stopwatch.Frequency);
        store.At.Clear();
        using var stop = new CancellationTokenSource();
        var unrelated = Probe(again, stop.Token);
        while (store.At.Count < Contracts)
        {
            await Task.Delay(20);
        }

        await stop.CancelAsync();
        var late = store.At.Values.Select(at => Stopwatch.GetElapsedTime(due, at).TotalMilliseconds).ToArray();
        var calls = await unrelated;
        report.Say($"{Contracts:#,0} payment nodes become overdue at one midnight, and their reps are nudged at the same nine o'clock; no contract is awake before.");
        report.Table(
            ["", "figure", "target"],
            [
                ["board after midnight: all nodes in the overdue bucket", $"{midnight:#,0} ms late", "≤ 1,000 ms"],
                ["nudges committed after nine, p50 / p99 / last", $"{Rounds.Median(late):#,0} / {Rounds.Percentile(late, .99):#,0} / {late.Max():#,0} ms late", ""],
                ["unrelated calls meanwhile, p50 / p99", $"{Rounds.Median(calls):0.0} / {Rounds.Percentile(calls, .99):0.0} ms", "p99 ≤ 100 ms"],
            ]);
    }

    /// <summary>Waits until what fell due while nobody was there is done: the reminders of the days before.</summary>
    private static async Task Caught(Company company, DateTimeOffset next)
    {
        var shard = company.Grains.GetGrain<IPortfolioGrain>(Partitioning.ShardKey((await company.Services.GetRequiredService<IOrganizationDirectory>().Get(Company.Org)).Stored, 0));
        while (await shard.NextDue() is { } due && due.At < next)
        {
            await Task.Delay(20);
        }

        await company.Settled();
    }

    /// <summary>How late, in milliseconds, the board shows all nodes as overdue.</summary>
    private static async Task<double> Flip(IBoardGrain board)
    {
        var due = Stopwatch.GetTimestamp() + (long)(Lead.TotalSeconds * Stopwatch.Frequency);
        while (true)
        {
            var frame = (await board.Read()).Frame;
            if (frame?.Rows.FirstOrDefault(row => row.Key == "t/overdue-1-7")?.Cells is { } cells && cells[0].Number >= Contracts)
            {
                return Math.Max(0, Stopwatch.GetElapsedTime(due).TotalMilliseconds);
            }

            await Task.Delay(5);
        }
    }

    /// <summary>Reads a contract that has nothing due, again and again.</summary>
    private static Task<List<double>> Probe(Company company, CancellationToken stop) => Task.Run(async () =>
    {
        var times = new List<double>();
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await company.Customer(i % 100).Get();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await Task.Delay(2);
        }

        return times;
    });

    private static async Task SetClock(Company company, DateTimeOffset to)
    {
        var directory = company.Services.GetRequiredService<IOrganizationDirectory>();
        var stored = (await directory.Get(Company.Org)).Stored;
        var clock = new OrganizationClock(TimeProvider.System.GetUtcNow(), to, 1, stored.Clock.Version + 1, ResumeRate: 1);
        await company.Services.GetRequiredService<IEntityStore>().PutOrganization(stored with { Clock = clock }, stored.Etag);
        await directory.Refresh(Company.Org);
    }

    private static DateTimeOffset At(DateOnly day, int hour) => new DateTimeOffset(day.ToDateTime(new(hour, 0)), TimeSpan.FromHours(8)).ToUniversalTime();
}
